"""Events of accounts."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

CITIZEN_REGISTERED = declare("accounts.citizen_registered", _("Akun warga didaftarkan"))
CITIZEN_CHECKED = declare("accounts.citizen_checked", _("Warga didaftarkan di loket dan kartunya diperiksa"))
OFFICER_CREATED = declare("accounts.officer_created", _("Akun petugas dibuat di {unit}"))
ROLE_GRANTED = declare("accounts.role_granted", _("Peran {role_name} di {unit} diberikan"))
ROLE_REVOKED = declare("accounts.role_revoked", _("Peran {role_name} di {unit} dicabut: {reason}"))
APPOINTED = declare("accounts.appointed", _("Diangkat sebagai {post} di {unit}"))
LOCKED = declare("accounts.locked", _("Akun dikunci: {reason}"))
UNLOCKED = declare("accounts.unlocked", _("Kunci akun dibuka"))
SECOND_FACTOR_RESET = declare(
    "accounts.second_factor_reset", _("Faktor kedua dihapus oleh administrator: {reason}")
)
SECOND_FACTOR_SET = declare("accounts.second_factor_set", _("Faktor kedua dipasang"))
LINK_MADE = declare("accounts.link_made", _("Kode sekali pakai untuk kata sandi dibuat"))
PASSWORD_SET = declare("accounts.password_set", _("Kata sandi dibuat dengan kode sekali pakai"))
ADMINISTRATOR_JOINED = declare("accounts.administrator_joined", _("Administrator pertama menerima undangan"))
FACTS_CORRECTED = declare("accounts.facts_corrected", _("Data diri diperbaiki atas permintaan {code}"))
ERASED = declare("accounts.erased", _("Data pribadi pada akun dihapus"))
PROFILE_CHANGED = declare("accounts.profile_changed", _("Data diri diperbarui"))
