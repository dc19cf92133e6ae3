"""Events of packs."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

PACK_INSTALLED = declare("packs.installed", _("Paket {pack} versi {version} dipasang"))
PACK_EXPORTED = declare("packs.exported", _("Paket {pack} versi {version} diekspor"))
ENTRIES_EXPORTED = declare("packs.entries_exported", _("Isi setempat diekspor sebagai paket {pack}"))
PACK_BROUGHT = declare("packs.brought", _("Paket diunggah: {file}"))
PACK_REFUSED = declare("packs.refused", _("Paket {file} tidak dapat dipasang: {reason}"))
PACK_DISCARDED = declare("packs.discarded", _("Unggahan paket {file} dibuang"))
