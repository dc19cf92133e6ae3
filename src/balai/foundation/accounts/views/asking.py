"""Small helpers of the pages."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from balai.core.errors import Conflict, Invalid
from balai.foundation.accounts.actions.make_link import Slip
from balai.foundation.accounts.cards import PersonCard

SLIP = "slip"


def told(request: HttpRequest, act: Callable[[], Any], sentence: str) -> bool:
    """Run a one-button action; its refusal or its success becomes the message of the next page."""
    try:
        act()
    except (Invalid, Conflict) as error:
        messages.error(request, str(error))
        return False
    messages.success(request, sentence)
    return True


def hand_over(request: HttpRequest, slip: Slip, person: PersonCard, back: str) -> HttpResponse:
    """To the page that shows the one-time code, once."""
    request.session[SLIP] = {
        "code": slip.code,
        "path": slip.path,
        "expires": slip.expires_at.isoformat(),
        "name": person.name,
        "username": person.username,
        "phone": person.phone,
        "back": back,
    }
    return redirect("accounts:slip")


def with_query(url: str, **values: str) -> str:
    """The address with its non-empty values."""
    query = urlencode({name: value for name, value in values.items() if value})
    return f"{url}?{query}" if query else url
