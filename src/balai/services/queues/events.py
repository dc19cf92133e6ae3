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

# how places are kept
PLACE_ADDED = declare("queues.place_added", _("Tempat layanan {place} dibuka"))
PLACE_KEPT = declare("queues.place_kept", _("Tempat layanan {place} diatur: {fields}"))
DAY_PUT = declare("queues.day_put", _("Hari khusus {day:day}, {called}: {hours}"))
DAY_REMOVED = declare("queues.day_removed", _("Hari khusus {day:day}, {called}, dihapus: {reason}"))
LINE_KEPT = declare("queues.line_kept", _("Antrean {thing} diatur: {fields}"))
COUNTER_KEPT = declare("queues.counter_kept", _("Loket {thing} diatur: {fields}"))
DISPLAY_KEPT = declare("queues.display_kept", _("Layar {thing} diatur: {fields}"))
ANNOUNCED = declare("queues.announced", _("Pengumuman ditampilkan: “{text}”"))
ANNOUNCEMENT_ENDED = declare("queues.announcement_ended", _("Pengumuman diakhiri: “{text}”"))

# the first versions wrote these in the surface of kiosks, whence their names
KIOSK_MADE = declare("kiosk.activated", _("Kiosk {device} diaktifkan untuk {place}"))
KIOSK_ENDED = declare("kiosk.stopped", _("Kiosk {device} dihentikan di {place}"))
