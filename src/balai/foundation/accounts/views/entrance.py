"""Signing in: allauth's pages, with the people of the demo beside them in demo mode."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from django.conf import settings

from balai.foundation.accounts.demo import demo_code, demo_people
from balai.foundation.accounts.factors import seconds_left


class SignInView(LoginView):
    """Name and password; the demo offers its people with one tap."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if settings.DEMO:
            context |= {"demo_people": demo_people(), "seconds_left": seconds_left()}
        return context


class CodeView(AuthenticateView):
    """The one-time password; the demo tells the current one of its own people."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if settings.DEMO:
            context |= {"demo_code": demo_code(self.stage.login.user), "seconds_left": seconds_left()}
        return context


sign_in = SignInView.as_view()
code = CodeView.as_view()
