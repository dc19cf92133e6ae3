"""The way to obtain one place, counter or period: the object, or 404, or 403."""

from typing import Any, Literal
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, NotAllowed, NotVisible
from balai.services.queues.models import Counter, Line, Period, Place, Shift
from balai.services.queues.policies import may_manage, may_serve, may_supervise
from balai.services.queues.standing import AT_COUNTER

Purpose = Literal["see", "serve", "supervise", "manage"]


def get_place(actor: Actor, code: str, to: Purpose = "see") -> Place:
    """A place for a purpose. Raises NotVisible, NotAllowed."""
    place: Place | None = Place.objects.visible_to(actor).select_related("unit").filter(code=code).first()
    if place is None:
        raise NotVisible(_("Tempat layanan ini tidak ditemukan."))
    _require(to, place, actor)
    return place


def _require(to: Purpose, place: Place, actor: Actor) -> None:
    if to == "supervise" and not may_supervise(actor, place):
        raise NotAllowed(_("Hanya koordinator tempat ini yang mengatur lantai layanan."))
    if to == "manage" and not may_manage(actor, place):
        raise NotAllowed(_("Hanya administrator tempat ini yang mengatur antrean."))


def get_counter(actor: Actor, counter_id: UUID, to: Purpose = "see", *, key: UUID | None = None) -> Counter:
    """A counter with its lines, who sits there (``shift``), the number there (``at``) and whether the command of the
    key was done (``is_done``). Two queries. Raises NotVisible, NotAllowed.
    """
    counter: Counter | None = seen(Counter.objects.visible_to(actor), key).filter(pk=counter_id).first()
    if counter is None:
        raise NotVisible(_("Loket ini tidak ditemukan."))
    if to == "serve" and not may_serve(actor, counter):
        raise NotAllowed(_("Loket ini dilayani petugas antreannya."))
    _require(to, counter.place, actor)
    return counter


def seen(counters: QuerySet[Counter], key: UUID | None = None) -> QuerySet[Counter]:
    """Counters as the actions need them."""
    sitting = Shift.objects.filter(counter=OuterRef("pk"), ended_at=None)
    shift = JSONObject(
        id="pk",
        officer_id="officer_id",
        officer_name="officer__full_name",
        started_at="started_at",
        paused_at="paused_at",
    )
    there = Period.objects.filter(counter=OuterRef("pk"), ended_at=None, kind__in=AT_COUNTER)
    at = JSONObject(
        id="pk", kind="kind", letter="ticket__letter", number="ticket__number", since="started_at"
    )
    lines = Prefetch("lines", Line.objects.filter(is_active=True).select_related("unit"))
    rows: Any = counters.select_related("place__unit").prefetch_related(lines)
    found: QuerySet[Counter] = rows.annotate(
        shift=Subquery(sitting.values(whole=shift)[:1]),
        at=Subquery(there.values(whole=at)[:1]),
        is_done=Exists(Period.objects.filter(key=key) if key else Period.objects.none()),
    )
    return found


def get_seat(actor: Actor, counter_id: UUID, *, key: UUID | None = None) -> Counter:
    """A counter at which the actor sits, not pausing. Raises NotVisible, NotAllowed, Conflict."""
    counter = get_counter(actor, counter_id, to="serve", key=key)
    shift = counter.shift
    if shift is None:
        raise Conflict(_("Buka loket ini dahulu."))
    if shift["officer_id"] != str(actor.user_id):
        raise Conflict(_("Loket ini sedang dijaga {name}.").format(name=shift["officer_name"]))
    if shift["paused_at"]:
        raise Conflict(_("Loket ini sedang istirahat. Lanjutkan dahulu."))
    return counter


def get_period(counter: Counter, period_id: UUID) -> Period:
    """A period at the counter, or of one of its lines while it is at none. Raises NotVisible."""
    period = Period.objects.select_related("ticket", "visit").filter(pk=period_id).first()
    served = {line.pk for line in counter.lines.all()}
    at_none = period is not None and (period.kind not in AT_COUNTER or period.ended_as == Period.End.MISSED)
    is_here = period and (period.counter_id == counter.pk or (at_none and period.line_id in served))
    if period is None or not is_here:
        raise NotVisible(_("Nomor ini tidak ada di loket ini."))
    return period
