"""Forms: what other modules may use.

A page of an application: ``current_holder(request, begin=True)`` and ``start_draft``; for each step
``render_step`` on GET and ``save_step`` on POST (go on when ``outcome.is_done``); at the end
``render_summary``. Handing in is one transaction of ``take_answers``, the caller's own work,
``link_attachments`` and ``close_draft``.
"""

from balai.foundation.forms.access import register_attachment_owner
from balai.foundation.forms.actions.discard_draft import close_draft, discard_draft
from balai.foundation.forms.actions.edit_form import begin_form
from balai.foundation.forms.actions.forget_drafts import count_drafts, forget_drafts
from balai.foundation.forms.actions.link_attachments import link_attachments
from balai.foundation.forms.actions.receive_attachment import receive_attachment
from balai.foundation.forms.actions.reseal_attachments import reseal_attachments
from balai.foundation.forms.actions.save_draft import NewerDraft, save_draft
from balai.foundation.forms.actions.start_draft import start_draft
from balai.foundation.forms.actions.take_answers import take_answers
from balai.foundation.forms.catalogue import form_codes, get_form, numbers_of
from balai.foundation.forms.checking.clamav import fault as scanner_fault
from balai.foundation.forms.cleaning.dates import read_date
from balai.foundation.forms.conditions import holds, parse_condition
from balai.foundation.forms.display import FileLink, ShownAnswer, ShownStep, shown, shown_steps
from balai.foundation.forms.drafts import draft_of
from balai.foundation.forms.examine import Answers, Examination, clean, examine
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.holding import current_holder
from balai.foundation.forms.offers import Earlier
from balai.foundation.forms.pages import KeptPage
from balai.foundation.forms.parsing import parse_form
from balai.foundation.forms.prefill import prefill
from balai.foundation.forms.rendering.pages import FORM_ID, render_answers, render_step, render_summary
from balai.foundation.forms.rendering.questions import Questions, read_questions
from balai.foundation.forms.resuming import register_purpose
from balai.foundation.forms.revealing import plain_values
from balai.foundation.forms.selectors import (
    AttachmentCard,
    DraftCard,
    attachments_of,
    count_attachments,
    my_drafts,
)
from balai.foundation.forms.spec import Condition, FieldSpec, FormSpec, StepSpec
from balai.foundation.forms.steps import StepOutcome, save_step
from balai.foundation.forms.workshop.shelf import form_standing

__all__ = [
    "FORM_ID",
    "Answers",
    "AttachmentCard",
    "Condition",
    "DraftCard",
    "Earlier",
    "Examination",
    "FieldSpec",
    "FileLink",
    "FormSpec",
    "Holder",
    "NewerDraft",
    "Questions",
    "ShownAnswer",
    "ShownStep",
    "StepOutcome",
    "StepSpec",
    "attachments_of",
    "begin_form",
    "clean",
    "close_draft",
    "count_attachments",
    "count_drafts",
    "current_holder",
    "discard_draft",
    "draft_of",
    "examine",
    "form_codes",
    "form_standing",
    "forget_drafts",
    "get_form",
    "holds",
    "link_attachments",
    "my_drafts",
    "numbers_of",
    "parse_condition",
    "parse_form",
    "plain_values",
    "prefill",
    "read_date",
    "read_questions",
    "receive_attachment",
    "register_attachment_owner",
    "register_purpose",
    "render_answers",
    "render_step",
    "render_summary",
    "reseal_attachments",
    "save_draft",
    "save_step",
    "scanner_fault",
    "shown",
    "shown_steps",
    "start_draft",
    "take_answers",
    "KeptPage",
]
