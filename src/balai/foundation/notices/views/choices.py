"""What a person is told, and how: the page of the account, and the link in each optional mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from balai.foundation.accounts.api import sign_in_required
from balai.foundation.notices.actions.choose import Choices, choose, switch_off
from balai.foundation.notices.selectors import KindChoices, choices_of
from balai.foundation.notices.unsubscribe import read_token

METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
@sign_in_required
def page(request: HttpRequest) -> HttpResponse:
    """The choices by kind and channel; duties say why they have none."""
    actor = request.actor  # type: ignore[attr-defined]
    kinds = choices_of(actor)
    if request.method == "POST":
        choose(actor, _chosen(request, kinds))
        messages.success(request, _("Pilihan Anda disimpan."))
        return redirect("notices:preferences")
    groups = [
        (_("Tentang permohonan Anda"), [one for one in kinds if one.kind.audience == "citizen"]),
        (_("Tentang pekerjaan Anda"), [one for one in kinds if one.kind.audience == "officer"]),
    ]
    context = {"groups": groups, "email": request.user.email}  # type: ignore[union-attr]
    return render(request, "notices/preferences.html", context)


def _chosen(request: HttpRequest, kinds: list[KindChoices]) -> Choices:
    return {
        (one.kind.code, choice.channel): request.POST[choice.name]
        for one in kinds
        for choice in one.choices
        if choice.name in request.POST
    }


@csrf_exempt
@never_cache
@require_http_methods(METHODS)
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Switch a kind of mail off. The signed link is the authority: mail programs post it by themselves (RFC 8058)."""
    person_id, kind = read_token(token)
    is_done = request.method == "POST"
    if is_done:
        switch_off(person_id, kind)
    return render(request, "notices/unsubscribe.html", {"kind": kind, "is_done": is_done})
