"""The form that an action asks an officer to fill in: in steps, saved by itself, then decided with."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.accounts.api import officer_required, personal_page
from balai.foundation.cases.access import get_case
from balai.foundation.cases.cards import ActionCard
from balai.foundation.cases.filings import purpose_of, shown_filing
from balai.foundation.cases.models import Case
from balai.foundation.cases.selectors import available_actions, case_card
from balai.foundation.forms.api import (
    FORM_ID,
    DraftCard,
    StepOutcome,
    current_holder,
    render_step,
    render_summary,
    save_step,
    start_draft,
)
from balai.foundation.organizations.api import get_unit


@require_http_methods(["GET", "POST"])
@officer_required()
def filing(request: HttpRequest, case_id: UUID, code: str, name: str) -> HttpResponse:
    """One step of the form; what was typed is kept even when it cannot stand."""
    case = get_case(request.actor, case_id, to="see")  # type: ignore[attr-defined]
    card = next((one for one in available_actions(request.actor, case) if one.code == code), None)  # type: ignore[attr-defined]
    if card is None:
        raise NotAllowed(_("Tindakan ini bukan wewenang Anda pada tahap ini."))
    if not card.form:
        raise NotVisible(_("Tindakan ini tidak memiliki formulir."))
    draft = draft_for(request, case, card)
    if request.method == "GET":
        return _show(request, case, card, draft, name)
    outcome = save_step(current_holder(request), draft.id, name, request.POST, request.FILES)
    if not outcome.is_done:
        return _show(request, case, card, outcome.draft, name, outcome)
    if outcome.next_step:
        return redirect("cases:filing", case_id, code, outcome.next_step)
    return redirect("cases:action", case_id, code)


@never_cache
@require_safe
@personal_page("cases.Case", "case_id", "case")
@officer_required()
def receipt(request: HttpRequest, case_id: UUID, filing_id: UUID) -> HttpResponse:
    """What was filled in with a decision, on paper: with the case and lines for both signatures."""
    case = get_case(request.actor, case_id, to="see")  # type: ignore[attr-defined]
    context = {
        "case": case_card(case),
        "unit": get_unit(case.unit_id),
        "filing": shown_filing(request, case, filing_id),
    }
    return render(request, "cases/receipt.html", context)


def _show(
    request: HttpRequest,
    case: Case,
    card: ActionCard,
    draft: DraftCard,
    name: str,
    outcome: StepOutcome | None = None,
) -> HttpResponse:
    context = {
        "case": case_card(case),
        "action": card,
        "draft": draft,
        "form": render_step(request, draft, name, outcome),
        "form_id": FORM_ID,
    }
    return render(request, "cases/filing.html", context, status=422 if outcome else 200)


def draft_for(request: HttpRequest, case: Case, card: ActionCard) -> DraftCard:
    """The officer's draft of the form for this action on this case."""
    return start_draft(current_holder(request), card.form, purpose_of(case.pk, card.code))


def first_to_fill(draft: DraftCard) -> str:
    """The first step with something missing or wrong; "" when all stands."""
    wrong = draft.examine().errors
    steps = (step.name for step in draft.spec.steps if any(field.name in wrong for field in step.fields))
    return next(steps, "")


def filled(request: HttpRequest, case: Case, card: ActionCard, draft: DraftCard) -> SafeString:
    """The answers before the decision, each step with its way back."""

    def address(name: str) -> str:
        return reverse("cases:filing", args=[case.pk, card.code, name])

    return render_summary(request, draft, address)
