"""The bank's own statement, line by line as the bank wrote it."""

from django.db import models
from django.db.models import Q

from balai.core.models import Row
from balai.foundation.audit.api import only_grows


@only_grows
class BankLine(Row):
    """Money on the account of the regency as the bank reports it; compared with payments by its reference."""

    booked_on = models.DateField()
    reference = models.CharField(max_length=120, unique=True, db_collation="C")
    description = models.CharField(max_length=240, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2)  # negative when it left the account

    class Meta:
        ordering = ["booked_on", "id"]
        indexes = [models.Index(fields=["booked_on"], name="payments_bank_day")]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="payments_bank_amount")]

    def __str__(self) -> str:
        return f"{self.booked_on} {self.reference}"
