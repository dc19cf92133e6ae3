"""Events of the catalogue."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

VARIANT_CHOSEN = declare("catalogue.variant_chosen", _("Ragam {service} menjadi “{variant}”: {reason}"))
SERVICE_BEGUN = declare("catalogue.begun", _("Layanan baru {service} disusun"))
DRAFT_SAVED = declare("catalogue.draft_saved", _("Draf {service} diubah: {section}"))
DRAFT_DISCARDED = declare("catalogue.draft_discarded", _("Draf {service} dibuang"))
SERVICE_PUBLISHED = declare("catalogue.published", _("Isi {service} diterbitkan: {reason}"))
