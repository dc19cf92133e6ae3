"""The own tokens: see, make, revoke."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import second_factor_required, sign_in_required
from balai.foundation.tokens.actions.create_token import create_token
from balai.foundation.tokens.actions.revoke_token import revoke_token
from balai.foundation.tokens.forms import TokenForm
from balai.foundation.tokens.selectors import tokens_of


@never_cache
@require_safe
@sign_in_required
def listing(request: HttpRequest) -> HttpResponse:
    """The person's tokens."""
    return render(request, "tokens/list.html", {"tokens": tokens_of(request.actor)})  # type: ignore[attr-defined]


def proved(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Officers show the second factor; everybody has given a secret lately: an open browser is not enough."""

    @wraps(view)
    @sign_in_required
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        lately = reauthentication_required(view)
        is_officer = request.actor.is_officer  # type: ignore[attr-defined]
        entered = second_factor_required(lately) if is_officer else lately
        return entered(request, *args, **kwargs)

    return guarded


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@proved
def new(request: HttpRequest) -> HttpResponse:
    """Make a token. The answer to the form is the only page that ever shows its secret."""
    form = TokenForm(request.actor, sent(request))  # type: ignore[attr-defined]
    if made := attempt(form, lambda: create_token(request.actor, form.wish())):  # type: ignore[attr-defined]
        return render(request, "tokens/made.html", {"made": made})
    status = 200 if request.method in {"GET", "HEAD"} else 422
    return render(request, "tokens/new.html", {"form": form}, status=status)


@require_POST
@sign_in_required
def revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """End a token."""
    card = revoke_token(request.actor, token_id)  # type: ignore[attr-defined]
    messages.success(request, _("Akses %(name)s dicabut.") % {"name": card.name})
    return redirect("tokens:list")
