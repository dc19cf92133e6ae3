"""Events of organizations."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

UNITS_SET_UP = declare("organizations.units_set_up", _("Menyiapkan {units} unit dan {posts} jabatan"))
UNIT_EDITED = declare("organizations.unit_edited", _("Memperbarui data unit: {fields}"))
HOURS_SET = declare("organizations.hours_set", _("Mengatur jam layanan: {hours}"))
POST_ADDED = declare("organizations.post_added", _("Menambah jabatan {title}"))
HOLDING_ENDED = declare(
    "organizations.holding_ended", _("Mengakhiri jabatan {title} yang dipegang {holder}: {reason}")
)
HOLIDAY_PUT = declare("organizations.holiday_put", _("Mencatat hari libur {day:day}: {holiday}"))
HOLIDAY_REMOVED = declare("organizations.holiday_removed", _("Menghapus hari libur {day:day}: {reason}"))
CLOSURE_PUT = declare("organizations.closure_put", _("Mencatat hari tutup {day:day}: {closure}"))
CLOSURE_REMOVED = declare("organizations.closure_removed", _("Menghapus hari tutup {day:day}: {reason}"))
HOLIDAYS_VERIFIED = declare(
    "organizations.holidays_verified",
    _("Memeriksa {count} hari libur tahun {year} terhadap keputusan bersama"),
)
