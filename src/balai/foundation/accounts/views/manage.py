"""Administration of accounts, within the administrator's reach."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.access import get_person
from balai.foundation.accounts.actions import lock_account as locks
from balai.foundation.accounts.actions.create_officer import NewOfficer, create_officer
from balai.foundation.accounts.actions.grant_role import Term, grant_role, revoke_grant
from balai.foundation.accounts.cards import GrantCard
from balai.foundation.accounts.decorators import officer_required
from balai.foundation.accounts.forms_people import OfficerForm, TermForm
from balai.foundation.accounts.models import User
from balai.foundation.accounts.policies import MANAGE
from balai.foundation.accounts.selectors import (
    grants_of,
    has_second_factor,
    listed_people,
    managed_units,
    person,
    roles_grantable_by,
)
from balai.foundation.accounts.views.asking import hand_over, told

PAGE = 25
FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@officer_required(MANAGE)
def people(request: HttpRequest) -> HttpResponse:
    """The list: search, filter by role, sort, page by page."""
    actor = request.actor  # type: ignore[attr-defined]
    text, role = request.GET.get("q", "").strip(), request.GET.get("peran", "")
    sort = request.GET.get("urut", "nama")
    rows = listed_people(actor, text=text, role=role, sort=sort)
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("hal")),
        "text": text,
        "role": role,
        "sort": sort,
        "roles": roles_grantable_by(actor),
    }
    return render(request, "accounts/manage/people.html", context)


@require_http_methods(FORM_METHODS)
@officer_required(MANAGE)
def create(request: HttpRequest) -> HttpResponse:
    """A new officer with a first role; then the one-time code."""
    actor = request.actor  # type: ignore[attr-defined]
    form = OfficerForm(sent(request), units=managed_units(actor), roles=list(roles_grantable_by(actor)))
    if request.method == "POST":
        made = attempt(form, lambda: create_officer(actor, UUID(form.cleaned_data["unit"]), _new(form)))
        if made:
            back = reverse("accounts:person", args=[made.user_id])
            return hand_over(request, made.slip, person(made.user_id), back)
    trail = [(_("Akun"), reverse("accounts:people")), (_("Petugas baru"), "")]
    context = {"form": form, "trail": trail}
    return render(request, "accounts/manage/create.html", context, status=422 if form.errors else 200)


def _new(form: OfficerForm) -> NewOfficer:
    data = form.cleaned_data
    names = ("full_name", "role", "username", "email", "phone")
    return NewOfficer(term=term_of(form), **{name: data[name] for name in names})


def term_of(form: TermForm) -> Term:
    """The term that was entered."""
    data = form.cleaned_data
    return Term(data["starts_on"], data["ends_on"], data["standing"], data["basis"])


@require_safe
@officer_required(MANAGE)
def show(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """One account: roles, and what the administrator may do with it."""
    user = get_person(request.actor, user_id)  # type: ignore[attr-defined]
    return _person_page(request, user)


def _person_page(request: HttpRequest, user: User, form: TermForm | None = None) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    grants = grants_of(user.id)
    units, roles = managed_units(actor), list(roles_grantable_by(actor))
    context = {
        "account": user,
        "current": [grant for grant in grants if not _is_over(grant, today)],
        "past": [grant for grant in grants if _is_over(grant, today)],
        "has_totp": has_second_factor(user.id),
        "is_self": user.id == actor.user_id,
        "form": form or TermForm(units=units, roles=roles),
        "trail": [(_("Akun"), reverse("accounts:people")), (user.full_name, "")],
    }
    status = 422 if form and form.errors else 200
    return render(request, "accounts/manage/person.html", context, status=status)


def _is_over(grant: GrantCard, today: date) -> bool:
    return grant.revoked_at is not None or (grant.ends_on is not None and grant.ends_on < today)


@require_POST
@officer_required(MANAGE)
def grant(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Give a role."""
    actor = request.actor  # type: ignore[attr-defined]
    user = get_person(actor, user_id)
    form = TermForm(request.POST, units=managed_units(actor), roles=list(roles_grantable_by(actor)))
    given = attempt(
        form,
        lambda: grant_role(
            actor, user.id, form.cleaned_data["role"], UUID(form.cleaned_data["unit"]), term_of(form)
        ),
    )
    return redirect("accounts:person", user.id) if given else _person_page(request, user, form)


def _press(request: HttpRequest, user_id: UUID, act: Callable[[], Any], sentence: str) -> HttpResponse:
    """One button of the account page: do it, say so or why not, and back."""
    told(request, act, sentence)
    return redirect("accounts:person", user_id)


@require_POST
@officer_required(MANAGE)
def revoke(request: HttpRequest, user_id: UUID, grant_id: UUID) -> HttpResponse:
    """Take a role back."""
    actor, reason = request.actor, request.POST.get("reason", "")  # type: ignore[attr-defined]
    get_person(actor, user_id)
    return _press(request, user_id, lambda: revoke_grant(actor, grant_id, reason), _("Peran dicabut."))


@require_POST
@officer_required(MANAGE)
def lock(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Lock the account."""
    actor, reason = request.actor, request.POST.get("reason", "")  # type: ignore[attr-defined]
    return _press(request, user_id, lambda: locks.lock_account(actor, user_id, reason), _("Akun dikunci."))


@require_POST
@officer_required(MANAGE)
def unlock(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Unlock the account and forget wrong passwords."""
    actor = request.actor  # type: ignore[attr-defined]
    return _press(request, user_id, lambda: locks.unlock_account(actor, user_id), _("Kunci akun dibuka."))


@require_POST
@officer_required(MANAGE)
def reset_factor(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Remove a lost second factor."""
    actor, reason = request.actor, request.POST.get("reason", "")  # type: ignore[attr-defined]
    return _press(
        request,
        user_id,
        lambda: locks.reset_second_factor(actor, user_id, reason),
        _("Faktor kedua dihapus."),
    )


@require_POST
@officer_required(MANAGE)
def new_code(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """A new one-time code for an officer."""
    slip = locks.renew_password(request.actor, user_id)  # type: ignore[attr-defined]
    return hand_over(request, slip, person(user_id), reverse("accounts:person", args=[user_id]))
