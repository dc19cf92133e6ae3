"""Events of payments."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

RAISED = declare("payments.raised", _("Tagihan {number} sebesar {total:rupiah} ditetapkan"))
PAID = declare("payments.paid", _("{amount:rupiah} diterima untuk tagihan {number}"))
STRAY = declare(
    "payments.stray", _("{amount:rupiah} diterima tanpa tagihan yang cocok, referensi {reference}")
)
EXPIRED = declare("payments.expired", _("Tagihan {number} kedaluwarsa"))
CANCELLED = declare("payments.cancelled", _("Tagihan {number} dibatalkan: {reason}"))
REFUND_OWED = declare(
    "payments.refund_owed", _("{amount:rupiah} menjadi kewajiban pengembalian, nota {number}")
)
REFUNDED = declare("payments.refunded", _("Nota {number} sebesar {amount:rupiah} dibayarkan kembali"))
DEPOSITED = declare("payments.deposited", _("{amount:rupiah} disetorkan ke kas daerah, nomor {number}"))
STATEMENT_READ = declare("payments.statement_read", _("Rekening koran diimpor: {rows} baris"))
TARIFF_INSTALLED = declare("payments.tariff_installed", _("Tarif {code} dipasang, berlaku sejak {since:day}"))
