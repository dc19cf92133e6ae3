"""What is erased when somebody asks for it, what is kept and by which law, and what was done."""

from django.db import models
from django.db.models import Q

from balai.core.models import Row
from balai.foundation.audit.api import history


@history()
class ErasureRule(Row):
    """What happens to one kind of data when its owner asks for erasure; content of a pack.

    ``kept`` says that a law asks to keep it (``reason``, ``source``). ``holds`` names circumstances under which
    something that would go is kept for now: ``{"open_case": {"reason": {…}, "source": "…"}}``.
    """

    code = models.CharField(max_length=40, unique=True, db_collation="C")
    order = models.PositiveSmallIntegerField()
    name = models.JSONField()  # {"id": …, "en": …}
    kept = models.BooleanField()
    reason = models.JSONField()
    source = models.CharField(max_length=240)
    holds = models.JSONField(default=dict)

    class Meta:
        ordering = ["order"]
        constraints = [models.CheckConstraint(condition=~Q(source=""), name="erasure_rule_names_its_law")]

    def __str__(self) -> str:
        return self.code


@history()
class Erasure(Row):
    """One request that was carried out: ``lines`` say of each kind how much went, how much stays and why.

    The account itself goes last: once its owner has been told, at the latest at ``account_due_at``.
    """

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    lines = models.JSONField()
    account_due_at = models.DateTimeField(null=True)
    account_erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["account_due_at"],
                name="erasure_waits",
                condition=Q(account_due_at__isnull=False, account_erased_at=None),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(account_erased_at=None) | Q(account_due_at__isnull=False),
                name="erasure_account_was_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}"
