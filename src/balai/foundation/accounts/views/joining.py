"""First steps into an account: the code of a slip, and the first administrator's invitation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from balai.core.errors import Invalid, NotVisible
from balai.core.http.forms import sent, show_on
from balai.core.ids import read_code
from balai.foundation.accounts.actions.make_link import find_link
from balai.foundation.accounts.actions.use_link import Administrator, accept_invitation, set_first_password
from balai.foundation.accounts.entrance import enter
from balai.foundation.accounts.forms import AdministratorForm, FirstPasswordForm, SlipForm
from balai.foundation.accounts.models import OneTimeLink

GUARDED = sensitive_post_parameters("password1", "password2")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """Where the code of a slip is typed."""
    form = SlipForm(sent(request))
    if request.method == "POST" and form.is_valid():
        code = read_code(form.cleaned_data["code"], prefixed=False)
        if code:
            return redirect("accounts:first_password", code)
        form.add_error("code", _("Kode belum benar. Salin semua huruf dan angka dari kertas."))
    return render(request, "accounts/enter_code.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@GUARDED
@require_http_methods(["GET", "HEAD", "POST"])
def first_password(request: HttpRequest, code: str) -> HttpResponse:
    """The person chooses a password with the one-time code, and is signed in."""
    try:
        link = find_link(code, OneTimeLink.Purpose.PASSWORD)
    except NotVisible as error:
        return render(request, "accounts/code_gone.html", {"message": str(error)}, status=404)
    form = FirstPasswordForm(link.user, sent(request))
    if request.method == "POST" and form.is_valid():
        user = set_first_password(code, form.cleaned_data["password1"])
        messages.success(request, _("Kata sandi Anda sudah dibuat."))
        return enter(request, user, reverse("accounts:me"))
    context = {"form": form, "person": link.user}
    return render(request, "accounts/first_password.html", context, status=422 if form.errors else 200)


@never_cache
@GUARDED
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """The first administrator makes an account; the second factor follows on the next page."""
    try:
        find_link(code, OneTimeLink.Purpose.ADMINISTRATOR)
    except NotVisible as error:
        return render(request, "accounts/code_gone.html", {"message": str(error)}, status=404)
    form = AdministratorForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            user = accept_invitation(code, Administrator(**form.facts()))
            return enter(request, user, reverse("accounts:second_factor"))
        except Invalid as error:
            show_on(form, error)
    return render(request, "accounts/invitation.html", {"form": form}, status=422 if form.errors else 200)
