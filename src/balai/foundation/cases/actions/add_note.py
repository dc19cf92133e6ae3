"""Leave an internal remark on a case."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.audit.api import record
from balai.foundation.cases.access import get_case
from balai.foundation.cases.actions.input import LONGEST_TEXT
from balai.foundation.cases.events import NOTED
from balai.foundation.cases.models import CaseNote


@transaction.atomic
def add_note(actor: Actor, case_id: UUID, text: str) -> UUID:
    """Add the remark; only officers see it. Raises NotVisible, NotAllowed, Invalid."""
    case = get_case(actor, case_id, to="work")
    text = text.strip()
    if not text:
        raise Invalid(_("Tulis catatannya dahulu."), {"text": _("Wajib diisi.")})
    if len(text) > LONGEST_TEXT:
        fault = _("Paling banyak %(count)s huruf.") % {"count": LONGEST_TEXT}
        raise Invalid(fault, {"text": fault})
    note = CaseNote.objects.create(case=case, author_id=actor.user_id, author_name=actor.name, text=text)
    record(actor, NOTED, subject=case, unit_id=case.unit_id, region_code=case.region_id, **case.facts())
    return note.id
