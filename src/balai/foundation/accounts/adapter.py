"""How allauth behaves in this house: who may verify, where people land, how secrets are kept."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.core.actor import VISITOR
from balai.core.secret import seal, unseal
from balai.foundation.accounts.actions.register_citizen import register_citizen
from balai.foundation.accounts.factors import proved_recently
from balai.foundation.accounts.models import RoleGrant, User

TOTP_PURPOSE = "totp"
OFFICER_SESSION = 12 * 3600  # seconds: a working day, also when the device is remembered
_MISMATCH = _("Nama atau kata sandi belum benar. Periksa lagi, atau buat kata sandi baru.")


class OwnAddressStage(EmailVerificationStage):
    """Asks to confirm an e-mail address only of people who registered with one."""

    def handle(self) -> tuple[object, bool]:
        user = self.login.user
        if user and not EmailAddress.objects.filter(user=user, verified=False).exists():
            return None, True
        return super().handle()


class AccountAdapter(DefaultAccountAdapter):
    """Accounts without e-mail, citizens made by the same action everywhere, safe ways onward."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _MISMATCH,
        "email_password_mismatch": _MISMATCH,
        "too_many_login_attempts": _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."),
        "enter_current_password": _("Masukkan kata sandi Anda yang sekarang."),
        "incorrect_password": _("Kata sandi belum benar."),
        "invalid_password_reset": _("Tautan ini tidak berlaku lagi. Minta yang baru."),
        "email_taken": _("Alamat surel ini tidak dapat dipakai."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """The client's address; the unspecified one for what comes over no network (a socket, a test)."""
        return super().get_client_ip(request) if "REMOTE_ADDR" in request.META else "0.0.0.0"  # noqa: S104

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not right after signing in: whoever sets up the second factor at first sign-in types once."""
        return super().is_reauthentication_required(app=app, **kwargs) and not proved_recently(self.request)

    def get_login_stages(self) -> list[str]:
        stage = "allauth.account.stages.EmailVerificationStage"
        own = f"{OwnAddressStage.__module__}.{OwnAddressStage.__name__}"
        return [own if path == stage else path for path in super().get_login_stages()]

    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: BaseForm, commit: bool = True
    ) -> AbstractBaseUser:
        """allauth's form, the house's action."""
        data = form.cleaned_data
        made = register_citizen(
            VISITOR, full_name=data["full_name"], email=data["email"], password=data["password1"]
        )
        return User.objects.get(id=made.user_id)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/kerja/" if _is_officer(request.user) else "/"

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:me")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:me")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        limit_officer_session(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of the second factor are sealed with the data keys."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Kode belum benar. Tunggu kode berikutnya di aplikasi, lalu coba lagi."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text, TOTP_PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, TOTP_PURPOSE)

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()


def limit_officer_session(request: HttpRequest) -> None:
    """Officers sign in anew every working day."""
    if _is_officer(request.user):
        request.session.set_expiry(OFFICER_SESSION)


def _is_officer(user: Any) -> bool:
    return bool(RoleGrant.objects.live(timezone.localdate()).filter(user_id=user.pk).exists())
