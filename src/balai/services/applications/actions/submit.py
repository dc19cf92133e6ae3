"""Hand in a draft: it becomes a case, or answers a returned one; once, however often it is tapped."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.errors import Conflict, NotAllowed
from balai.foundation.cases.api import (
    ActInput,
    CaseCard,
    OpenCase,
    act,
    available_actions_of,
    get_case,
    open_case,
)
from balai.foundation.forms.api import Answers, Holder, close_draft, draft_of, link_attachments, take_answers
from balai.services.applications.actions.assistance import Assistance, checked_basis
from balai.services.applications.purpose import Purpose, read_purpose
from balai.services.catalogue.api import ServicePage, service_by_code

CASE = "case"


@transaction.atomic
def submit(holder: Holder, draft_id: UUID, assistance: Assistance | None = None) -> CaseCard:
    """Open the case of the draft, or resubmit the returned one, and use the draft up.

    ``assistance`` is required when an officer filled in for somebody: on what basis, with whose consent. Raises
    Invalid with the faults by field, NotAllowed for a visitor, NotVisible when the draft was used already.
    """
    if holder.actor.user_id is None:
        raise NotAllowed(_("Masuk dahulu untuk mengirim. Isian Anda tetap tersimpan."))
    answers = take_answers(holder, draft_id)
    purpose = read_purpose(draft_of(holder, draft_id).purpose)
    basis = checked_basis(holder.actor, assistance) if purpose.applicant_id else {}
    card = _resubmit(holder, purpose, answers) if purpose.case_id else _open(holder, purpose, answers, basis)
    link_attachments(holder, draft_id, CASE, card.id)
    close_draft(holder, draft_id)
    return card


def _open(holder: Holder, purpose: Purpose, answers: Answers, basis: dict[str, str]) -> CaseCard:
    service = service_by_code(purpose.service_code)
    if purpose.unit_id is None:
        raise Conflict(_("Draf ini tidak menyebut desa. Mulai lagi dari halaman layanan."))
    return open_case(
        holder.actor,
        OpenCase(
            procedure=service.procedure_code,
            unit_id=purpose.unit_id,
            code_prefix=service.code_prefix,
            title=service.titles["id"],
            applicant_id=purpose.applicant_id or holder.actor.user_id,
            channel="loket" if purpose.applicant_id else "daring",
            basis=basis,
            subject=_subject(service, answers),
            data=answers.values,
            service=service.card.code,
            form=answers.form_code,
            form_version=str(answers.form_version),
        ),
    )


def _subject(service: ServicePage, answers: Answers) -> str:
    answer = answers.values.get(service.subject_field, "") if service.subject_field else ""
    return str(answer)[:120]


def _resubmit(holder: Holder, purpose: Purpose, answers: Answers) -> CaseCard:
    case_id = purpose.case_id
    if case_id is None:
        raise Conflict
    seen = get_case(holder.actor, case_id)
    actions = available_actions_of(holder.actor, case_id)
    code = next((action.code for action in actions if action.by_applicant and action.kind == "forward"), None)
    if code is None:
        raise Conflict(_("Permohonan ini sudah tidak menunggu perbaikan. Muat ulang halamannya."))
    return act(holder.actor, case_id, code, ActInput(answers=answers.values, seen_version=seen.version))
