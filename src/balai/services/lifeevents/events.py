"""Events of life events. What was answered stands in none of them."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

KEPT = declare("lifeevents.kept", _("Perjalanan “{event}” disimpan"))
TICKED = declare("lifeevents.ticked", _("Langkah “{step}” ditandai selesai"))
UNTICKED = declare("lifeevents.unticked", _("Tanda selesai pada “{step}” dibatalkan"))
CLOSED = declare("lifeevents.closed", _("Perjalanan “{event}” ditutup"))
REMOVED = declare("lifeevents.removed", _("Perjalanan “{event}” dihapus"))
