"""Charts of accounts: what money is sorted by, as data from packs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Bagan akun"))
class Chart(models.Model):
    """A list of accounts that a regulation or a body lays down, such as that of village finance."""

    code = models.CharField(primary_key=True, max_length=40, db_collation="C")
    name = models.JSONField()  # {"id": …, "en": …}
    source = models.CharField(max_length=240)
    pack = models.CharField(max_length=80)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


@history(_("Akun"))
class Account(Row):
    """A line of a chart. Groups gather the accounts whose code begins with theirs; only leaves are posted to."""

    class Kind(models.TextChoices):
        ASSET = "asset", _("Aset")
        LIABILITY = "liability", _("Kewajiban")
        EQUITY = "equity", _("Ekuitas")
        REVENUE = "revenue", _("Pendapatan")
        EXPENSE = "expense", _("Belanja atau beban")
        FINANCING = "financing", _("Pembiayaan")
        TRANSIT = "transit", _("Nonanggaran")

    class Side(models.TextChoices):
        DEBIT = "debit", _("Debit")
        CREDIT = "credit", _("Kredit")

    #: Kinds whose balance goes over into the next year.
    PERMANENT = (Kind.ASSET, Kind.LIABILITY, Kind.EQUITY, Kind.TRANSIT)

    chart = models.ForeignKey(Chart, models.PROTECT, related_name="accounts")
    code = models.CharField(max_length=30, db_collation="C")
    name = models.JSONField()  # {"id": …, "en": …}
    kind = models.CharField(max_length=10, choices=Kind)
    side = models.CharField(max_length=6, choices=Side)  # on which a balance is positive
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    is_posting = models.BooleanField()
    ends_on = models.DateField(null=True)  # last day on which it is posted to

    class Meta:
        ordering = ["chart", "code"]
        constraints = [models.UniqueConstraint(fields=["chart", "code"], name="ledger_account_once")]

    def __str__(self) -> str:
        return self.code
