"""Write a standard letter: begin a draft, change it, put it in force, throw it away."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.content import ContentContext, ContentError, written_here
from balai.core.drafting import claim, keep_change, take_back
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.foundation.documents import events
from balai.foundation.documents.actions.install import install_templates
from balai.foundation.documents.models import LetterDraft, Template
from balai.foundation.documents.policies import require_writer
from balai.foundation.documents.workshop.writing import entry_of, letter_of, new_letter


@transaction.atomic
def begin_letter(actor: Actor, code: str, name: dict[str, str] | None = None, form: str = "") -> LetterDraft:
    """The draft of the letter: that there is, one of what is in force, or with ``name`` a new one.

    Raises NotAllowed, NotVisible for a letter that is written in Typst, Conflict for a new one with a known code.
    """
    require_writer(actor)
    standing = Template.objects.select_related("current").filter(pk=code).first()
    if name and (standing or LetterDraft.objects.filter(code=code).exists()):
        raise Conflict(_("Kode “%(code)s” sudah dipakai surat lain.") % {"code": code})
    known = LetterDraft.objects.filter(code=code).first()
    if known:
        return known
    definition = (
        letter_of(standing, form) if standing else new_letter(code, name or {"id": "", "en": ""}, form)
    )
    draft = LetterDraft.objects.create(code=code, definition=definition, changed_by=actor.name)
    record(actor, events.LETTER_DRAFTED, subject=draft, code=code)
    return draft


def change_letter(actor: Actor, draft: LetterDraft, definition: dict[str, Any]) -> None:
    """Keep the draft as it was changed, sound or not. Raises NotAllowed; Conflict when somebody else saved first."""
    require_writer(actor)
    keep_change(actor, draft, definition)


def undo_letter(actor: Actor, draft: LetterDraft) -> None:
    """Take the last change back. Raises NotAllowed; Conflict when there is none, or somebody else saved first."""
    require_writer(actor)
    take_back(actor, draft)


@transaction.atomic
def publish_letter(actor: Actor, draft: LetterDraft) -> Template:
    """Let further letters be printed by the draft. Raises NotAllowed, Conflict, Invalid for one that is not sound."""
    require_writer(actor)
    seen = claim(draft)
    try:
        install_templates([entry_of(seen.definition)], _context(actor, seen.code))
    except ContentError as fault:
        raise Invalid(_("Surat ini belum lengkap: %(fault)s") % {"fault": fault}) from fault
    code = seen.code
    seen.delete()
    return Template.objects.select_related("current").get(pk=code)


def _context(actor: Actor, code: str) -> ContentContext:
    """A changed letter stays one of its pack."""
    here, standing = written_here(actor), Template.objects.select_related("current").filter(pk=code).first()
    return replace(here, pack=standing.current.pack) if standing and standing.current else here


@transaction.atomic
def discard_letter(actor: Actor, draft: LetterDraft) -> None:
    """Throw the draft away; what is in force stays. Raises NotAllowed."""
    require_writer(actor)
    record(actor, events.LETTER_UNDRAFTED, subject=draft, code=draft.code)
    draft.delete()
