"""What officers filled in with their decisions: kept with the case, shown to officers, its words for letters."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.core.ui.words import local
from balai.foundation.cases.access import get_case
from balai.foundation.cases.answers import answers_in, filings_of
from balai.foundation.cases.engine import Step
from balai.foundation.cases.models import Case, Filing, spec_of
from balai.foundation.cases.procedure.spec import ActionKind
from balai.foundation.forms.api import (
    Answers,
    DraftCard,
    attachments_of,
    get_form,
    register_attachment_owner,
    register_purpose,
    render_answers,
)

PURPOSE = "tindakan"  # of drafts: tindakan:<case>:<action>
SUBJECT = "filing"  # the kind under which forms keeps their attachments


@dataclass(frozen=True)
class ShownFiling:
    """One filing ready for the page."""

    id: UUID
    title: str
    author: str
    when: datetime
    answers: SafeString


def connect() -> None:
    """Tell ``forms`` where drafts of filings go on, and who reads their files."""
    register_purpose(PURPOSE, _address)
    register_attachment_owner(SUBJECT, _may_read, _applicant)


def purpose_of(case_id: UUID, action: str) -> str:
    """The purpose of the draft for an action on a case."""
    return f"{PURPOSE}:{case_id}:{action}"


def _address(draft: DraftCard) -> str:
    _kind, case_id, action = draft.purpose.split(":")
    return reverse("cases:filing", args=[case_id, action, draft.step])


def _may_read(actor: Actor, filing_id: UUID) -> bool:
    """Officers of the case; what belongs to an objection also its applicant."""
    filing = Filing.objects.filter(pk=filing_id).select_related("case").first()
    if filing is None:
        return False
    action = spec_of(filing.case.procedure_id).actions[filing.action]
    try:
        return bool(
            get_case(actor, filing.case_id, to="read" if action.kind == ActionKind.OBJECTION else "see")
        )
    except (NotVisible, NotAllowed):
        return False


def _applicant(filing_id: UUID) -> UUID | None:
    return Filing.objects.filter(pk=filing_id).values_list("case__applicant_id", flat=True).first()


def file_answers(step: Step, state: str, answers: Answers) -> Filing:
    """Keep what was filled in for the decision that left ``state``."""
    return Filing.objects.create(
        case=step.case,
        state=state,
        action=step.action.code,
        author_id=cast(UUID, step.actor.user_id),  # the system has no action with a form
        author_name=step.actor.name,
        form_code=answers.form_code,
        form_version=answers.form_version,
        values=dict(answers.values),
    )


def plain_answers(answers: Answers) -> dict[str, object]:
    """What of a filing may stand among the records of the case: neither identity numbers nor files."""
    fields = get_form(answers.form_code, answers.form_version).fields()
    plain = {field.name for field in fields if not (field.is_secret or field.is_file)}
    return {name: value for name, value in answers.values.items() if name in plain}


def shown_filings(request: HttpRequest, case: Case) -> list[ShownFiling]:
    """The filings of a case for an officer, identity numbers masked, with their files."""
    return [_shown(request, case, filing) for filing in filings_of(case)]


def shown_filing(request: HttpRequest, case: Case, filing_id: UUID) -> ShownFiling:
    """One filing of a case for an officer. Raises NotVisible."""
    filing = next((one for one in filings_of(case) if one.pk == filing_id), None)
    if filing is None:
        raise NotVisible(_("Isian ini tidak ditemukan."))
    return _shown(request, case, filing)


def _shown(request: HttpRequest, case: Case, filing: Filing) -> ShownFiling:
    return ShownFiling(
        filing.pk,
        local(spec_of(case.procedure_id).actions[filing.action].label),
        filing.author_name,
        filing.created_at,
        render_answers(request, answers_in(filing), attachments_of(SUBJECT, filing.pk)),
    )
