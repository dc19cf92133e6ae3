"""The counter of an officer: choose it, see who is there and who is next, press."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.core.http.forms import sent, show_on
from balai.core.ids import uuid7
from balai.foundation.accounts.api import officer_required
from balai.services.queues import api
from balai.services.queues.cards import CounterCard
from balai.services.queues.forms.counter import PressForm
from balai.services.queues.policies import SERVE, SUPERVISE
from balai.services.queues.staffing import floors_of
from balai.services.queues.views.counter_acts import ACTS, ASKING, Act
from balai.services.queues.views.counter_showing import matter_of, said_of
from balai.services.queues.wording import rules_told


@never_cache
@require_safe
@officer_required()
def counters(request: HttpRequest) -> HttpResponse:
    """The counters where one may serve and the floors that one coordinates; one's own first."""
    actor = request.actor  # type: ignore[attr-defined]
    if not (actor.may(SERVE) or actor.may(SUPERVISE)):
        raise NotAllowed(_("Halaman ini untuk petugas dengan wewenang yang sesuai."))
    found = api.counters_of(actor)
    context = {
        "counters": found,
        "mine": next((one for one in found if one.is_mine), None),
        "floors": floors_of(actor),
    }
    return render(request, "queues/counters.html", context)


@never_cache
@require_safe
@officer_required(SERVE)
def counter(request: HttpRequest, counter_id: UUID) -> HttpResponse:
    """The counter as it stands; only its inside when the page refreshes itself."""
    card = api.counter(request.actor, counter_id)  # type: ignore[attr-defined]
    if _wants_part(request):
        return _part(request, card)
    return render(request, "queues/counter.html", context_of(request, card))


def _wants_part(request: HttpRequest) -> bool:
    """True for the page itself, which exchanges its inside (``assets/js/desk.js``)."""
    return bool(request.headers.get("HX-Request"))


def _part(request: HttpRequest, card: CounterCard) -> HttpResponse:
    return render(request, "queues/bits/desk.html", {**context_of(request, card), "is_part": True})


def context_of(request: HttpRequest, card: CounterCard) -> dict[str, Any]:
    """What the page shows: the card, the matter beside the visitor, the forms that ask, the rule."""
    actor = request.actor  # type: ignore[attr-defined]
    lines = api.lines_of(card.place_code) if card.current else ()
    return {
        "card": card,
        "first": next((one for one in card.next if one.is_next), None),
        "said": said_of(card),
        "matter": matter_of(actor, card.current) if card.current else None,
        "forms": _asking(card, lines) if card.current else {},
        "rules": rules_told([line.id for line in card.lines]),
        "new_key": uuid7,
    }


def _asking(card: CounterCard, lines: tuple[Any, ...]) -> dict[str, tuple[Act, PressForm]]:
    """The forms of the dialogs, each with the period that they are about and a key of its own."""
    period = card.current.period_id if card.current else None
    return {
        name: (
            ACTS[name],
            ACTS[name].form(
                card=card, lines=lines, initial={"kunci": uuid7(), "masa": period}, auto_id=f"id_{name}_%s"
            ),
        )
        for name in ASKING
        if "nomor" not in ACTS[name].form.base_fields
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(SERVE)
def act(request: HttpRequest, counter_id: UUID, act: str) -> HttpResponse:
    """One press, answered with the counter's page; what asks for something asks on a page of its own."""
    if act not in ACTS:
        raise NotVisible
    chosen = ACTS[act]
    return (_asking_press if chosen.title else _plain_press)(request, counter_id, chosen)


def _plain_press(request: HttpRequest, counter_id: UUID, chosen: Act) -> HttpResponse:
    form = chosen.form(sent(request))
    answer = _pressed(request, counter_id, chosen, form) if request.method == "POST" else None
    if answer:
        return answer
    api.counter(request.actor, counter_id)  # type: ignore[attr-defined] # outsiders learn nothing
    if form.errors:
        messages.error(request, _("Tekanan tadi tidak terbaca. Halaman ini menunjukkan keadaan sekarang."))
    return redirect("queues:counter", counter_id)


def _asking_press(request: HttpRequest, counter_id: UUID, chosen: Act) -> HttpResponse:
    card = api.counter(request.actor, counter_id)  # type: ignore[attr-defined]
    lines = api.lines_of(card.place_code)
    form = chosen.form(sent(request), card=card, lines=lines, initial=_begun(request, card))
    answer = _pressed(request, counter_id, chosen, form) if request.method == "POST" else None
    context = {"card": card, "act": chosen, "form": form}
    status = 422 if form.errors else 200
    return answer or render(request, "queues/counter_ask.html", context, status=status)


def _begun(request: HttpRequest, card: CounterCard) -> dict[str, Any]:
    period = card.current.period_id if card.current else None
    return {"kunci": uuid7(), "masa": period, "nomor": request.GET.get("nomor", "")}


def _pressed(request: HttpRequest, counter_id: UUID, chosen: Act, form: PressForm) -> HttpResponse | None:
    """The counter, once it was done or somebody else was first; None when the form has faults."""
    if not form.is_valid():
        return None
    card = None
    try:
        card = chosen.run(request.actor, counter_id, form.cleaned_data)  # type: ignore[attr-defined]
    except Conflict as fault:
        messages.warning(request, str(fault))
    except Invalid as fault:
        show_on(form, fault)
        return None
    return _part(request, card) if card and _wants_part(request) else redirect("queues:counter", counter_id)
