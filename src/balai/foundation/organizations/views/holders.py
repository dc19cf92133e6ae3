"""Workplace pages of posts: who takes one, who leaves."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import (
    Appointed,
    account_named,
    appoint,
    officer_required,
    second_factor_required,
)
from balai.foundation.organizations.access import get_holding, get_post
from balai.foundation.organizations.actions.end_holding import end_holding
from balai.foundation.organizations.actions.hold_post import Appointment
from balai.foundation.organizations.forms import AppointForm, EndForm
from balai.foundation.organizations.policies import MANAGE
from balai.foundation.organizations.views.units import form_page


@require_http_methods(["GET", "POST"])
@second_factor_required
@officer_required(MANAGE)
def take(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Put somebody on a post."""
    actor = request.actor  # type: ignore[attr-defined]
    post = get_post(actor, post_id, to="manage")
    form = AppointForm(sent(request))
    if request.method == "POST" and attempt(form, lambda: _appoint(actor, post.pk, form)):
        return redirect("organizations:unit", post.unit_id)
    return form_page(request, post.unit, form, title=_("Pengangkatan: {title}").format(title=post.title))


def _appoint(actor: Actor, post_id: UUID, form: AppointForm) -> Appointed:
    facts = dict(form.cleaned_data)
    user_id = account_named(facts.pop("username"))
    if user_id is None:
        sentence = _("Tidak ada akun dengan nama pengguna itu.")
        raise Invalid(sentence, {"username": sentence})
    return appoint(actor, user_id, post_id, Appointment(**facts))


@require_http_methods(["GET", "POST"])
@second_factor_required
@officer_required(MANAGE)
def leave(request: HttpRequest, holding_id: UUID) -> HttpResponse:
    """End somebody's time on a post."""
    actor = request.actor  # type: ignore[attr-defined]
    holding = get_holding(actor, holding_id, to="manage")
    form = EndForm(sent(request))
    if request.method == "POST" and attempt(
        form, lambda: end_holding(actor, holding_id, **form.cleaned_data)
    ):
        return redirect("organizations:unit", holding.post.unit_id)
    title = _("Akhiri masa jabatan {name}").format(name=holding.user.full_name)
    return form_page(request, holding.post.unit, form, title=title, lead=holding.post.title)
