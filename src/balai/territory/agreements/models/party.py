"""Who agrees with whom, and the private links by which the other side works without an account."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


class Sort(models.TextChoices):
    """What a party is."""

    OWN = "own", _("Daerah sendiri")
    UNIT = "unit", _("Unit atau desa di daerah ini")
    REGION = "region", _("Daerah lain")
    MINISTRY = "ministry", _("Kementerian atau lembaga")
    BUSINESS = "business", _("Badan usaha")
    ORGANISATION = "organisation", _("Organisasi atau perguruan tinggi")
    PERSON = "person", _("Perseorangan")
    FOREIGN = "foreign", _("Pemerintah daerah di luar negeri")
    FOREIGN_BODY = "foreign_body", _("Lembaga di luar negeri")


@history(_("Pihak kerja sama"), without=("name", "signer", "office"))
class Party(Row):
    """One side of an agreement with who signs for it. One's own side has a unit; so has a unit or village of here."""

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="parties")
    place = models.PositiveSmallIntegerField()
    sort = models.CharField(max_length=12, choices=Sort, db_collation="C")
    name = models.CharField(max_length=160)
    signer = models.CharField(max_length=120, blank=True)
    office = models.CharField(max_length=160, blank=True)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")
    country = models.CharField(max_length=80, blank=True)
    has_certificate = models.BooleanField(
        default=False
    )  # signs outside with an own one; a unit of here always does
    turn = models.PositiveSmallIntegerField(default=0)  # who has a lower one signs before; 0: at any time
    number = models.CharField(max_length=120, blank=True)  # under which the party keeps the agreement

    objects: ClassVar = models.Manager()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "place"], name="agreements_party_place"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(sort="own"), name="agreements_one_own_party"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="agreements_party_name"),
            models.CheckConstraint(
                condition=Q(sort__in=("own", "unit"), unit__isnull=False)
                | (~Q(sort__in=("own", "unit")) & Q(unit=None)),
                name="agreements_party_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def signs_document(self) -> bool:
        """True for whoever signs the document itself, and not on paper."""
        return self.unit_id is not None or self.has_certificate

    @property
    def is_own(self) -> bool:
        """True for the side that keeps the agreement here."""
        return self.sort == Sort.OWN


class Invitation(Row):
    """A private link for one party: only the digest of its secret is kept, it expires, it can be taken back."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True, db_collation="C")
    guest = models.CharField(max_length=120)  # for whom: the name that stands beside what is done by the link
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=120)
    seen_at = models.DateTimeField(null=True)

    objects: ClassVar = models.Manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="agreements_invitation_ends"
            ),
        ]

    def __str__(self) -> str:
        return self.guest

    def is_open(self, now: datetime | None = None) -> bool:
        """True while the link works."""
        return self.ended_at is None and self.expires_at > (now or timezone.now())
