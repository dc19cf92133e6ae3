from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from balai.core.ui.navigation import Entry, register
from balai.core.ui.texts import PageText, register_page_texts


class Config(AppConfig):
    name = "balai.front.portal"
    label = "portal"

    def ready(self) -> None:
        register(
            Entry(_("Layanan"), "layout-grid", "catalogue:list", room="portal", order=10),
            Entry(_("Antrean"), "ticket", "queues:places", room="portal", order=15),
            Entry(_("Lacak"), "route", "applications:track", room="portal", order=20),
        )
        front, foot = _("Halaman depan"), _("Kaki halaman")
        register_page_texts(
            PageText("portal.question", front, _("Pertanyaan besar"), _("Anda ingin mengurus apa?")),
            PageText("portal.example", front, _("Contoh pencarian"), _("misalnya: buka toko")),
            PageText("portal.track", front, _("Judul pelacakan"), _("Sudah mengajukan?")),
            PageText("portal.events", front, _("Judul peristiwa"), _("Sedang mengalami ini?")),
            PageText("portal.services", front, _("Judul layanan"), _("Layanan yang paling dicari")),
            PageText("foot.promise", foot, _("Janji"), _("Gratis kecuali disebut lain; tolak pungutan.")),
        )
