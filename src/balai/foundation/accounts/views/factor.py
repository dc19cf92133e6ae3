"""The second factor: overview, setting up, showing it again."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from balai.foundation.accounts.decorators import sign_in_required
from balai.foundation.accounts.factors import note_activation, recovery_code_shown, recovery_codes_left
from balai.foundation.accounts.ways import onward, safe_next

NEXT = "after_second_factor"


@require_safe
@sign_in_required
def show(request: HttpRequest) -> HttpResponse:
    """The gate: on to the page when the second factor was shown, else to show it or to set it up."""
    way = safe_next(request) or reverse("accounts:me")
    if request.actor.second_factor:  # type: ignore[attr-defined]
        return redirect(way)
    if not is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
        request.session[NEXT] = way
        return redirect(onward("mfa_activate_totp", way))
    if recovery_code_shown(request):
        return render(request, "accounts/lost_phone.html", {"next": way})
    return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': way})}")


@require_safe
@sign_in_required
def overview(request: HttpRequest) -> HttpResponse:
    """What protects the account besides the password."""
    context = {
        "has_totp": is_mfa_enabled(request.user, [Authenticator.Type.TOTP]),
        "codes_left": recovery_codes_left(request.user),
    }
    return render(request, "accounts/second_factor.html", context)


class ActivateView(ActivateTOTPView):
    """Setting up counts as showing: the code was right in this session."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        note_activation(self.request)
        return response


activate = ActivateView.as_view()
