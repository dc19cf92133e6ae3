"""Events of presentation."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

LOOK_DRAFTED = declare("presentation.look_drafted", _("Menyimpan draf tampilan: {changes}"))
DRAFT_DISCARDED = declare("presentation.draft_discarded", _("Membuang draf tampilan"))
LOOK_PUBLISHED = declare("presentation.look_published", _("Menerbitkan tampilan: {changes}"))
LOOK_RESET = declare("presentation.look_reset", _("Mengembalikan tampilan ke paket asalnya"))
TEXT_CHANGED = declare("presentation.text_changed", _("Mengganti teks {label}: “{before}” menjadi “{after}”"))
TEXT_RESET = declare(
    "presentation.text_reset", _("Mengembalikan teks {label} ke aslinya; sebelumnya “{before}”")
)
