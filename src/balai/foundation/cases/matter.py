"""The matter of a case: its answers as the form shows them, its attachments, its documents."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString

from balai.core.actor import Actor
from balai.foundation.cases.issuing import has_letter_ahead
from balai.foundation.cases.models import Case
from balai.foundation.documents.api import DocumentCard, documents_of_case
from balai.foundation.forms.api import (
    Answers,
    ShownStep,
    attachments_of,
    get_form,
    render_answers,
    shown_steps,
)

SUBJECT = "case"  # the kind under which forms keeps the attachments of a case


@dataclass(frozen=True)
class Matter:
    """What a case is about, ready for the page."""

    answers: SafeString | str
    has_numbers: bool
    documents: tuple[DocumentCard, ...]
    has_preview: bool


def matter_of(request: HttpRequest, actor: Actor, case: Case) -> Matter:
    """The matter of a case that the actor was allowed to see."""
    form = kept_answers(case)
    attached = attachments_of(SUBJECT, case.pk) if form else []
    return Matter(
        answers=render_answers(request, form, attached) if form else "",
        has_numbers=bool(form)
        and any(isinstance(value, dict) and "sealed" in value for value in case.answers.values()),
        documents=tuple(documents_of_case(actor, case.pk)),
        has_preview=has_letter_ahead(case),
    )


def shown_answers(case: Case) -> tuple[ShownStep, ...]:
    """The answers in words by step, identity numbers masked; nothing for a case without a form."""
    form = kept_answers(case)
    if form is None:
        return ()
    files = {str(card.id): card.link for card in attachments_of(SUBJECT, case.pk)}
    return shown_steps(get_form(form.form_code, form.form_version), form.values, files=files)


def kept_answers(case: Case) -> Answers | None:
    """The answers as the form knows them; None for a case that began without a form."""
    if not case.form_code:
        return None
    spec = get_form(case.form_code, int(case.form_version) if case.form_version else None)
    return Answers(case.form_code, spec.version, case.answers)
