"""The roadmap: every part of Balai, where it stands in this regency, and the choice for one of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.http.forms import attempt, sent
from balai.core.ui.words import local
from balai.foundation.accounts.api import officer_required, second_factor_required
from balai.foundation.parts.access import get_part
from balai.foundation.parts.actions.choose_part import Wish, choose_part
from balai.foundation.parts.forms import ChoiceForm
from balai.foundation.parts.policies import MANAGE
from balai.foundation.parts.selectors import roadmap, standing_of


@require_safe
@officer_required()
def show(request: HttpRequest) -> HttpResponse:
    """The roadmap, for every officer; administrators see the way to change it."""
    actor = request.actor  # type: ignore[attr-defined]
    return render(request, "parts/roadmap.html", {"wings": roadmap(), "chooses": actor.may(MANAGE)})


@require_http_methods(["GET", "POST"])
@officer_required(MANAGE)
@second_factor_required
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Where one part shall stand."""
    actor = request.actor  # type: ignore[attr-defined]
    part = get_part(actor, code)
    now = standing_of(part)
    initial = {"state": now.state, "reason": now.reason, "month": f"{now.month:%Y-%m}" if now.month else ""}
    form = ChoiceForm(sent(request), initial=initial)
    if request.method == "POST" and attempt(
        form, lambda: choose_part(actor, part, Wish(**form.cleaned_data))
    ):
        messages.success(request, _("Peta jalan diperbarui: {part}.").format(part=local(part.title)))
        return redirect("parts:roadmap")
    context = {"form": form, "part": part, "now": now}
    return render(request, "parts/choose.html", context, status=422 if form.errors else 200)
