"""In which standing somebody is about to sign, told before they press."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.foundation.cases.cards import ActionCard
from balai.foundation.cases.issuing import waiting_letter
from balai.foundation.cases.models import Case, spec_of
from balai.foundation.cases.places import acting_unit
from balai.foundation.documents import api as documents
from balai.foundation.organizations.api import get_unit


@dataclass(frozen=True)
class SigningNote:
    """The lines of the block, the assignment behind it and its last day; or why this person cannot sign.

    ``document`` is the letter that stands already, when somebody signed it before.
    """

    title: str = ""
    name: str = ""
    is_acting: bool = False
    basis: str = ""
    ends_on: date | None = None
    problem: str = ""
    document: documents.DocumentCard | None = None


def signing_note(actor: Actor, case: Case, action: ActionCard) -> SigningNote | None:
    """How the actor would sign by this action; None for an action that signs nothing."""
    for call in spec_of(case.procedure_id).actions[action.code].effects:
        if call.name == "issue_document":
            return _first(actor, case, call.settings)
        if call.name == "sign_document":
            return _further(actor, case)
    return None


def _first(actor: Actor, case: Case, settings: Mapping[str, Any]) -> SigningNote:
    unit = acting_unit(settings.get("unit", "unit"), get_unit(case.unit_id))
    block = documents.signing_block(actor, unit.id)
    if block is None:
        return SigningNote(
            problem=_("Anda tidak menjabat kepala %(unit)s dan tidak ditugasi menandatangani hari ini.")
            % {"unit": unit.short_name}
        )
    return _note(block)


def _further(actor: Actor, case: Case) -> SigningNote:
    document, place = waiting_letter(actor, case)
    open_block = document.signatures[place]
    block = documents.signing_block(actor, open_block.unit_id)
    mine = open_block.user_id in {None, actor.user_id}
    if block and mine and block.standing == open_block.standing:
        return _note(block, document)
    sentence = _(
        "Surat ini sudah dicetak untuk tanda tangan %(name)s, %(post)s. Bila pejabatnya berganti, kembalikan "
        "agar diterbitkan ulang."
    )
    problem = sentence % {"name": open_block.name, "post": open_block.post_title}
    return SigningNote(problem=problem, document=document)


def _note(block: documents.SignatureBlock, document: documents.DocumentCard | None = None) -> SigningNote:
    return SigningNote(
        title=documents.full_title(block),
        name=block.name,
        is_acting=block.standing != "definitif",
        basis=block.basis,
        ends_on=block.ends_on,
        document=document,
    )
