"""Write an innovation: begin a draft, change it, let it be what everybody reads, throw it away."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.content import WRITTEN_HERE, ContentError, Entry
from balai.core.drafting import claim, keep_change, take_back
from balai.core.errors import Conflict, Invalid, NotVisible
from balai.core.ui.words import local
from balai.foundation.audit.api import record
from balai.territory.innovations import events
from balai.territory.innovations.content import columns_of, entry_of
from balai.territory.innovations.models import Innovation, InnovationDraft, Stage
from balai.territory.innovations.policies import require_manager
from balai.territory.innovations.schema import faults_of


@transaction.atomic
def begin_innovation(actor: Actor, code: str, title: dict[str, str] | None = None) -> InnovationDraft:
    """The draft of the innovation: the one that there is, a copy of what is published, or with ``title`` a new idea.

    Raises NotAllowed, NotVisible without an innovation of the code, Conflict for a new one with a known code.
    """
    require_manager(actor)
    standing = Innovation.objects.select_related("unit").filter(code=code).first()
    draft = InnovationDraft.objects.filter(code=code).first()
    if title and (standing or draft):
        raise Conflict(_("Kode “%(code)s” sudah dipakai inovasi lain.") % {"code": code})
    if draft:
        return draft
    if standing is None and not title:
        raise NotVisible(_("Inovasi ini tidak ditemukan."))
    entry = entry_of(standing) if standing else {"code": code, "title": title, "stage": Stage.IDEA.value}
    draft = InnovationDraft.objects.create(code=code, definition=entry, changed_by=actor.name)
    record(actor, events.DRAFTED, subject=standing or draft, title=local(entry["title"]))
    return draft


def change_innovation(actor: Actor, draft: InnovationDraft, entry: dict[str, Any]) -> None:
    """Keep the draft as it was changed, sound or not. Raises NotAllowed; Conflict when somebody else saved first."""
    require_manager(actor)
    keep_change(actor, draft, entry)


def undo_innovation(actor: Actor, draft: InnovationDraft) -> None:
    """Take the last change back. Raises NotAllowed; Conflict when there is none, or somebody else saved first."""
    require_manager(actor)
    take_back(actor, draft)


@transaction.atomic
def publish_innovation(actor: Actor, draft: InnovationDraft) -> Innovation:
    """Let the draft be what everybody reads; its stage is that of the innovation, whatever the draft says.

    Raises NotAllowed, Conflict when the draft changed meanwhile, Invalid while something is missing.
    """
    require_manager(actor)
    seen = claim(draft)
    standing = Innovation.objects.select_for_update().filter(code=seen.code).first()
    entry = {**seen.definition, "stage": standing.stage if standing else Stage.IDEA.value}
    facts = _sound(entry)
    if standing is None:
        standing = Innovation(code=seen.code, pack=WRITTEN_HERE, pack_version="1.0.0")
    for name, value in facts.items():
        setattr(standing, name, value)
    standing.save()
    seen.delete()
    record(actor, events.PUBLISHED, subject=standing, title=standing.name)
    return standing


def _sound(entry: Entry) -> dict[str, Any]:
    try:
        for fault in faults_of(entry):
            raise fault
        return columns_of(entry)
    except ContentError as fault:
        raise Invalid(_("Inovasi ini belum lengkap: %(fault)s") % {"fault": fault}) from fault


@transaction.atomic
def discard_innovation(actor: Actor, draft: InnovationDraft) -> None:
    """Throw the draft away; what is published stays. Raises NotAllowed."""
    require_manager(actor)
    record(actor, events.UNDRAFTED, subject=draft, title=local(draft.definition.get("title")))
    draft.delete()
