"""Drafts of requests, kept while somebody without an account writes."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import Conflict
from balai.territory.visits.models import RequestDraft

LARGEST = 20_000  # letters of all answers together


def begin_draft(values: Mapping[str, object]) -> RequestDraft:
    """A draft of its own for whoever begins to write."""
    return RequestDraft.objects.create(values=_bounded(values))


def save_draft(draft: RequestDraft, values: Mapping[str, object], version: int) -> int:
    """Keep the answers over those that were seen; returns the new version. Raises Conflict (newer elsewhere)."""
    seen = RequestDraft.objects.filter(pk=draft.pk, version=version)
    if not seen.update(values=_bounded(values), version=F("version") + 1, changed_at=timezone.now()):
        raise Conflict(_("Draf ini lebih baru di perangkat lain. Muat ulang halaman."))
    return version + 1


def _bounded(values: Mapping[str, object]) -> dict[str, object]:
    kept, room = {}, LARGEST
    for name, value in values.items():
        room -= len(name) + len(str(value))
        if room < 0:
            break
        kept[name] = value
    return kept


@transaction.atomic
def drop_draft(draft: RequestDraft) -> bool:
    """The request was sent. False when somebody sent the same draft first."""
    return bool(RequestDraft.objects.select_for_update().filter(pk=draft.pk).delete()[0])


def count_old(before: datetime) -> int:
    """How many drafts nobody has touched since the moment."""
    return RequestDraft.objects.filter(changed_at__lt=before).count()


def forget_old(before: datetime) -> int:
    """Remove them; returns how many."""
    return RequestDraft.objects.filter(changed_at__lt=before).delete()[0]
