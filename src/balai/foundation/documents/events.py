"""Events of documents."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

ISSUED = declare("document.issued", _("{title} terbit dengan nomor {number}"))
SIGNED = declare("document.signed", _("{signer} menandatangani {title}"))
SIGNING_FAILED = declare("document.signing_failed", _("Tanda tangan {signer} pada {title} belum berhasil"))
REVOKED = declare("document.revoked", _("{title} nomor {number} dicabut: {reason}"))
REPLACED = declare("document.replaced", _("{title} nomor {number} diganti dengan nomor {new_number}"))
DOWNLOADED = declare("document.downloaded", _("{title} nomor {number} diunduh"))
SERIES_SET = declare("document.series_set", _("Penomoran diatur: {pattern}"))
NUMBER_CANCELLED = declare("document.number_cancelled", _("Nomor {number} dibatalkan: {reason}"))
TEMPLATE_INSTALLED = declare("document.template_installed", _("Templat {code} versi {version} dipasang"))
