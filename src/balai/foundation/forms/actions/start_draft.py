"""Begin a draft, or go on with the one that is there."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import Invalid, NotAllowed
from balai.foundation.forms.actions.copy_attachments import copy_attachments
from balai.foundation.forms.catalogue import spec_of
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.models import Draft, FormVersion
from balai.foundation.forms.prefill import prefill
from balai.foundation.forms.raw import is_blank
from balai.foundation.forms.retyping import as_typed
from balai.foundation.forms.selectors import DraftCard, draft_card, visible_to

LIFE = timedelta(days=30)
VISITOR_LIFE = timedelta(days=1)
MAX_DRAFTS = 20
NOTHING: Mapping[str, Any] = MappingProxyType({})


@transaction.atomic
def start_draft(
    holder: Holder,
    form_code: str,
    purpose: str,
    facts: Mapping[str, Any] = NOTHING,
    *,
    answers: Mapping[str, Any] = NOTHING,
    attached: tuple[str, UUID] | None = None,
    version: int = 0,
) -> DraftCard:
    """The holder's draft of the form for the purpose, filled from what is known (see ``prefill``).

    To correct what was handed in, give the ``answers`` that the case keeps and ``attached``, the (kind, id)
    to which their files are linked: the draft gets copies, the linked ones stay as they are. ``version`` is that of the
    form by which they were given; 0 for the newest.

    Raises NotVisible when the holder may not read those files, NotAllowed without a holder, Invalid when the
    holder has too many drafts or the form is unknown.
    """
    _lock(holder, form_code, purpose)
    present = visible_to(holder).filter(form__code=form_code, purpose=purpose).order_by("-saved_at").first()
    if present is None:
        present = _create(holder, purpose, _form(form_code, version), answers)
        if attached is not None:
            copy_attachments(holder, present, *attached, answers)
    _fill(present, facts)
    return draft_card(present)


def _lock(holder: Holder, form_code: str, purpose: str) -> None:
    """Two taps on "begin" give one draft."""
    key = holder.actor.user_id or holder.visitor
    if not key:
        raise NotAllowed(_("Draf memerlukan sesi. Muat ulang halaman lalu mulai lagi."))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"draft {key} {form_code} {purpose}"]
        )


def _form(code: str, version: int) -> FormVersion:
    rows = FormVersion.objects.filter(code=code).order_by("-version")
    form = (rows.filter(version=version) if version else rows).first()
    if form is None:
        raise Invalid(_("Formulir ini belum tersedia."))
    return form


def _create(holder: Holder, purpose: str, form: FormVersion, answers: Mapping[str, Any]) -> Draft:
    if visible_to(holder).count() >= MAX_DRAFTS:
        raise Invalid(_("Anda mempunyai %d draf. Kirim atau hapus salah satu lebih dahulu.") % MAX_DRAFTS)
    now = timezone.now()
    return Draft.objects.create(
        owner_id=holder.actor.user_id,
        visitor="" if holder.actor.is_signed_in else holder.visitor,
        form=form,
        purpose=purpose,
        answers=as_typed(spec_of(form), answers),
        step=spec_of(form).steps[0].name,
        saved_at=now,
        expires_at=now + life_of(holder),
    )


def _fill(draft: Draft, facts: Mapping[str, Any]) -> None:
    """Put what is known into fields that were never answered, and always into locked ones."""
    spec, before = spec_of(draft.form), (draft.answers, draft.known)
    known = prefill(spec, facts)
    taken = {
        name: value
        for name, value in known.items()
        if spec.field(name).locked or is_blank(draft.answers.get(name))
    }
    draft.answers = {**draft.answers, **taken}
    same = [name for name, value in known.items() if draft.answers[name] == value]
    draft.known = sorted({*draft.known, *same})
    if before != (draft.answers, draft.known):
        draft.version += 1
        draft.save(update_fields=["answers", "known", "version"])


def life_of(holder: Holder) -> timedelta:
    """How long a draft lives after its last save."""
    return LIFE if holder.actor.is_signed_in else VISITOR_LIFE
