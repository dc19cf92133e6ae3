"""Write the next version of a form: begin a draft, change it, publish it, throw it away."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.content import ContentContext, ContentError, written_here
from balai.core.drafting import claim, keep_change, take_back
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.foundation.forms.events import FORM_DRAFTED, FORM_UNDRAFTED
from balai.foundation.forms.install import install_forms
from balai.foundation.forms.models import FormDraft, FormVersion
from balai.foundation.forms.policies import require_editor
from balai.foundation.forms.workshop.outline import empty_form


@transaction.atomic
def begin_form(actor: Actor, code: str, title: dict[str, str] | None = None) -> FormDraft:
    """The draft of a known form (that there is, or a copy of its newest version), or with ``title`` a new one.

    Raises NotAllowed, and Conflict when a form with the new code exists.
    """
    require_editor(actor)
    newest = _newest(code)
    if title and (newest or FormDraft.objects.filter(code=code).exists()):
        raise Conflict(_("Kode “%(code)s” sudah dipakai formulir lain.") % {"code": code})
    definition = newest.definition if newest else empty_form(code, title or {})
    draft, is_new = FormDraft.objects.get_or_create(
        code=code, defaults={"definition": definition, "changed_by": actor.name}
    )
    if is_new:
        record(actor, FORM_DRAFTED, subject=draft, form=code)
    return draft


def change_form(actor: Actor, draft: FormDraft, definition: dict[str, Any]) -> None:
    """Keep the draft as it was changed, sound or not. Raises NotAllowed; Conflict when somebody else saved first."""
    require_editor(actor)
    keep_change(actor, draft, definition)


def undo_form(actor: Actor, draft: FormDraft) -> None:
    """Take the last change back. Raises NotAllowed; Conflict when there is none, or somebody else saved first."""
    require_editor(actor)
    take_back(actor, draft)


@transaction.atomic
def publish_form(actor: Actor, draft: FormDraft) -> FormVersion:
    """The new version: new applications are asked by it, running ones keep theirs.

    Raises NotAllowed, Conflict for a draft that changed meanwhile, Invalid for one that is not sound.
    """
    require_editor(actor)
    seen = claim(draft)
    try:
        install_forms([seen.definition], _context(actor, _newest(seen.code)))
    except ContentError as fault:
        raise Invalid(_("Formulir ini belum lengkap: %(fault)s") % {"fault": fault}) from fault
    code = seen.code
    seen.delete()
    version = _newest(code)
    assert version is not None
    return version


def _context(actor: Actor, newest: FormVersion | None) -> ContentContext:
    """A changed form stays one of its pack: a newer pack meets the change on three sides."""
    here = written_here(actor)
    return replace(here, pack=newest.pack, version=newest.pack_version) if newest else here


@transaction.atomic
def discard_form(actor: Actor, draft: FormDraft) -> None:
    """Throw the draft away; the published version stays as it is. Raises NotAllowed."""
    require_editor(actor)
    record(actor, FORM_UNDRAFTED, subject=draft, form=draft.code)
    draft.delete()


def _newest(code: str) -> FormVersion | None:
    return FormVersion.objects.filter(code=code).order_by("-version").first()
