"""Buttons of an administrator: posted, with the second factor; most have a job asked for and stay where they are."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from balai.core.actor import Actor
from balai.foundation.accounts.api import officer_required, second_factor_required
from balai.foundation.packs.policies import MANAGE

View = Callable[..., HttpResponse]


def button(view: View) -> View:
    """The view for those who keep packs, by POST alone."""
    pressed: View = require_POST(officer_required(MANAGE)(second_factor_required(view)))
    return pressed


def asking(ask: Callable[[Actor, UUID], Any], page: str) -> View:
    """The button that asks once more for what a row stands for, and shows the row's page."""

    @button
    def pressed(request: HttpRequest, **keys: UUID) -> HttpResponse:
        (key,) = keys.values()
        ask(request.actor, key)  # type: ignore[attr-defined]
        return redirect(page, key)

    return pressed
