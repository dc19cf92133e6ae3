"""Events of the catalogue."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

VARIANT_CHOSEN = declare("catalogue.variant_chosen", _("Ragam {service} menjadi “{variant}”: {reason}"))
