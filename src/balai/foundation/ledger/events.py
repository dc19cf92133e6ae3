"""Events of the ledger."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

BOOK_OPENED = declare("ledger.book_opened", _("Buku {kind} tahun {year} dibuka"))
POSTED = declare("ledger.posted", _("{total:rupiah} dibukukan: {description}"))
REVERSED = declare("ledger.reversed", _("Pembukuan “{description}” sebesar {total:rupiah} dibalik: {reason}"))
PERIOD_CLOSED = declare(
    "ledger.period_closed", _("Buku {kind} tahun {year} ditutup sampai dengan {through:day}")
)
