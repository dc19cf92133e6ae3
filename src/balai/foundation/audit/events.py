"""Events of audit itself."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.registry import declare

ENTRY_LOST = declare("audit.entry_lost", _("Catatan {entry} hilang sebelum disegel"))
SEARCHED = declare("audit.searched", _("Menelusuri jejak audit: {filters}"))
LOOKED = declare("audit.looked", _("Membuka catatan audit {entry}"))
EXPORTED = declare("audit.exported", _("Mengekspor {count} catatan audit sebagai {form}: {filters}"))
VERIFIED = declare("audit.verified", _("Memeriksa {entries} catatan dalam {seals} segel: {count} temuan"))
VERIFICATION_ASKED = declare("audit.verification_asked", _("Meminta pemeriksaan segel"))
HEAD_SIGNED = declare("audit.head_signed", _("Kepala segel {seal} ditandatangani"))
HEAD_SENT = declare("audit.head_sent", _("Kepala segel {seal} dikirim ke {address}"))
HEAD_DOWNLOADED = declare("audit.head_downloaded", _("Kepala segel {seal} diunduh"))
RETIRED = declare(
    "audit.retired", _("{count} catatan sampai segel {seal} dihapus karena habis masa simpannya: {reason}")
)
