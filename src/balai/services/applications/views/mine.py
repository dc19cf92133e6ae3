"""What a citizen has going: drafts, cases, and one case with its story, its document and the next step."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from balai.core.counting import shown_count
from balai.core.errors import NotVisible
from balai.core.ids import read_id
from balai.foundation.accounts.api import sign_in_required
from balai.foundation.cases.api import (
    CaseCard,
    OwnStatus,
    available_actions_of,
    get_case,
    own_cases,
    own_counts,
    panels_of,
    public_timeline,
)
from balai.foundation.documents.api import documents_of_case
from balai.foundation.forms.api import current_holder, my_drafts
from balai.foundation.organizations.api import get_unit
from balai.services.applications.actions.begin import begin_correction
from balai.services.applications.selectors import draft_lines
from balai.services.catalogue.api import service_titles

PAGE = 20
MOST_LETTERS = 80
STATUS_NAMES: dict[str, OwnStatus] = {
    "semua": "all",
    "diproses": "open",
    "menunggu": "waiting",
    "selesai": "closed",
}


@require_GET
@sign_in_required
def mine(request: HttpRequest) -> HttpResponse:
    """My drafts and my applications, the newest first, a page at a time."""
    holder = current_holder(request)
    status = STATUS_NAMES.get(request.GET.get("status", ""), "all")
    text = request.GET.get("q", "").strip()[:MOST_LETTERS]
    after = read_id(request.GET.get("setelah", ""))
    found = own_cases(holder.actor, after, PAGE, status=status, text=text)
    is_whole = status == "all" and not (text or after)
    context = {
        "drafts": draft_lines(my_drafts(holder)) if is_whole else [],
        "cases": _in_words(found.cards),
        "next": found.next,
        "after": after,
        "text": text,
        "is_whole": is_whole,
        "tabs": _tabs(status, own_counts(holder.actor)),
    }
    return render(request, "applications/mine.html", context)


def _in_words(cards: Sequence[CaseCard]) -> list[CaseCard]:
    """The cases under the names that their services have in the reader's language; officers keep the official ones."""
    if get_language() == settings.LANGUAGE_CODE:
        return list(cards)
    titles = service_titles({card.service for card in cards if card.service})
    return [replace(card, title=titles.get(card.service, card.title)) for card in cards]


def _tabs(status: OwnStatus, counts: dict[OwnStatus, int]) -> list[dict[str, object]]:
    labels = {"all": _("Semua"), "open": _("Diproses"), "waiting": _("Menunggu"), "closed": _("Selesai")}
    return [
        {
            "label": labels[one],
            "name": name,
            "count": shown_count(counts[one]),
            "is_current": one == status,
        }
        for name, one in STATUS_NAMES.items()
    ]


@require_GET
@sign_in_required
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One application as its applicant follows it."""
    return _show(request, case_id)


def _show(request: HttpRequest, case_id: UUID, **more: object) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    card = get_case(actor, case_id)
    if card.applicant_id != actor.user_id:
        raise NotVisible
    actions = [action for action in available_actions_of(actor, case_id) if action.by_applicant]
    context = {
        "case": _in_words([card])[0],
        "unit": get_unit(card.unit_id),
        "timeline": public_timeline(actor, case_id),
        "documents": documents_of_case(actor, case_id),
        "panels": panels_of(actor, card, "applicant"),
        "correct": next((action for action in actions if action.kind == "forward"), None),
        "withdraw": next((action for action in actions if action.kind == "withdraw"), None),
        "objection": next((action for action in actions if action.kind == "objection"), None),
        **more,
    }
    return render(request, "applications/case.html", context, status=422 if more else 200)


@require_POST
@sign_in_required
def correct(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Open the returned application for correction."""
    draft = begin_correction(current_holder(request), case_id)
    return redirect("applications:step", draft.id, draft.step)
