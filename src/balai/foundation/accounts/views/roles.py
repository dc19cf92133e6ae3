"""Roles: what each may do and how far, who holds it, giving it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.actor import Actor
from balai.core.errors import Invalid, NotAllowed
from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.access import get_role
from balai.foundation.accounts.actions.grant_role import grant_role
from balai.foundation.accounts.cards import GrantCard, role_card
from balai.foundation.accounts.decorators import officer_required
from balai.foundation.accounts.forms_people import HolderForm
from balai.foundation.accounts.models import Role
from balai.foundation.accounts.policies import MANAGE, oversight
from balai.foundation.accounts.role_selectors import former_holders, holders_of_role, roles_with_holders
from balai.foundation.accounts.selectors import account_named, managed_units, roles_grantable_by
from balai.foundation.accounts.views.manage import term_of

PAGE = 25


@require_safe
@officer_required()
def roles(request: HttpRequest) -> HttpResponse:
    """Every role with its purpose, reach and number of holders."""
    actor = request.actor  # type: ignore[attr-defined]
    if not oversight(actor):
        raise NotAllowed(_("Daftar peran hanya untuk administrator dan pengawas."))
    return render(request, "accounts/roles/list.html", {"roles": roles_with_holders(actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required()
def role(request: HttpRequest, code: str) -> HttpResponse:
    """One role; giving it, for those who may."""
    actor = request.actor  # type: ignore[attr-defined]
    row = get_role(actor, code)
    if request.method == "POST" and not _may_give(actor, row):
        raise NotAllowed(_("Peran ini melampaui wewenang Anda."))
    form = HolderForm(sent(request), units=managed_units(actor)) if _may_give(actor, row) else None
    if form and request.method == "POST":
        given = attempt(form, lambda: _give(actor, row, form))
        if given:
            messages.success(request, _("Peran diberikan."))
            return redirect("accounts:role", code)
    return _page(request, row, form)


def _may_give(actor: Actor, role: Role) -> bool:
    return actor.may(MANAGE) and roles_grantable_by(actor).filter(code=role.code).exists()


def _give(actor: Actor, role: Role, form: HolderForm) -> GrantCard:
    user_id = account_named(form.cleaned_data["username"])
    if user_id is None:
        sentence = _("Tidak ada akun dengan nama pengguna itu.")
        raise Invalid(sentence, {"username": sentence})
    return grant_role(actor, user_id, role.code, UUID(form.cleaned_data["unit"]), term_of(form))


def _page(request: HttpRequest, role: Role, form: HolderForm | None) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    text = request.GET.get("q", "").strip()[:80]
    page = Paginator(holders_of_role(actor, role.code, text), PAGE).get_page(request.GET.get("hal"))
    card = role_card(role, page.paginator.count)
    context = {
        "role": card,
        "text": text,
        "page": page,
        "former": former_holders(actor, role.code),
        "form": form,
        "manages": actor.may(MANAGE),
        "trail": [(_("Peran"), reverse("accounts:roles")), (card.name, "")],
    }
    return render(request, "accounts/roles/role.html", context, status=422 if form and form.errors else 200)
