"""Addresses of sign-in (named as allauth expects) and of accounts (namespace ``accounts``)."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path, re_path

from balai.foundation.accounts.views import entrance, factor, joining

own = (
    [
        path("akun/faktor-kedua/tunjukkan/", factor.show, name="second_factor"),
        path("masuk/kode-kertas/", joining.enter_code, name="enter_code"),
        path("masuk/pertama/<str:code>/", joining.first_password, name="first_password"),
        path("masuk/undangan/<str:code>/", joining.invitation, name="invitation"),
    ],
    "accounts",
)
sign_in = [
    path("masuk/", entrance.sign_in, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("daftar/", account.signup, name="account_signup"),
    path("daftar/surel/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^daftar/surel/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("masuk/terkunci/", account.account_inactive, name="account_inactive"),
    path("akun/periksa/", account.reauthenticate, name="account_reauthenticate"),
    path("akun/surel/", account.email, name="account_email"),
]
passwords = [
    path("ganti/", account.password_change, name="account_change_password"),
    path("buat/", account.password_set, name="account_set_password"),
    path("lupa/", account.password_reset, name="account_reset_password"),
    path("lupa/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    path("lupa/selesai/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^lupa/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
factors = [
    path("", factor.overview, name="mfa_index"),
    path("pasang/", factor.activate, name="mfa_activate_totp"),
    path("lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("periksa/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("cadangan/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("cadangan/baru/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("cadangan/unduh/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
urlpatterns = [
    *sign_in,
    path("masuk/kode/", entrance.code, name="mfa_authenticate"),
    path("akun/kata-sandi/", include(passwords)),
    path("akun/faktor-kedua/", include(factors)),
    path("", include(own)),
]
