"""Events of packs."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

PACK_INSTALLED = declare("packs.installed", _("Paket {pack} versi {version} dipasang"))
PACK_EXPORTED = declare("packs.exported", _("Paket {pack} versi {version} diekspor"))
ENTRIES_EXPORTED = declare("packs.entries_exported", _("Isi setempat diekspor sebagai paket {pack}"))
PACK_BROUGHT = declare("packs.brought", _("Paket diunggah: {file}"))
PACK_REFUSED = declare("packs.refused", _("Paket {file} tidak dapat dipasang: {reason}"))
PACK_DISCARDED = declare("packs.discarded", _("Unggahan paket {file} dibuang"))
RELEASED = declare("packs.released", _("Paket {pack} versi {version} diterbitkan di katalog"))
RELEASE_WITHDRAWN = declare(
    "packs.release_withdrawn", _("Paket {pack} versi {version} ditarik dari katalog: {reason}")
)
SUBSCRIBED = declare("packs.subscribed", _("Berlangganan katalog {address}"))
UNSUBSCRIBED = declare("packs.unsubscribed", _("Berhenti berlangganan katalog {publisher}"))
KEY_CONFIRMED = declare("packs.key_confirmed", _("Kunci {publisher} dicocokkan lewat telepon: {digits}"))
KEY_FOLLOWED = declare(
    "packs.key_followed", _("{publisher} berganti kunci, diperkenalkan oleh kunci lamanya")
)
CATALOGUE_REFUSED = declare("packs.catalogue_refused", _("Katalog {publisher} tidak diterima: {reason}"))
SHARING_ALLOWED = declare(
    "packs.sharing_allowed", _("{publisher} boleh tahu paketnya mana yang dipasang di sini")
)
SHARING_ENDED = declare(
    "packs.sharing_ended", _("{publisher} tidak boleh tahu lagi paketnya mana yang dipasang di sini")
)
PACK_FETCHED = declare("packs.fetched", _("Paket {pack} diambil dari {publisher}"))
PACK_MISSED = declare("packs.missed", _("Paket {pack} tidak terambil: {reason}"))
ADOPTED = declare("packs.adopted", _("{regency} memasang paket {pack} versi {version}"))
ADOPTION_WITHDRAWN = declare("packs.adoption_withdrawn", _("{regency} mencabut kabar tentang paket {pack}"))
ADOPTER_CONFIRMED = declare("packs.adopter_confirmed", _("Sidik kunci {regency} dicocokkan: {digits}"))
