"""Save what was typed in one step of a draft."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from balai.core.errors import Conflict, Invalid
from balai.foundation.forms.access import get_draft
from balai.foundation.forms.actions.start_draft import life_of
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.models import Draft
from balai.foundation.forms.selectors import DraftCard, draft_card

MAX_BYTES = 200_000


class NewerDraft(Conflict):
    """Another device saved first; ``draft`` is what it saved."""

    def __init__(self, message: str, draft: DraftCard) -> None:
        super().__init__(message)
        self.draft = draft


@transaction.atomic
def save_draft(
    holder: Holder, draft_id: UUID, step: str, typed: Mapping[str, Any], seen_version: int
) -> DraftCard:
    """Keep the typed answers, valid or not. Raises NotVisible, Invalid when too large.

    Raises NewerDraft when another device saved after ``seen_version``; then nothing is changed.
    """
    draft = get_draft(holder, draft_id)
    answers = {**draft.answers, **typed}
    if len(json.dumps(answers)) > MAX_BYTES:
        raise Invalid(_("Isian terlalu panjang untuk disimpan. Ringkas lalu coba lagi."))
    now = timezone.now()
    claimed = Draft.objects.filter(pk=draft.pk, version=seen_version).update(
        answers=answers,
        known=[name for name in draft.known if answers.get(name) == draft.answers.get(name)],
        step=step,
        version=F("version") + 1,
        saved_at=now,
        expires_at=now + life_of(holder),
    )
    saved = draft_card(get_draft(holder, draft_id))
    if not claimed:
        raise NewerDraft(newer_sentence(saved), saved)
    return saved


def newer_sentence(draft: DraftCard) -> str:
    """What happened, that nothing is lost, and what to do."""
    clock = time_format(timezone.localtime(draft.saved_at), "H.i")
    return (
        _(
            "Draf ini disimpan dari perangkat lain pukul %s. Ketikan Anda di sini belum hilang: "
            "bandingkan lalu tekan Lanjut untuk memakai yang tertulis di sini."
        )
        % clock
    )
