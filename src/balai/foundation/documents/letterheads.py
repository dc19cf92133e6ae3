"""The letterhead as a letter wears it: what the unit's data give, with the unit's own words over it."""

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from balai.core.ui.arms import Arms, arms_path, keep_as_file
from balai.foundation.documents import house
from balai.foundation.documents.house import Letterhead
from balai.foundation.documents.models import OwnLetterhead


@dataclass(frozen=True)
class Dress:
    """A letterhead with the file of its emblem."""

    letterhead: Letterhead
    emblem: Path


def dress_of(unit_id: UUID) -> Dress:
    """What letters of the unit wear today. Raises NotVisible."""
    return dressed(unit_id, in_force(unit_id))


def in_force(unit_id: UUID) -> OwnLetterhead | None:
    """The unit's own letterhead of today; its picture stays in the database, letters take the file."""
    rows = OwnLetterhead.objects.filter(unit_id=unit_id, starts_at__isnull=False, ends_at=None)
    return rows.defer("emblem").first()


def dressed(unit_id: UUID, own: OwnLetterhead | None) -> Dress:
    """The letterhead of the unit's data with a version over it (or nothing)."""
    base = house.letterhead(unit_id)
    if own is None:
        return Dress(base, house.emblem())
    worn = replace(
        base,
        lines=tuple(own.lines) or base.lines,
        title=own.title or base.title,
        address=own.address or base.address,
        contact=own.contact or base.contact,
        emblem_alt=f"Lambang {base.name}" if own.emblem_file else base.emblem_alt,
    )
    return Dress(worn, _emblem(own))


def _emblem(own: OwnLetterhead) -> Path:
    """The own emblem as a file; written anew on a machine that has it not yet."""
    if not own.emblem_file:
        return house.emblem()
    path = arms_path(own.emblem_file)
    return path if path.exists() else keep_as_file(arms_of(own))


def arms_of(own: OwnLetterhead) -> Arms:
    """The own emblem of a version that has one."""
    return Arms(bytes(own.emblem or b""), own.emblem_file.rpartition(".")[2])
