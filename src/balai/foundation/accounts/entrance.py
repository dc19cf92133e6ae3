"""Signing somebody in who has just proved a one-time code."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse

from balai.foundation.accounts.models import User


def enter(request: HttpRequest, user: User, way: str) -> HttpResponse:
    """Sign the person in as after a password (the second factor is asked when there is one) and go on to ``way``."""
    record_authentication(request, user, "code")
    return perform_login(request, Login(user=user, redirect_url=way))
