"""Keep what is typed into a page of the workplace until it is sent, on whatever device the person goes on."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import Conflict, Invalid
from balai.foundation.forms.models import PageDraft

MAX_BYTES = 60_000
MOST = 200  # pages that one person has begun
LIFE = timedelta(days=30)


def keep_page(owner_id: UUID, place: str, typed: Mapping[str, Any], seen_version: int) -> int:
    """Keep the fields over those that were seen (version 0: none yet); returns the new version.

    Raises Conflict when another device saved or sent first, Invalid for too much.
    """
    if len(json.dumps(typed)) > MAX_BYTES:
        raise Invalid(_("Isian terlalu panjang untuk disimpan. Ringkas lalu coba lagi."))
    if not seen_version:
        return _begin(owner_id, place, typed)
    seen = PageDraft.objects.filter(owner=owner_id, place=place, version=seen_version)
    if not seen.update(typed=typed, version=F("version") + 1, saved_at=timezone.now()):
        raise Conflict(_("Isian ini lebih baru di perangkat lain, atau sudah dikirim. Muat ulang halaman."))
    return seen_version + 1


def _begin(owner_id: UUID, place: str, typed: Mapping[str, Any]) -> int:
    if PageDraft.objects.filter(owner=owner_id).count() >= MOST:
        raise Invalid(_("Terlalu banyak halaman yang Anda mulai dan belum dikirim."))
    try:
        with transaction.atomic():
            PageDraft.objects.create(owner_id=owner_id, place=place, typed=typed, saved_at=timezone.now())
    except IntegrityError as error:
        raise Conflict(
            _("Isian ini lebih baru di perangkat lain, atau sudah dikirim. Muat ulang halaman.")
        ) from error
    return 1


def forget_page(owner_id: UUID, place: str) -> None:
    """The page was sent, or what was typed is not wanted."""
    PageDraft.objects.filter(owner=owner_id, place=place).delete()


def forget_old_pages() -> int:
    """Remove what nobody went on with for a month; returns how many."""
    return PageDraft.objects.filter(saved_at__lt=timezone.now() - LIFE).delete()[0]
