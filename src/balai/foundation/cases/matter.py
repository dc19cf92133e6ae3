"""The matter of a case: its answers as the form shows them, its attachments, its documents."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString

from balai.core.actor import Actor
from balai.foundation.cases.answers import answers_in, filings_of, has_numbers, kept_answers
from balai.foundation.cases.filings import ShownFiling, shown_filings
from balai.foundation.cases.issuing import has_letter_ahead
from balai.foundation.cases.models import Case
from balai.foundation.documents.api import DocumentCard, documents_of_case
from balai.foundation.forms.api import (
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
    filings: tuple[ShownFiling, ...]


def matter_of(request: HttpRequest, actor: Actor, case: Case) -> Matter:
    """The matter of a case that the actor was allowed to see."""
    form = kept_answers(case)
    kept = [answers_in(filing) for filing in filings_of(case)] + ([form] if form else [])
    attached = attachments_of(SUBJECT, case.pk) if form else []
    return Matter(
        answers=render_answers(request, form, attached) if form else "",
        has_numbers=any(map(has_numbers, kept)),
        documents=tuple(documents_of_case(actor, case.pk)),
        has_preview=has_letter_ahead(case),
        filings=tuple(shown_filings(request, case)),
    )


def shown_answers(case: Case) -> tuple[ShownStep, ...]:
    """The answers in words by step, identity numbers masked; nothing for a case without a form."""
    form = kept_answers(case)
    if form is None:
        return ()
    files = {str(card.id): card.link for card in attachments_of(SUBJECT, case.pk)}
    return shown_steps(get_form(form.form_code, form.form_version), form.values, files=files)
