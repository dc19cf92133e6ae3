"""Events of queues: what departs from the usual course. That course itself is kept in periods, which only grow."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

OUT_OF_ORDER = declare(
    "queues.out_of_order", _("{label} dipanggil di luar urutan di loket {counter}: {reason}")
)
TRANSFERRED = declare("queues.transferred", _("{label} dialihkan dari antrean {before} ke {line}: {reason}"))
PUT_BACK = declare("queues.put_back", _("{label} kembali ke antrean"))
COUNTER_OPENED = declare("queues.counter_opened", _("Loket {counter} dibuka oleh {officer}"))
COUNTER_CLOSED = declare("queues.counter_closed", _("Loket {counter} ditutup"))
MOVED = declare("queues.moved", _("{officer} dipindahkan dari loket {before} ke loket {counter}"))
DAY_CLOSED = declare(
    "queues.day_closed", _("Antrean {place} ditutup; {count} nomor yang belum selesai diakhiri")
)
