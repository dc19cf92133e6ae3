from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.foundation.packs"
    label = "packs"

    def ready(self) -> None:
        from balai.core.http.pages import register_version
        from balai.core.ui.administration import Matter, administer
        from balai.core.ui.navigation import Entry, register
        from balai.foundation.packs import events, telling  # noqa: F401
        from balai.foundation.packs.policies import MANAGE
        from balai.foundation.packs.releases import latest_release
        from balai.foundation.packs.selectors import content_digests, standing

        register(Entry(_("Katalog"), "package-open", "packs:catalogue", room="cooperation", order=50))
        register_version(content_digests)
        register_version(latest_release)
        administer(
            Matter(
                _("Paket isi"),
                _("Layanan, formulir, surat dan daftar yang dibawa paket: pasang, bandingkan, bagikan."),
                "package",
                "packs:list",
                _("Isi"),
                30,
                (MANAGE,),
                words=_("zip unggah unduh ekspor versi katalog langganan terbit"),
                state=standing,
            )
        )
