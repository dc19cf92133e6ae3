"""Events of packs."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

PACK_INSTALLED = declare("packs.installed", _("Paket {pack} versi {version} dipasang"))
PACK_EXPORTED = declare("packs.exported", _("Paket {pack} versi {version} diekspor"))
