"""Events of innovations."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

DRAFTED = declare("innovations.drafted", _("Draf inovasi “{title}” dimulai"))
UNDRAFTED = declare("innovations.undrafted", _("Draf inovasi “{title}” dibuang"))
PUBLISHED = declare("innovations.published", _("Inovasi “{title}” diterbitkan"))
SENT = declare("innovations.sent", _("Draf inovasi “{title}” dikirim untuk ditinjau"))
WITHDRAWN = declare("innovations.withdrawn", _("Draf inovasi “{title}” ditarik dari tinjauan"))
RETURNED = declare("innovations.returned", _("Draf inovasi “{title}” dikembalikan: {note}"))
MOVED = declare("innovations.moved", _("Inovasi “{title}” dari {before} menjadi {after}: {reason}"))
ASSESSMENT_BEGUN = declare("innovations.assessment_begun", _("Penilaian indeks inovasi {year} dimulai"))
ASSESSED = declare("innovations.assessed", _("Nilai {what} pada indeks inovasi {year} diubah"))
COUNTED = declare("innovations.counted", _("Inovasi “{title}” ikut dinilai dalam indeks {year}"))
UNCOUNTED = declare("innovations.uncounted", _("Inovasi “{title}” tidak lagi dinilai dalam indeks {year}"))
WEIGHED = declare("innovations.weighed", _("Instrumen indeks inovasi {code} menjadi versi {number}"))
