"""The case page: its story, its matter, exactly the actions that this person has."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from balai.core.errors import NotAllowed
from balai.core.http.forms import attempt, sent
from balai.core.ui.words import local
from balai.foundation.accounts.api import officer_required, personal_page, second_factor_required
from balai.foundation.cases.access import get_case
from balai.foundation.cases.actions.act import act
from balai.foundation.cases.actions.act_with_form import act_with_form
from balai.foundation.cases.actions.add_note import add_note
from balai.foundation.cases.cards import ActInput, ActionCard, CaseCard
from balai.foundation.cases.forms import ActionForm, NoteForm
from balai.foundation.cases.known import offered
from balai.foundation.cases.matter import matter_of
from balai.foundation.cases.models import Case
from balai.foundation.cases.page import CasePage, case_page_of
from balai.foundation.cases.panels import panels_of
from balai.foundation.cases.selectors import available_actions
from balai.foundation.cases.signing import signing_note
from balai.foundation.cases.views.filing import draft_for, filled, first_to_fill
from balai.foundation.forms.api import DraftCard, current_holder


@require_GET
@personal_page("cases.Case", "case_id", "case")
@officer_required()
def case_page(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case for an officer."""
    case = get_case(request.actor, case_id, to="see")  # type: ignore[attr-defined]
    return _show(request, case, NoteForm())


def _show(request: HttpRequest, case: Case, note_form: NoteForm, status: int = 200) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    page: CasePage = case_page_of(actor, case)
    context = {
        "page": page,
        "panels": panels_of(actor, page.card, "officer"),
        "matter": matter_of(request, actor, case),
        "note_form": note_form,
    }
    return render(request, "cases/case.html", context, status=status)


@require_POST
@officer_required()
def note(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Leave an internal remark."""
    actor = request.actor  # type: ignore[attr-defined]
    case = get_case(actor, case_id, to="work")
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _show(request, case, form, 422)
    add_note(actor, case_id, form.cleaned_data["text"])
    messages.success(request, _("Catatan disimpan."))
    return redirect("cases:case", case_id)


@require_http_methods(["GET", "POST"])
@officer_required()
def action(request: HttpRequest, case_id: UUID, code: str) -> HttpResponse:
    """Confirm an action and say what it asks; what was typed stays when something is missing."""
    actor = request.actor  # type: ignore[attr-defined]
    case = get_case(actor, case_id, to="see")
    card = next((one for one in available_actions(actor, case) if one.code == code), None)
    if card is None and request.method == "GET":
        raise NotAllowed(_("Tindakan ini bukan wewenang Anda pada tahap ini."))
    if card and card.needs_second_factor and not actor.second_factor:
        return second_factor_required(_confirm)(request, case, card)
    if card is None:
        return _decide_late(request, case_id, code)
    return _confirm(request, case, card)


def _decide_late(request: HttpRequest, case_id: UUID, code: str) -> HttpResponse:
    """The case moved on while the page was open: the action itself says who was first, or refuses."""
    seen = request.POST.get("seen_version", "")
    act(request.actor, case_id, code, ActInput(seen_version=int(seen) if seen.isdigit() else None))  # type: ignore[attr-defined]
    return redirect("cases:case", case_id)


def _confirm(request: HttpRequest, case: Case, card: ActionCard) -> HttpResponse:
    draft = draft_for(request, case, card) if card.form else None
    if draft and request.method == "GET" and (step := first_to_fill(draft)):
        return redirect("cases:filing", case.id, card.code, step)
    offer = offered(case.pk, card.fields)
    form = ActionForm(card, offer, sent(request), initial={"seen_version": case.version})
    if attempt(form, lambda: _decide(request, case, card, form, draft)):
        done = _("%(action)s: %(code)s tersimpan.") % {"action": local(card.label), "code": case.code}
        messages.success(request, done)
        return redirect("cases:inbox")
    context: dict[str, Any] = {
        "page": case_page_of(request.actor, case),  # type: ignore[attr-defined]
        "action": card,
        "signing": signing_note(request.actor, case, card),  # type: ignore[attr-defined]
        "form": form,
        "filled": filled(request, case, card, draft) if draft else "",
    }
    return render(request, "cases/action.html", context, status=422 if form.errors else 200)


def _decide(
    request: HttpRequest, case: Case, card: ActionCard, form: ActionForm, draft: DraftCard | None
) -> CaseCard:
    if draft is None:
        return act(request.actor, case.id, card.code, form.given())  # type: ignore[attr-defined]
    return act_with_form(current_holder(request), case.id, card.code, draft.id, form.given())
