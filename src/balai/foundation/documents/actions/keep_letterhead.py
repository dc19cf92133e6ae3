"""Prepare a unit's own letterhead, put it in force, take it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.core.ui.arms import Arms
from balai.foundation.audit.api import record
from balai.foundation.documents import events, house
from balai.foundation.documents.access import get_letterhead, get_letterhead_draft, get_office
from balai.foundation.documents.engine import press, sample
from balai.foundation.documents.facts import visible
from balai.foundation.documents.letterheads import dressed, in_force
from balai.foundation.documents.models import OwnLetterhead
from balai.foundation.organizations.api import UnitCard

MOST_LINES = 4
PARTS = ("lines", "title", "address", "contact", "emblem", "emblem_file")


@dataclass(frozen=True)
class LetterheadFacts:
    """What an administrator wrote. ``emblem`` None keeps that of before, unless ``without_emblem``."""

    lines: tuple[str, ...]
    title: str
    address: str
    contact: str
    emblem: Arms | None = None
    without_emblem: bool = False


@transaction.atomic
def save_draft(actor: Actor, unit_id: UUID, facts: LetterheadFacts) -> UUID:
    """Write the unit's draft, once it could be printed. Raises NotVisible, NotAllowed, Invalid."""
    office = get_office(actor, unit_id)
    row = _draft_of(unit_id)
    _write(row, facts, office)
    row.author_name = actor.name
    _try_print(row)
    row.save()
    _note(actor, events.LETTERHEAD_DRAFTED, row, office)
    return row.pk


def _draft_of(unit_id: UUID) -> OwnLetterhead:
    """The draft, or a new one that begins with what is in force."""
    standing = OwnLetterhead.objects.select_for_update().filter(unit_id=unit_id, starts_at=None).first()
    return standing or _copy(unit_id, in_force(unit_id))


def _copy(unit_id: UUID, row: OwnLetterhead | None) -> OwnLetterhead:
    return OwnLetterhead(unit_id=unit_id, **{name: getattr(row, name) for name in PARTS if row})


def _write(row: OwnLetterhead, facts: LetterheadFacts, office: UnitCard) -> None:
    """Keep what differs from the letterhead that the unit's data give."""
    base = house.letterhead(office.id)
    lines = tuple(filter(None, map(visible, facts.lines)))
    if len(lines) > MOST_LINES:
        raise _refused("lines", _("Paling banyak {n} baris di atas nama unit.").format(n=MOST_LINES))
    row.lines = [] if lines == base.lines else list(lines)
    for name in ("title", "address", "contact"):
        text = visible(getattr(facts, name))
        setattr(row, name, "" if text == getattr(base, name) else text)
    if facts.emblem or facts.without_emblem:
        row.emblem = facts.emblem.content if facts.emblem else None
        row.emblem_file = facts.emblem.file_name if facts.emblem else ""


def _try_print(row: OwnLetterhead) -> None:
    try:
        sample.sheet(dressed(row.unit_id, row))
    except press.PressError as error:
        sentence = _("Kop ini tidak dapat dicetak: {reason}").format(reason=error)
        raise _refused("emblem" if row.emblem else "title", sentence) from error


def _refused(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, {field: sentence})


@transaction.atomic
def discard_draft(actor: Actor, unit_id: UUID) -> None:
    """Throw the draft away; letters keep what they wear. Raises NotVisible, NotAllowed."""
    row, office = get_letterhead_draft(actor, unit_id)
    _note(actor, events.LETTERHEAD_DISCARDED, row, office)
    row.delete()


@transaction.atomic
def put_in_force(actor: Actor, unit_id: UUID) -> UUID:
    """Let every further letter of the unit wear the draft. Raises NotVisible, NotAllowed."""
    row, office = get_letterhead_draft(actor, unit_id)
    return _begin(actor, row, office)


@transaction.atomic
def use_again(actor: Actor, letterhead_id: UUID) -> UUID:
    """Return to what the unit wore before, as a new version. Raises NotVisible, NotAllowed."""
    row, office = get_letterhead(actor, letterhead_id)
    return _begin(actor, _copy(office.id, row), office)


@transaction.atomic
def back_to_data(actor: Actor, unit_id: UUID) -> None:
    """Let letters wear what the unit's data give again; versions stay. Raises NotVisible, NotAllowed."""
    office = get_office(actor, unit_id)
    row = _end(unit_id, timezone.now())
    if row:
        _note(actor, events.LETTERHEAD_RESET, row, office)


def _begin(actor: Actor, row: OwnLetterhead, office: UnitCard) -> UUID:
    now = timezone.now()
    _end(office.id, now)
    row.starts_at, row.author_name = now, actor.name
    row.save()
    _note(actor, events.LETTERHEAD_SET, row, office)
    return row.pk


def _end(unit_id: UUID, moment: datetime) -> OwnLetterhead | None:
    """End what is in force; two who do it at once wait for each other."""
    rows = OwnLetterhead.objects.select_for_update().defer("emblem")
    row = rows.filter(unit_id=unit_id, starts_at__isnull=False, ends_at=None).first()
    if row:
        row.ends_at = moment
        row.save(update_fields=["ends_at"])
    return row


def _note(actor: Actor, name: str, row: OwnLetterhead, office: UnitCard) -> None:
    facts: dict[str, Any] = {"unit": office.short_name, "changes": changes_of(row)}
    record(actor, name, subject=row, unit_id=office.id, region_code=office.region_code, **facts)


def changes_of(row: OwnLetterhead) -> str:
    """What a version says in its own words."""
    named = {
        _("baris atas"): row.lines,
        _("nama unit"): row.title,
        _("alamat"): row.address,
        _("kontak"): row.contact,
        _("lambang"): row.emblem_file,
    }
    return ", ".join(label for label, own in named.items() if own) or _("seperti data unit")
