"""Let an innovation go on to the next stage, back to the one before, to its end, or from there to a new trial."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.audit.api import record
from balai.foundation.regions.api import today
from balai.territory.innovations import events
from balai.territory.innovations.access import get_innovation
from balai.territory.innovations.content import entry_of
from balai.territory.innovations.models import Innovation, Stage, StageStep
from balai.territory.innovations.schema import missing_for

BESIDE: dict[str, tuple[Stage, ...]] = {
    Stage.IDEA: (Stage.TRIAL,),
    Stage.TRIAL: (Stage.PRACTICE, Stage.IDEA, Stage.ENDED),
    Stage.PRACTICE: (Stage.TRIAL, Stage.ENDED),
    Stage.ENDED: (Stage.TRIAL,),
}


@dataclass(frozen=True)
class Move:
    """To which stage, since when, and by what that is shown."""

    to: str
    on: date
    reason: str


@transaction.atomic
def move_stage(actor: Actor, code: str, move: Move) -> Innovation:
    """Move to a stage beside this one. Raises NotAllowed, NotVisible, Invalid without what the stage demands."""
    row = get_innovation(actor, code, to="manage", lock=True)
    _require_sound(row, move)
    step = StageStep.objects.create(
        innovation=row, before=row.stage, after=move.to, on=move.on, reason=move.reason.strip(), by=actor.name
    )
    row.stage = move.to
    row.save(update_fields=["stage", "changed_at"])
    before, after = str(Stage(step.before).label), str(Stage(step.after).label)
    told = {"title": row.name, "before": before, "after": after, "reason": step.reason[:240]}
    record(actor, events.MOVED, subject=row, unit_id=row.unit_id, public=False, **told)
    return row


def _require_sound(row: Innovation, move: Move) -> None:
    if move.to not in next_stages(row.stage):
        raise Invalid(
            _("Inovasi maju atau mundur satu tahap, atau berakhir."),
            {"to": _("Pilih tahap yang ditawarkan.")},
        )
    if not move.reason.strip():
        raise Invalid(_("Tulis buktinya."), {"reason": _("Tulis buktinya.")})
    last = row.steps.first()
    if move.on > today() or (last and move.on < last.on):
        sentence = _("Tanggal tidak di masa depan dan tidak sebelum langkah terakhir.")
        raise Invalid(sentence, {"on": sentence})
    missing = [sentence for _name, sentence in missing_for(entry_of(row), move.to)]
    if missing:
        raise Invalid(" ".join(missing))


def next_stages(stage: str) -> list[str]:
    """The stages to which it may move, the next one first."""
    return [str(one) for one in BESIDE[stage]]
