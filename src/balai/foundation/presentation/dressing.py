"""Versions of the look as the frame of every page wears them."""

import hashlib
from pathlib import Path
from uuid import UUID

from django.conf import settings

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
    """The arms beside the other files; written anew from the row on a machine that has them not yet."""
    if row.arms is None:
        return None
    content = bytes(row.arms)
    path: Path = (
        settings.HOME / "files" / "lambang" / f"{hashlib.sha256(content).hexdigest()[:32]}.{row.arms_type}"
    )
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".baru")
        fresh.write_bytes(content)
        fresh.replace(path)
    return path
