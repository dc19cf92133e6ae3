"""Decide with a form: what the officer filled in and the decision stand or fall together."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from balai.foundation.cases.actions.act import act
from balai.foundation.cases.cards import ActInput, CaseCard
from balai.foundation.cases.filings import SUBJECT
from balai.foundation.cases.models import Filing
from balai.foundation.forms.api import Holder, close_draft, link_attachments, take_answers


@transaction.atomic
def act_with_form(holder: Holder, case_id: UUID, action: str, draft_id: UUID, given: ActInput) -> CaseCard:
    """Take the action with the answers of the draft, and use the draft up; once, however often it is pressed.

    Raises what ``act`` raises, Invalid for faulty answers, and NotVisible when the draft was used already.
    """
    answers = take_answers(holder, draft_id)
    card = act(holder.actor, case_id, action, replace(given, filed=answers))
    filing = Filing.objects.filter(case_id=case_id, author_id=holder.actor.user_id).latest("id")
    link_attachments(holder, draft_id, SUBJECT, filing.pk)
    close_draft(holder, draft_id)
    return card
