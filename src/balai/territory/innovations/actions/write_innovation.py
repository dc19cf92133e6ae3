"""Write an innovation: begin a draft, change it, let it be what everybody reads, throw it away."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.content import WRITTEN_HERE, ContentError, Entry
from balai.core.drafting import claim, keep_change, take_back
from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.core.ui.words import local
from balai.foundation.audit.api import record
from balai.foundation.organizations.api import get_unit
from balai.foundation.regions.api import regency
from balai.territory.innovations import events
from balai.territory.innovations.actions.review_innovation import PUBLISHED, end_review, require_reviewer
from balai.territory.innovations.content import columns_of, entry_of
from balai.territory.innovations.models import Innovation, InnovationDraft, Stage
from balai.territory.innovations.policies import (
    may_manage,
    may_write,
    require_a_hand,
    require_other_eyes,
    require_writer,
    unit_of_writer,
)
from balai.territory.innovations.schema import faults_of
from balai.territory.innovations.selectors import find_draft, find_innovation
from balai.territory.innovations.telling import tell_published


@transaction.atomic
def begin_innovation(actor: Actor, code: str, title: dict[str, str] | None = None) -> InnovationDraft:
    """The draft of the innovation: the one that there is, a copy of what is published, or with ``title`` a new idea.

    Raises NotAllowed, NotVisible without an innovation of the code, Conflict for a new one with a known code.
    """
    require_a_hand(actor)
    standing, draft = find_innovation(code), find_draft(code)
    if title and (standing or draft):
        raise Conflict(_("Kode “%(code)s” sudah dipakai inovasi lain.") % {"code": code})
    if draft:
        require_writer(actor, draft.unit_id)
        return draft
    if standing is None and not title:
        raise NotVisible(_("Inovasi ini tidak ditemukan."))
    if standing and not may_write(actor, standing.unit_id):
        raise NotAllowed(_("Inovasi ini ditulis oleh unit yang menjalankannya."))
    entry = entry_of(standing) if standing else _idea(actor, code, title)
    unit_id = (standing.unit_id if standing else None) or unit_of_writer(actor)
    draft = InnovationDraft.objects.create(
        code=code, definition=entry, unit_id=unit_id, writers=_ids(actor), changed_by=actor.name
    )
    record(actor, events.DRAFTED, subject=standing or draft, title=local(entry["title"]))
    return draft


def _idea(actor: Actor, code: str, title: dict[str, str] | None) -> Entry:
    """A new idea; that of an agency is its own from the beginning."""
    entry = {"code": code, "title": title, "stage": Stage.IDEA.value}
    if may_manage(actor):
        return entry
    unit_id = unit_of_writer(actor)
    slug = get_unit(unit_id).code.partition("/")[2] if unit_id else ""
    return {**entry, "unit": slug} if slug else entry


def _ids(actor: Actor) -> list[str]:
    return [str(actor.user_id)] if actor.user_id else []


def change_innovation(actor: Actor, draft: InnovationDraft, entry: dict[str, Any]) -> None:
    """Keep the draft as it was changed, sound or not. Raises NotAllowed, NotVisible; Conflict when somebody else saved
    first, and while it is reviewed."""
    require_writer(actor, draft.unit_id)
    require_at_hand(draft)
    keep_change(actor, draft, entry)
    _sign(actor, draft)


def require_at_hand(draft: InnovationDraft) -> None:
    """Raises Conflict while the draft lies with the reviewers."""
    if draft.is_waiting:
        raise Conflict(_("Draf ini sedang ditinjau. Tarik kembali dahulu bila masih ada yang diubah."))


def _sign(actor: Actor, draft: InnovationDraft) -> None:
    """The actor is one of those who wrote it."""
    if any(one not in draft.writers for one in _ids(actor)):
        draft.writers = [*draft.writers, *_ids(actor)]
        draft.save(update_fields=["writers"])


def undo_innovation(actor: Actor, draft: InnovationDraft) -> None:
    """Take the last change back. Raises NotAllowed, NotVisible; Conflict when there is none, or somebody else saved
    first, and while it is reviewed."""
    require_writer(actor, draft.unit_id)
    require_at_hand(draft)
    take_back(actor, draft)
    _sign(actor, draft)


@transaction.atomic
def publish_innovation(actor: Actor, draft: InnovationDraft) -> Innovation:
    """Let the draft be what everybody reads; its stage is that of the innovation, whatever the draft says.

    Raises NotAllowed (also for whoever wrote it), Conflict when the draft changed meanwhile, Invalid while something is
    missing.
    """
    require_reviewer(actor, draft)
    seen = claim(draft)
    require_other_eyes(actor, seen.writers)
    standing = Innovation.objects.select_for_update().filter(code=seen.code).first()
    entry = {**seen.definition, "stage": standing.stage if standing else Stage.IDEA.value}
    facts = _sound(entry)
    if standing is None:
        standing = Innovation(pk=seen.pk, code=seen.code, pack=WRITTEN_HERE, pack_version="1.0.0")
    for name, value in facts.items():
        setattr(standing, name, value)
    standing.unit_id = standing.unit_id or _village_of(seen)
    standing.save()
    end_review(seen, PUBLISHED)
    tell_published(actor, seen, standing)
    seen.delete()
    record(actor, events.PUBLISHED, subject=standing, title=standing.name)
    return standing


def _village_of(draft: InnovationDraft) -> UUID | None:
    """A village or district that wrote it runs it: the page names agencies only."""
    unit = get_unit(draft.unit_id) if draft.unit_id else None
    return unit.id if unit and "/" not in unit.code and unit.code != regency().code else None


def _sound(entry: Entry) -> dict[str, Any]:
    try:
        for fault in faults_of(entry):
            raise fault
        return columns_of(entry)
    except ContentError as fault:
        raise Invalid(_("Inovasi ini belum lengkap: %(fault)s") % {"fault": fault}) from fault


@transaction.atomic
def discard_innovation(actor: Actor, draft: InnovationDraft) -> None:
    """Throw the draft away; what is published stays. Raises NotAllowed, NotVisible; Conflict while it is reviewed."""
    require_writer(actor, draft.unit_id)
    require_at_hand(draft)
    record(actor, events.UNDRAFTED, subject=draft, title=local(draft.definition.get("title")))
    draft.delete()
