"""Events of visits."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

ASKED = declare("visits.asked", _("Kunjungan {code} dari {origin} dimohon: {people} orang"))
PLANNED = declare("visits.planned", _("Kunjungan {code} dari {origin} dijadwalkan"))
CONFIRMED = declare("visits.confirmed", _("Kunjungan {code} dari {origin} dikonfirmasi untuk {days}"))
POSTPONED = declare("visits.postponed", _("Kunjungan {code} dari {origin} ditunda: {reason}"))
DECLINED = declare("visits.declined", _("Kunjungan {code} dari {origin} ditolak: {reason}"))
WITHDRAWN = declare("visits.withdrawn", _("Kunjungan {code} dari {origin} dibatalkan tamu: {reason}"))
RECORDED = declare("visits.recorded", _("Kunjungan terdahulu {code} dari {origin} dicatat"))
UNITS_SET = declare("visits.units_set", _("Unit yang berkunjung pada {code} diatur: {count} unit"))
NOTES_SET = declare("visits.notes_set", _("Catatan perjalanan kunjungan {code} diubah"))
SESSION_PUT = declare("visits.session_put", _("Sesi “{title}” pada kunjungan {code} ditetapkan"))
SESSION_OFF = declare("visits.session_off", _("Sesi “{title}” pada kunjungan {code} dibatalkan"))
HOST_ASKED = declare("visits.host_asked", _("{host} diminta menerima tamu pada sesi “{title}”"))
HOST_ANSWERED = declare("visits.host_answered", _("{host} menjawab untuk sesi “{title}”: {answer}"))
HOST_REMOVED = declare("visits.host_removed", _("{host} dilepas dari sesi “{title}”"))
WITHOUT_HOSTS = declare(
    "visits.without_hosts", _("Acara kunjungan {code} dilanjutkan sebelum {hosts} bersedia: {reason}")
)
CHANGES_TOLD = declare("visits.changes_told", _("{count} perubahan acara kunjungan {code} dikabarkan"))
MATERIAL_PUT = declare("visits.material_put", _("Bahan “{material}” ditambahkan pada sesi “{title}”"))
QUESTION_ANSWERED = declare("visits.question_answered", _("Pertanyaan tamu pada sesi “{title}” dijawab"))
ARRIVED = declare("visits.arrived", _("{unit} hadir pada sesi “{title}”: {people} orang"))
SITE_SET = declare("visits.site_set", _("Tempat kunjungan {site} diatur: {capacity} orang sehari"))
SITE_DAY_SET = declare("visits.site_day_set", _("{site} pada {day}: {capacity} orang, {reason}"))
