"""Say what the regency has of what an innovation needs, and what it measured."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.core.ui.words import local
from balai.foundation.audit.api import record
from balai.foundation.regions.api import today
from balai.territory.adoption import events
from balai.territory.adoption.access import get_plan, get_requirement, get_result
from balai.territory.adoption.actions.begin_plan import key_of
from balai.territory.adoption.models import Requirement, Result, Standing


@dataclass(frozen=True)
class Measured:
    """A figure before and after with their days, and where they come from."""

    before: Decimal | None
    before_on: date | None
    after: Decimal | None
    after_on: date | None
    source: str


@transaction.atomic
def judge(actor: Actor, requirement_id: UUID, standing: str, note: str) -> Requirement:
    """Keep how the regency stands to a need, and that the actor says so. Raises NotVisible, NotAllowed, Invalid."""
    need = get_requirement(actor, requirement_id, lock=True)
    if standing == Standing.LEFT_OUT and not note.strip():
        sentence = _("Tulis mengapa sengaja ditinggalkan.")
        raise Invalid(sentence, {"note": sentence})
    is_known = standing != Standing.UNKNOWN
    need.standing, need.note = standing, note.strip()
    need.judged_by = actor.name if is_known else ""
    need.judged_at = timezone.now() if is_known else None
    need.save(update_fields=["standing", "note", "judged_by", "judged_at"])
    told = {
        "need": local(need.text)[:120],
        "title": need.plan.name,
        "standing": str(Standing(standing).label),
    }
    record(actor, events.JUDGED, subject=need.plan, unit_id=need.plan.unit_id, public=False, **told)
    return need


@transaction.atomic
def measure(actor: Actor, result_id: UUID, measured: Measured) -> Result:
    """Keep what was measured here. Raises NotVisible, NotAllowed, Invalid."""
    result = get_result(actor, result_id, lock=True)
    _require_dated(measured)
    result.before, result.before_on = measured.before, measured.before_on
    result.after, result.after_on = measured.after, measured.after_on
    result.source = measured.source.strip()
    result.save(update_fields=["before", "before_on", "after", "after_on", "source"])
    told = {"indicator": local(result.indicator)[:120], "title": result.plan.name}
    record(actor, events.MEASURED, subject=result.plan, unit_id=result.plan.unit_id, public=False, **told)
    return result


def _require_dated(measured: Measured) -> None:
    pairs = {"before": (measured.before, measured.before_on), "after": (measured.after, measured.after_on)}
    for name, (value, day) in pairs.items():
        if (value is None) != (day is None):
            sentence = _("Tulis angka dan tanggalnya, atau kosongkan keduanya.")
            raise Invalid(sentence, {f"{name}_on": sentence})
        if day and day > today():
            sentence = _("Tanggal tidak di masa depan.")
            raise Invalid(sentence, {f"{name}_on": sentence})
    if measured.before_on and measured.after_on and measured.after_on < measured.before_on:
        sentence = _("Sesudah tidak mendahului sebelum.")
        raise Invalid(sentence, {"after_on": sentence})
    if (measured.before is not None or measured.after is not None) and not measured.source.strip():
        sentence = _("Sebutkan sumber angkanya.")
        raise Invalid(sentence, {"source": sentence})


@transaction.atomic
def add_indicator(actor: Actor, plan_id: UUID, indicator: str, measure_unit: str) -> Result:
    """Measure something that the origin did not. Raises NotVisible, NotAllowed, Conflict for a known indicator."""
    plan = get_plan(actor, plan_id, to="judge", lock=True)
    words = {"id": indicator.strip()}
    if plan.results.filter(key=key_of(words)).exists():
        raise Conflict(_("Indikator ini sudah diukur."))
    unit = {"id": measure_unit.strip()} if measure_unit.strip() else {}
    return Result.objects.create(plan=plan, indicator=words, key=key_of(words), measure=unit)
