"""Events of kiosks."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

ACTIVATED = declare("kiosk.activated", _("Kiosk {device} diaktifkan untuk {place}"))
STOPPED = declare("kiosk.stopped", _("Kiosk {device} dihentikan di {place}"))
