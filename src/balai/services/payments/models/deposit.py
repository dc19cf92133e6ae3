"""Deposits (STS): cash of the treasurer that was brought to the account of the regency."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from balai.core.actor import Actor
from balai.core.models import Row
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import only_grows
from balai.services.payments.models.bill import VIEW


class DepositQuerySet(models.QuerySet["Deposit"]):
    """Deposits as an actor may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """At units that a role with ``payments.view`` reaches."""
        return self.filter(within(actor, VIEW))


@only_grows
class Deposit(Row):
    """One slip: the sum of the cash payments that it names."""

    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    number = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    deposited_on = models.DateField()
    reference = models.CharField(max_length=120, unique=True, db_collation="C")  # of the bank's slip
    officer_name = models.CharField(max_length=120)

    objects: ClassVar = DepositQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="payments_deposit_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payments_deposit_amount"),
        ]

    def __str__(self) -> str:
        return self.number


@only_grows
class DepositItem(models.Model):
    """A cash payment is deposited once."""

    payment = models.OneToOneField(
        "payments.Payment", models.PROTECT, primary_key=True, related_name="deposit_item"
    )
    deposit = models.ForeignKey(Deposit, models.PROTECT, related_name="items")

    def __str__(self) -> str:
        return str(self.pk)
