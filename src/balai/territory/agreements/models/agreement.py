"""The register of agreements: what was agreed with whom, how far it has come, until when it holds."""

from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.models import Row
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import history

VIEW = "agreements.view"
MANAGE = "agreements.manage"
CONFIDE = "documents.sign"  # whoever signs for a unit reads what it confides
SOON = 90  # days: what ends within them is about to end


class Stage(models.TextChoices):
    """How far an agreement has come; the procedure of its kind says what leads from one to the next."""

    STUDY = "study", _("Kajian")
    OFFER = "offer", _("Penawaran")
    DRAFT = "draft", _("Penyusunan naskah")
    CENTRAL = "central", _("Persetujuan pemerintah pusat")
    CONSENT = "consent", _("Persetujuan DPRD")
    SIGNATURE = "signature", _("Penandatanganan")
    EXECUTION = "execution", _("Pelaksanaan")
    REPORT = "report", _("Laporan akhir")
    ENDED = "ended", _("Selesai")
    DROPPED = "dropped", _("Tidak dilanjutkan")


BEFORE = (Stage.STUDY, Stage.OFFER, Stage.DRAFT, Stage.CENTRAL, Stage.CONSENT, Stage.SIGNATURE)
AFTER = (Stage.EXECUTION, Stage.REPORT, Stage.ENDED)


class Standing(models.TextChoices):
    """How an agreement stands on a day: prepared, or what its dates make of it."""

    PREPARED = "prepared", _("Dalam penyusunan")
    ACTIVE = "active", _("Berlaku")
    ENDING = "ending", _("Segera berakhir")
    ENDED = "ended", _("Berakhir")
    STOPPED = "stopped", _("Dihentikan")
    DROPPED = "dropped", _("Tidak dilanjutkan")


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Agreements as an actor may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of units that a role reaches, and those in which one's own unit has a part or a duty.

        What is confidential is seen by the parties only: whoever keeps it, and who signs for a unit that is a party.
        """
        if actor.is_system:
            return self
        told = Q(is_confidential=False) & (within(actor, VIEW) | self._taking_part(actor))
        trusted = Q(is_confidential=True) & self._party(actor.grants_with(CONFIDE))
        return self.filter(within(actor, MANAGE) | told | trusted)

    def _taking_part(self, actor: Actor) -> Q:
        duties = self.model.obligations.rel.related_model
        units = {grant.unit_id for grant in actor.grants}
        return self._party(actor.grants) | Q(
            pk__in=duties._default_manager.filter(unit__in=units).values("agreement")
        )

    def _party(self, grants: Any) -> Q:
        parties = self.model.parties.rel.related_model
        units = {grant.unit_id for grant in grants}
        return Q(pk__in=parties._default_manager.filter(unit__in=units).values("agreement"))

    def public(self) -> Self:
        """Those that were signed and hold nothing confidential."""
        return self.filter(is_confidential=False, signed_on__isnull=False)


def stands(standing: str, day: date) -> Q:
    """True of agreements that stand so on the day."""
    soon = day + timedelta(days=SOON)
    running = Q(stage=Stage.EXECUTION)
    return {
        Standing.PREPARED: Q(stage__in=BEFORE),
        Standing.ACTIVE: running & (Q(ends_on=None) | Q(ends_on__gt=soon)),
        Standing.ENDING: running & Q(ends_on__lte=soon),
        Standing.ENDED: Q(stage__in=(Stage.REPORT, Stage.ENDED), end_reason=""),
        Standing.STOPPED: Q(stage__in=(Stage.REPORT, Stage.ENDED)) & ~Q(end_reason=""),
        Standing.DROPPED: Q(stage=Stage.DROPPED),
    }[Standing(standing)]


@history(_("Kerja sama"), without=("title", "scope", "affair", "partners"))
class Agreement(Row):
    """One agreement from the first study to its last report. What was signed stays; an extension is a further row."""

    code = models.CharField(max_length=20, unique=True, db_collation="C")
    kind = models.ForeignKey("agreements.AgreementKind", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")  # which keeps it
    title = models.CharField(max_length=240)
    affair = models.CharField(max_length=160)  # objek kerja sama: the affair of government
    scope = models.TextField(max_length=4000, blank=True)
    partners = models.CharField(max_length=600, blank=True)  # names of the others, for lists and search
    is_confidential = models.BooleanField(default=False)
    burdens_budget = models.BooleanField(default=False)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.STUDY, db_collation="C")
    months = models.PositiveSmallIntegerField(null=True)  # the term; None where an old one names none
    number = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True)
    signed_at_place = models.CharField(max_length=160, blank=True)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    cost = models.DecimalField(max_digits=20, decimal_places=2, null=True)  # rupiah
    cost_source = models.CharField(max_length=120, blank=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=500, blank=True)  # why it was ended early
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")
    delegation_id = models.UUIDField(null=True)
    innovations = models.JSONField(default=list)  # codes
    case_id = models.UUIDField(null=True, unique=True)
    document_id = models.UUIDField(null=True, unique=True)
    source = models.CharField(max_length=240, blank=True)  # of what was recorded from elsewhere
    recorded_by = models.CharField(max_length=120)

    objects: ClassVar = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["unit", "-id"], name="agreements_unit"),
            models.Index(fields=["unit", "stage", "-id"], name="agreements_stage"),
            models.Index(
                fields=["ends_on"],
                name="agreements_ending",
                condition=Q(stage="execution", ends_on__isnull=False),
            ),
            models.Index(
                fields=["-signed_on", "-id"],
                name="agreements_public",
                condition=Q(is_confidential=False, signed_on__isnull=False),
            ),
            models.Index(
                fields=["delegation_id"],
                name="agreements_delegation",
                condition=Q(delegation_id__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number"], condition=~Q(number=""), name="agreements_number_once"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(affair=""), name="agreements_whole"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(begins_on__isnull=False, ends_on__gte=F("begins_on")),
                name="agreements_range",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=AFTER) | Q(signed_on__isnull=False, begins_on__isnull=False),
                name="agreements_signed",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=False) | ~Q(stage__in=(Stage.REPORT, Stage.ENDED)),
                name="agreements_end",
            ),
            models.CheckConstraint(condition=Q(cost=None) | Q(cost__gte=0), name="agreements_cost"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def standing(self) -> Standing:
        """How it stands today, in the zone of the page."""
        return self.standing_on(timezone.localdate())

    def standing_on(self, day: date) -> Standing:
        """How it stands on a day."""
        if self.stage in BEFORE:
            return Standing.PREPARED
        if self.stage == Stage.DROPPED:
            return Standing.DROPPED
        if self.stage != Stage.EXECUTION:
            return Standing.STOPPED if self.end_reason else Standing.ENDED
        is_soon = self.ends_on is not None and self.ends_on <= day + timedelta(days=SOON)
        return Standing.ENDING if is_soon else Standing.ACTIVE

    @property
    def days_left(self) -> int | None:
        """Days to the last one; None without one."""
        return (self.ends_on - timezone.localdate()).days if self.ends_on else None

    @property
    def is_prepared(self) -> bool:
        """True until it is signed or dropped."""
        return self.stage in BEFORE

    @property
    def runs(self) -> bool:
        """True while it is carried out."""
        return self.stage == Stage.EXECUTION

    @property
    def open_name(self) -> str:
        """How it is called where others may read it: a confidential one by its code."""
        return self.code if self.is_confidential else self.title

    def facts(self) -> dict[str, Any]:
        """What every event of this agreement tells: no content."""
        return {"code": self.code, "kind": self.kind.name["id"]}
