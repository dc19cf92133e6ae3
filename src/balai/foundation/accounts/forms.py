"""Forms of sign-in and of the own account."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from balai.foundation.accounts.models import User

PASSWORD_HELP = _("Sekurangnya 10 huruf atau angka. Rangkaian kata yang mudah Anda ingat sudah baik.")


def _label(form: forms.BaseForm, name: str, label: Any, help_text: Any = "") -> None:
    form.fields[name].label = label
    form.fields[name].help_text = help_text
    form.fields[name].widget.attrs.pop("placeholder", None)


class SignInForm(account.LoginForm):
    """Name, e-mail or phone, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "login", _("Nama pengguna, surel atau nomor ponsel"))
        _label(self, "password", _("Kata sandi"))
        _label(self, "remember", _("Tetap masuk di perangkat ini (jangan di komputer umum)"))
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["login"].widget.attrs["autocapitalize"] = "none"

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> Any:
        """Sign in; how long an officer's session lasts is not the form's choice."""
        response = super().login(request, redirect_url)
        if request.user.is_authenticated:
            from balai.foundation.accounts.adapter import limit_officer_session

            limit_officer_session(request)
        return response


class SignUpForm(account.SignupForm):
    """A citizen's registration: name, e-mail, password, consent."""

    full_name = forms.CharField(
        label=_("Nama lengkap"),
        min_length=3,
        max_length=120,
        help_text=_("Seperti di KTP."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    consent = forms.BooleanField(
        label=_("Saya setuju data saya dipakai untuk layanan yang saya minta."),
        help_text=_("Anda dapat melihat dan memperbaiki data Anda kapan saja di halaman akun."),
    )
    field_order = ["full_name", "email", "password1", "consent"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "email", _("Alamat surel"), _("Kami mengirim tautan ke alamat ini untuk memastikan."))
        _label(self, "password1", _("Kata sandi"), PASSWORD_HELP)


class RecoveryForm(account.ResetPasswordForm):
    """The address to which a link for a new password goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "email", _("Alamat surel akun Anda"))


class NewPasswordForm(account.ResetPasswordKeyForm):
    """A new password, once: people see what they type with the browser's own button."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "password1", _("Kata sandi baru"), PASSWORD_HELP)
        _label(self, "password2", _("Ulangi kata sandi baru"))


class ChangePasswordForm(account.ChangePasswordForm):
    """The present and the new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "oldpassword", _("Kata sandi sekarang"))
        _label(self, "password1", _("Kata sandi baru"), PASSWORD_HELP)
        _label(self, "password2", _("Ulangi kata sandi baru"))


class AgainForm(account.ReauthenticateForm):
    """The password once more, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "password", _("Kata sandi"))


class EmailForm(account.AddEmailForm):
    """A new e-mail address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "email", _("Alamat surel baru"), _("Alamat lama berlaku sampai yang baru dipastikan."))


def _code(form: forms.BaseForm, help_text: Any) -> None:
    _label(form, "code", _("Kode"), help_text)
    form.fields["code"].widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code"})


class CodeForm(mfa.AuthenticateForm):
    """The one-time password, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Enam angka dari aplikasi autentikator, atau satu kode cadangan."))


class CodeAgainForm(mfa.ReauthenticateForm):
    """The one-time password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Enam angka dari aplikasi autentikator."))


class ActivateForm(totp.ActivateTOTPForm):
    """The first code of a new authenticator."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Enam angka yang sekarang tampak di aplikasi."))


class LanguageForm(forms.ModelForm):
    """The language of the account."""

    class Meta:
        model = User
        fields = ["language"]


class SlipForm(forms.Form):
    """The code of a slip, as typed."""

    code = forms.CharField(
        label=_("Kode di kertas Anda"),
        max_length=40,
        help_text=_("Empat kelompok huruf dan angka, misalnya 7K3F-9Q2X-4MNP-8RST."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class FirstPasswordForm(account.PasswordVerificationMixin, forms.Form):
    """A first password, twice."""

    password1 = forms.CharField(
        label=_("Kata sandi baru"),
        help_text=PASSWORD_HELP,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Ulangi kata sandi baru"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: User | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        """Checked against the rules and the person's own facts."""
        validate_password(self.cleaned_data["password1"], self.user)
        return str(self.cleaned_data["password1"])


class AdministratorForm(FirstPasswordForm):
    """The first administrator's account."""

    full_name = forms.CharField(label=_("Nama lengkap"), min_length=3, max_length=120)
    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=40,
        help_text=_("Huruf kecil, angka, titik; misalnya siti.rahma."),
    )
    email = forms.EmailField(label=_("Alamat surel"), required=False)
    field_order = ["full_name", "username", "email", "password1", "password2"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(None, *args, **kwargs)

    def facts(self) -> dict[str, str]:
        """What the action needs."""
        names = ("full_name", "username", "email")
        return {
            **{name: self.cleaned_data[name] for name in names},
            "password": self.cleaned_data["password1"],
        }
