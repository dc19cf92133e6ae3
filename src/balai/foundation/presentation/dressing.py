"""Versions of the look as the frame of every page wears them."""

from pathlib import Path
from uuid import UUID

from balai.core.ui.arms import Arms, keep_as_file
from balai.core.ui.look import Look, OwnLook, dress, pack_look
from balai.foundation.presentation.models import LookVersion


def published_look(version: str) -> OwnLook | None:
    """The published look with the id; asked for once a version by each process."""
    row = LookVersion.objects.filter(pk=UUID(version)).first()
    return worn(row) if row else None


def worn(row: LookVersion) -> OwnLook:
    """A version as the frame takes it, its arms as a file."""
    return OwnLook(row.name, row.mark, arms_file(row), row.colours)


def dressed(row: LookVersion, arms_url: str) -> Look:
    """The pack's look with a version over it."""
    return dress(pack_look(), worn(row), arms_url)


def arms_file(row: LookVersion) -> Path | None:
    """The arms beside the other files."""
    return None if row.arms is None else keep_as_file(Arms(bytes(row.arms), row.arms_type))
