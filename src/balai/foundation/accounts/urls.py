"""Addresses of sign-in (named as allauth expects) and of accounts (namespace ``accounts``)."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path, re_path

from balai.foundation.accounts.views import counter, entrance, factor, joining, manage, me, roles

own = (
    [
        path("akun/", me.show, name="me"),
        path("akun/data/", me.edit, name="edit_me"),
        path("akun/nik/", me.reveal, name="reveal_me"),
        path("akun/bahasa/", me.language, name="language"),
        path("akun/sesi/keluar/", me.sign_out_elsewhere, name="sign_out_elsewhere"),
        path("akun/faktor-kedua/tunjukkan/", factor.show, name="second_factor"),
        path("masuk/kode-kertas/", joining.enter_code, name="enter_code"),
        path("masuk/pertama/<str:code>/", joining.first_password, name="first_password"),
        path("masuk/undangan/<str:code>/", joining.invitation, name="invitation"),
        path("kerja/akun/", manage.people, name="people"),
        path("kerja/akun/baru/", manage.create, name="create_officer"),
        path("kerja/akun/kode/", counter.slip, name="slip"),
        path("kerja/akun/<uuid:user_id>/", manage.show, name="person"),
        path("kerja/akun/<uuid:user_id>/peran/", manage.grant, name="grant"),
        path("kerja/akun/<uuid:user_id>/peran/<uuid:grant_id>/cabut/", manage.revoke, name="revoke"),
        path("kerja/akun/<uuid:user_id>/kunci/", manage.lock, name="lock"),
        path("kerja/akun/<uuid:user_id>/buka/", manage.unlock, name="unlock"),
        path("kerja/akun/<uuid:user_id>/faktor-kedua/", manage.reset_factor, name="reset_factor"),
        path("kerja/akun/<uuid:user_id>/kode/", manage.new_code, name="new_code"),
        path("kerja/peran/", roles.roles, name="roles"),
        path("kerja/peran/<slug:code>/", roles.role, name="role"),
        path("kerja/warga/", counter.search, name="citizens"),
        path("kerja/warga/daftar/", counter.register, name="register"),
        path("kerja/warga/<uuid:user_id>/", counter.citizen, name="citizen"),
        path("kerja/warga/<uuid:user_id>/nik/", counter.reveal, name="reveal"),
        path("kerja/warga/<uuid:user_id>/kode/", counter.new_code, name="citizen_code"),
        path("kerja/warga/<uuid:user_id>/buka/", counter.unlock, name="unlock_citizen"),
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
