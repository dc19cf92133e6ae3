"""Events of adoption."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

BEGUN = declare("adoption.begun", _("Rencana adopsi “{title}” dimulai dari {origin}"))
CHANGED = declare("adoption.changed", _("Rencana adopsi “{title}”: {state}, {why}"))
ORDERED = declare("adoption.ordered", _("Rencana adopsi “{title}” menjadi urutan {priority}"))
JUDGED = declare("adoption.judged", _("Kesiapan “{need}” pada “{title}”: {standing}"))
STEP_PUT = declare("adoption.step_put", _("Langkah “{step}” pada “{title}” ditulis"))
STEP_MOVED = declare("adoption.step_moved", _("Langkah “{step}” pada “{title}”: {progress}"))
STEP_REMOVED = declare("adoption.step_removed", _("Langkah “{step}” pada “{title}” dihapus"))
MEASURED = declare("adoption.measured", _("Hasil “{indicator}” pada “{title}” diukur"))
