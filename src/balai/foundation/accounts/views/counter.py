"""Citizens at a counter: find, register, hand over the one-time code."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.errors import BalaiError, Invalid
from balai.core.http.forms import attempt, sent
from balai.core.ui.qr import qr_picture
from balai.foundation.accounts.access import get_citizen, make_proof
from balai.foundation.accounts.actions.find_citizen import find_citizen
from balai.foundation.accounts.actions.lock_account import renew_citizen_code, unlock_citizen
from balai.foundation.accounts.actions.register_citizen import SeenCard, register_at_counter
from balai.foundation.accounts.actions.reveal_nik import reveal_nik
from balai.foundation.accounts.cards import person_card
from balai.foundation.accounts.decorators import officer_required, personal_page
from balai.foundation.accounts.forms_people import CounterForm
from balai.foundation.accounts.helping import help_address
from balai.foundation.accounts.nik import check_nik, region_warning
from balai.foundation.accounts.policies import COUNTER
from balai.foundation.accounts.selectors import citizens_named, person
from balai.foundation.accounts.views.asking import SLIP, hand_over, told, with_query
from balai.foundation.regions import api as regions


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(COUNTER)
def search(request: HttpRequest) -> HttpResponse:
    """By name within reach; or by the exact NIK, which travels in the body and never in an address."""
    actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        return _by_nik(request)
    text = request.GET.get("q", "").strip()
    found = citizens_named(actor, text) if len(text) >= 3 else []
    return render(request, "accounts/counter/search.html", {"text": text, "found": found})


def _by_nik(request: HttpRequest) -> HttpResponse:
    try:
        found = find_citizen(request.actor, request.POST.get("nik", ""))  # type: ignore[attr-defined]
    except BalaiError as error:
        context = {"text": "", "found": [], "sentence": str(error), "is_fault": isinstance(error, Invalid)}
        status = 422 if isinstance(error, Invalid) else 200
        return render(request, "accounts/counter/search.html", context, status=status)
    return redirect(_citizen_url(found.person.id, found.proof))


def _citizen_url(user_id: UUID, proof: str = "") -> str:
    return with_query(reverse("accounts:citizen", args=[user_id]), bukti=proof)


def _proof(request: HttpRequest) -> str:
    return request.POST.get("bukti") or request.GET.get("bukti", "")


@never_cache
@require_safe
@personal_page("accounts.User", "user_id", "profile")
@officer_required(COUNTER)
def citizen(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """One citizen, with the number masked."""
    return _citizen_page(request, user_id)


@never_cache
@require_POST
@personal_page("accounts.User", "user_id", "nik")
@officer_required(COUNTER)
def reveal(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """The NIK in full, on this answer only; the look and its reason are logged."""
    try:
        why = request.POST.get("why", "")
        nik = reveal_nik(request.actor, user_id, why, _proof(request))  # type: ignore[attr-defined]
    except Invalid as error:
        messages.error(request, str(error))
        return redirect(_citizen_url(user_id, _proof(request)))
    return _citizen_page(request, user_id, nik)


def _citizen_page(request: HttpRequest, user_id: UUID, nik: str = "") -> HttpResponse:
    card = person_card(get_citizen(request.actor, user_id, _proof(request)))  # type: ignore[attr-defined]
    context = {
        "person": card,
        "nik": nik,
        "proof": _proof(request),
        "assist": with_query(help_address(card.id), bukti=_proof(request)),
        "where": regions.full_name(card.region_code) if card.region_code else "",
        "trail": [(_("Warga"), reverse("accounts:citizens")), (card.name, "")],
    }
    return render(request, "accounts/counter/citizen.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(COUNTER)
def register(request: HttpRequest) -> HttpResponse:
    """A new citizen account, with the card on the table."""
    form = CounterForm(sent(request))
    if request.method == "POST":
        made = attempt(form, lambda: _register(request, form.cleaned_data))
        if made:
            _warn(request, form.cleaned_data["nik"])
            back = _citizen_url(made.user_id, make_proof(request.actor, made.user_id))  # type: ignore[attr-defined]
            return hand_over(request, made.slip, person(made.user_id), back)
    trail = [(_("Warga"), reverse("accounts:citizens")), (_("Daftarkan warga"), "")]
    context = {"form": form, "trail": trail}
    return render(request, "accounts/counter/register.html", context, status=422 if form.errors else 200)


def _warn(request: HttpRequest, nik: str) -> None:
    """A district that is not in the list keeps nobody from an account, but the officer looks once more."""
    warning = region_warning(check_nik(nik))
    if warning:
        messages.warning(request, warning)


def _register(request: HttpRequest, data: dict[str, Any]) -> Any:
    facts = {name: value for name, value in data.items() if name not in {"phone", "email"}}
    actor = request.actor  # type: ignore[attr-defined]
    return register_at_counter(actor, SeenCard(**facts), phone=data["phone"], email=data["email"])


@require_POST
@officer_required(COUNTER)
def new_code(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """A new one-time code for a citizen who forgot the password."""
    proof = _proof(request)
    slip = renew_citizen_code(request.actor, user_id, proof)  # type: ignore[attr-defined]
    return hand_over(request, slip, person(user_id), _citizen_url(user_id, proof))


@require_POST
@officer_required(COUNTER)
def unlock(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Forget a citizen's wrong passwords."""
    actor, proof = request.actor, _proof(request)  # type: ignore[attr-defined]
    told(request, lambda: unlock_citizen(actor, user_id, proof), _("Warga ini dapat mencoba masuk lagi."))
    return redirect(_citizen_url(user_id, proof))


@never_cache
@require_safe
@officer_required()
def slip(request: HttpRequest) -> HttpResponse:
    """The one-time code on paper, shown once."""
    facts = request.session.pop(SLIP, None)
    return render(request, "accounts/slip.html", slip_context(facts), status=200 if facts else 404)


def slip_context(facts: dict[str, str] | None) -> dict[str, Any]:
    """What the slip shows: the code, its address as a QR code, and until when it counts."""
    if not facts:
        return {"slip": None}
    url = f"{settings.PUBLIC_URL}{facts['path']}"
    slip = {**facts, "expires": parse_datetime(facts["expires"])}
    return {"slip": slip, "qr": qr_picture(url), "url": url}
