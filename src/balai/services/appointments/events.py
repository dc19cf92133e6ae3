"""Events of appointments."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

BOOKED = declare("appointments.booked", _("Janji temu {code} dibuat untuk {when}"))
CHANGED = declare("appointments.changed", _("Janji temu {code} dipindahkan dari {before} ke {when}"))
CANCELLED = declare("appointments.cancelled", _("Janji temu {code} dibatalkan: {reason}"))
ARRIVED = declare("appointments.arrived", _("Kedatangan untuk janji temu {code} dicatat"))
SERVED = declare("appointments.served", _("Janji temu {code} selesai dilayani"))
MISSED = declare("appointments.missed", _("Janji temu {code} dilewatkan"))
OPENING_SET = declare("appointments.opening_set", _("Jadwal janji temu {opening} diatur: {changes}"))
