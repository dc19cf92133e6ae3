"""Keep what stands at a place: its lines, counters and displays."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, NotVisible
from balai.services.queues.access import get_place
from balai.services.queues.actions.keep.keeping import bring
from balai.services.queues.actions.noting import note
from balai.services.queues.events import COUNTER_KEPT, DISPLAY_KEPT, LINE_KEPT
from balai.services.queues.models import Counter, Display, Line, Place


@dataclass(frozen=True)
class Kind:
    """One kind of thing: its model, how an event calls one, and the fact that no two at a place share."""

    model: type[models.Model]
    event: str
    unique: str


KINDS = {
    "antrean": Kind(Line, LINE_KEPT, "letter"),
    "loket": Kind(Counter, COUNTER_KEPT, "number"),
    "layar": Kind(Display, DISPLAY_KEPT, "code"),
}


def thing_at(place: Place, kind: str, thing_id: UUID) -> Any:
    """A thing of the place. Raises NotVisible."""
    found = KINDS[kind].model._default_manager.filter(place=place, pk=thing_id).first()
    if found is None:
        raise NotVisible(_("Ini tidak ditemukan di tempat layanan ini."))
    return found


@transaction.atomic
def keep_thing(
    actor: Actor, place_code: str, kind: str, thing_id: UUID | None, facts: Mapping[str, Any]
) -> UUID:
    """Add a thing (no id) or bring it to the facts. Raises NotVisible, NotAllowed, Invalid, Conflict (in use now)."""
    place = get_place(actor, place_code, to="manage")
    row: Any = thing_at(place, kind, thing_id) if thing_id else KINDS[kind].model(place=place)
    plain = {name: value for name, value in facts.items() if name != "lines"}
    if thing_id and not plain["is_active"]:
        _check_unused(row)
    changed = bring(row, plain, KINDS[kind].unique)
    if "lines" in facts and _set_lines(row, facts["lines"]):
        changed = (*changed, "lines")
    if changed:
        note(actor, KINDS[kind].event, place, thing=str(row), fields=", ".join(changed))
    key: UUID = row.pk
    return key


def _check_unused(row: Any) -> None:
    """A counter at which somebody sits, or a line in which somebody waits, stays open."""
    if isinstance(row, Counter) and row.shifts.filter(ended_at=None).exists():
        raise Conflict(_("Loket ini sedang dijaga. Tutup lebih dahulu dari lantai layanan."))
    if (
        isinstance(row, Line)
        and row.tickets.filter(state__in=("waiting", "called", "serving", "held")).exists()
    ):
        raise Conflict(_("Masih ada yang menunggu di antrean ini. Nonaktifkan setelah kosong."))


def _set_lines(counter: Counter, lines: "list[Line]") -> bool:
    before = set(counter.lines.values_list("pk", flat=True))
    counter.lines.set(lines)
    return before != {line.pk for line in lines}
