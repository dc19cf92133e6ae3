"""Seals over committed entries, signed heads of their chain, and the results of verification."""

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import Exact

from balai.core.models import Row

LEAF = 49  # bytes of an entry in a seal: its kind (1), its id (16), the digest of its content (32)
ENTRY_KINDS = {"e": "audit.event", "r": "audit.personalread", "c": "audit.change"}


def _size(column: str) -> Func:
    return Func(F(column), function="octet_length", output_field=models.IntegerField())


class Unsealed(models.Model):
    """An entry that no seal covers yet. A trigger puts it here in the transaction that writes the entry, so
    that whatever commits, however late, is found by the sealer.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=1)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Seal(models.Model):
    """A batch of entries under one digest, which includes that of the seal before. Rows are never changed."""

    number = models.PositiveIntegerField(primary_key=True)
    previous = models.CharField(max_length=64, unique=True)
    root = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField()
    total = models.PositiveBigIntegerField()  # entries up to and with this seal
    sealed_at = models.DateTimeField()
    leaves = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1, count__gte=1), name="seal_from_one"),
            models.CheckConstraint(condition=Q(total__gte=F("count")), name="seal_total"),
            models.CheckConstraint(
                condition=Exact(_size("leaves"), F("count") * Value(LEAF)), name="seal_leaves_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.digest[:12]}"


class Head(Row):
    """The signed state of the chain on a day; what leaves the machine. Rows are never changed."""

    day = models.DateField(unique=True)
    seal = models.PositiveIntegerField()
    statement = models.TextField()  # canonical JSON, what was signed
    signature = models.CharField(max_length=120)  # Ed25519, base64
    public_key = models.CharField(max_length=60)  # base64

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} {self.seal}"


class Verification(Row):
    """One verification of the chain with what it found. Rows are never changed."""

    seals = models.PositiveIntegerField()
    entries = models.PositiveBigIntegerField()
    unsealed = models.PositiveBigIntegerField()
    seconds = models.DecimalField(max_digits=10, decimal_places=1)
    findings = models.JSONField(default=list)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d} {len(self.findings)}"

    @property
    def is_whole(self) -> bool:
        """True when nothing was found."""
        return not self.findings
