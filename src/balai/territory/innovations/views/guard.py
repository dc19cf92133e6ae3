"""Who enters the workplace pages of innovations."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from balai.foundation.accounts.api import officer_required
from balai.territory.innovations.policies import require_a_hand

View = Callable[..., HttpResponse]


def hand_required(view: View) -> View:
    """Only for officers who write, review or keep innovations; which ones, the ways to obtain them say."""

    @officer_required()
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require_a_hand(request.actor)  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return guarded
