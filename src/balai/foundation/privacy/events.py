"""Events of data protection."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

PROCESSING_CHANGED = declare("privacy.processing_changed", _("Catatan pemrosesan “{code}” diubah"))
PROCESSING_RESTORED = declare(
    "privacy.processing_restored", _("Catatan pemrosesan “{code}” dikembalikan ke asalnya")
)
RETENTION_DONE = declare("privacy.retention_done", _("Masa simpan “{code}”: {removed} data dihapus"))
ERASED = declare("privacy.erased", _("Permintaan penghapusan {code} dilaksanakan: {removed} data dihapus"))
ACCOUNT_KEPT = declare("privacy.account_kept", _("Akun tetap disimpan: {reason}"))
CONSENT_GIVEN = declare("privacy.consent_given", _("Persetujuan “{purpose}” diberikan"))
CONSENT_WITHDRAWN = declare("privacy.consent_withdrawn", _("Persetujuan “{purpose}” ditarik"))
BREACH_NOTED = declare("privacy.breach_noted", _("Kegagalan pelindungan data dicatat: {title}"))
BREACH_TOLD = declare("privacy.breach_told", _("{count} subjek data diberi tahu tentang “{title}”"))
