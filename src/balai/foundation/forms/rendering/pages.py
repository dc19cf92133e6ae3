"""Steps, summaries and answers as markup."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from balai.foundation.forms.catalogue import get_form
from balai.foundation.forms.display import shown_steps
from balai.foundation.forms.examine import Answers
from balai.foundation.forms.offers import Earlier, file_offers, offers
from balai.foundation.forms.rendering.boxes import Asked, Typed, boxes
from balai.foundation.forms.selectors import AttachmentCard, DraftCard
from balai.foundation.forms.steps import StepOutcome, step_named

FORM_ID = "langkah"


def render_step(
    request: HttpRequest,
    draft: DraftCard,
    step_name: str,
    outcome: StepOutcome | None = None,
    *,
    earlier: Sequence[Earlier] = (),
    besides: SafeString | str = "",
) -> SafeString:
    """The form of one step, without buttons: a page places them anywhere with ``form="langkah"``.

    It posts to the page's own address; give the outcome of ``save_step`` to show what came of a post. ``earlier`` is
    what the applicant handed in before: what fits is offered beside its field. ``besides`` is what the page itself asks
    with it, drawn already.
    """
    step = step_named(draft.spec, step_name)
    typed = outcome.as_typed if outcome else Typed(draft.answers)
    judged = draft.examine()
    asked_once = Asked(offers(draft, step, earlier), file_offers(draft, step, earlier))
    drawn = boxes(draft, step, typed, judged, asked_once)
    context = {
        "draft": draft,
        "step": step,
        "boxes": drawn,
        "outcome": outcome,
        "errors": typed.errors,
        "seen": " ".join(box.spec.name for box in drawn if not box.is_hidden),
        "form_id": FORM_ID,
        "besides": besides,
    }
    return render_to_string("forms/step.html", context, request)


def render_summary(request: HttpRequest, draft: DraftCard, edit_address: Callable[[str], str]) -> SafeString:
    """All answers by step for a last look, each step with its "Ubah"; ``edit_address`` of a step's name."""
    judged = draft.examine()
    steps = shown_steps(
        draft.spec, judged.values, files=draft.links, errors=judged.errors, visible=judged.visible
    )
    rows = [(step, edit_address(step.name)) for step in steps]
    return render_to_string("forms/summary.html", {"rows": rows, "errors": judged.errors}, request)


def render_answers(
    request: HttpRequest, answers: Answers, attachments: Collection[AttachmentCard] = ()
) -> SafeString:
    """The answers that a case keeps, read-only, identity numbers masked."""
    links = {str(card.id): card.link for card in attachments}
    spec = get_form(answers.form_code, answers.form_version)
    steps = shown_steps(spec, answers.values, files=links)
    return render_to_string("forms/answers.html", {"steps": steps}, request)


def answers_of(kept: Mapping[str, Any]) -> Answers:
    """The answers as a case keeps them (``dataclasses.asdict`` of ``Answers``)."""
    return Answers(kept["form_code"], kept["form_version"], kept["values"])
