"""The own account: facts, number, language, sessions, roles."""

from dataclasses import asdict

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.actions.change_profile import OwnFacts, change_profile, choose_language
from balai.foundation.accounts.actions.reveal_nik import reveal_nik
from balai.foundation.accounts.decorators import sign_in_required
from balai.foundation.accounts.factors import recovery_codes_left
from balai.foundation.accounts.forms_people import ProfileForm
from balai.foundation.accounts.selectors import grants_of, has_second_factor, missing_facts, person
from balai.foundation.accounts.sessions import end_other_sessions, open_sessions
from balai.foundation.regions import api as regions


@never_cache
@require_safe
@sign_in_required
def show(request: HttpRequest) -> HttpResponse:
    """The person's page."""
    return _page(request)


@never_cache
@require_POST
@sign_in_required
def reveal(request: HttpRequest) -> HttpResponse:
    """The own NIK in full, on this answer only; the look is logged."""
    actor = request.actor  # type: ignore[attr-defined]
    return _page(request, nik=reveal_nik(actor, actor.user_id, "pemilik melihat NIK sendiri"))


def _page(request: HttpRequest, nik: str = "") -> HttpResponse:
    user_id = request.actor.user_id  # type: ignore[attr-defined]
    card = person(user_id)
    context = {
        "person": card,
        "nik": nik,
        "where": regions.full_name(card.region_code) if card.region_code else "",
        "missing": missing_facts(user_id),
        "grants": [grant for grant in grants_of(user_id) if grant.is_live(timezone.localdate())],
        "sessions": open_sessions(request),
        "has_totp": has_second_factor(user_id),
        "codes_left": recovery_codes_left(request.user),
        "languages": settings.LANGUAGES,
    }
    return render(request, "accounts/me.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def edit(request: HttpRequest) -> HttpResponse:
    """The person's own facts."""
    actor = request.actor  # type: ignore[attr-defined]
    card = person(actor.user_id)
    form = ProfileForm(
        sent(request),
        initial={**asdict(card), "full_name": card.name},
        checked=card.identity_level > 0,
        has_nik=bool(card.masked_nik),
    )
    if request.method == "POST" and attempt(form, lambda: change_profile(actor, _facts(form, card.name))):
        messages.success(request, _("Data Anda disimpan."))
        return redirect("accounts:me")
    context = {"form": form, "checked": card.identity_level > 0}
    return render(request, "accounts/edit_me.html", context, status=422 if form.errors else 200)


def _facts(form: ProfileForm, name: str) -> OwnFacts:
    return OwnFacts(**{"full_name": name, **form.cleaned_data})


@require_POST
@sign_in_required
def language(request: HttpRequest) -> HttpResponse:
    """The language of the account and of this browser."""
    chosen = request.POST.get("language", "")
    choose_language(request.actor, chosen)  # type: ignore[attr-defined]
    with translation.override(chosen):
        messages.success(request, _("Bahasa diganti."))
    response = redirect("accounts:me")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


@require_POST
@sign_in_required
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End every other session."""
    count = end_other_sessions(request)
    messages.success(request, _("%(n)d perangkat lain dikeluarkan.") % {"n": count})
    return redirect("accounts:me")
