"""What happens to an agreement that was signed: signatures, duties, extensions, reminders, yearly reports."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.models import Row
from balai.foundation.audit.api import history, only_grows
from balai.territory.agreements.models.agreement import Agreement


@only_grows
class Signature(Row):
    """A side has signed: with a certificate on the document, here or outside, or on paper whose scanned original was
    certified. ``certificate`` is an outside signer's: holder, subject, issuer, serial, until, root (empty: untrusted).

    ``sha256`` is that of the signed file as it was kept at that moment; ``reason`` says why a side of here signed on
    paper.
    """

    class Way(models.TextChoices):
        CERTIFICATE = "certificate", _("Tanda tangan elektronik")
        OUTSIDE = "outside", _("Tanda tangan elektronik dengan sertifikat sendiri")
        PAPER = "paper", _("Naskah asli bertanda tangan, dipindai")

    party = models.OneToOneField("agreements.Party", models.PROTECT, related_name="signature")
    way = models.CharField(max_length=12, choices=Way, db_collation="C")
    signer = models.CharField(max_length=120)
    office = models.CharField(max_length=160)
    signed_on = models.DateField()
    sha256 = models.CharField(max_length=64, db_collation="C")
    certified_by = models.CharField(max_length=120)
    certificate = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)

    objects: ClassVar = models.Manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="agreements_signature_hash"
            ),
            models.CheckConstraint(condition=~Q(signer=""), name="agreements_signature_signer"),
        ]

    def __str__(self) -> str:
        return self.signer


class ObligationQuerySet(models.QuerySet["Obligation"]):
    """Duties as an actor may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of agreements that the actor sees."""
        if actor.is_system:
            return self
        return self.filter(agreement__in=Agreement.objects.visible_to(actor).values("pk"))


@history(_("Kewajiban kerja sama"), without=("text",))
class Obligation(Row):
    """What a side owes by a day. One's own has the unit that does it; the keeper's unit watches those of others."""

    class Kind(models.TextChoices):
        AGREED = "agreed", _("Diperjanjikan")
        FOLLOW = "follow", _("Tindak lanjut")
        REPORT = "report", _("Laporan tahunan")

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="obligations")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.AGREED, db_collation="C")
    party = models.ForeignKey("agreements.Party", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, related_name="+"
    )  # which does it or watches it
    officer = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=500)
    due_on = models.DateField()
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)  # rupiah
    year = models.PositiveSmallIntegerField(null=True)  # of a yearly report
    done_on = models.DateField(null=True)
    done_by = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=1000, blank=True)
    case_id = models.UUIDField(null=True, unique=True)  # the task in an inbox once it is late

    objects: ClassVar = ObligationQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["due_on"], name="agreements_duty_open", condition=Q(done_on=None)),
            models.Index(fields=["unit", "due_on"], name="agreements_duty_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, done_by="", outcome="")
                | (Q(done_on__isnull=False) & ~Q(done_by="") & ~Q(outcome="")),
                name="agreements_duty_done",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="agreements_duty_text"),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gt=0), name="agreements_duty_amount"),
            models.UniqueConstraint(
                fields=["agreement", "year"], condition=Q(kind="report"), name="agreements_report_duty_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_late(self) -> bool:
        """True while it is open after its day."""
        return self.done_on is None and self.due_on < timezone.localdate()


@only_grows
class Extension(Row):
    """An agreement holds longer than it did: by an addendum of a number and a day."""

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="extensions")
    before = models.DateField()
    until = models.DateField()
    number = models.CharField(max_length=120)
    signed_on = models.DateField()
    reason = models.CharField(max_length=500)
    made_by = models.CharField(max_length=120)

    objects: ClassVar = models.Manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("before")), name="agreements_extension_longer"),
            models.UniqueConstraint(fields=["agreement", "before"], name="agreements_extension_once"),
        ]

    def __str__(self) -> str:
        return self.number


@only_grows
class Reminder(Row):
    """That an agreement ends on a day in so many days was told, once."""

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="reminders")
    ends_on = models.DateField()
    days = models.PositiveSmallIntegerField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "ends_on", "days"], name="agreements_reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.days}"


@only_grows
class Report(Row):
    """What a year of an agreement brought, in words."""

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField()
    results = models.TextField(max_length=4000)
    obstacles = models.TextField(max_length=4000, blank=True)
    advice = models.TextField(max_length=2000)
    author = models.CharField(max_length=120)

    objects: ClassVar = models.Manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "year"], name="agreements_report_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.year}"
