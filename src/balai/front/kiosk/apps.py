from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.front.kiosk"
    label = "kiosk"

    def ready(self) -> None:
        from balai.core.ui.administration import Matter, administer
        from balai.core.ui.navigation import Entry, register
        from balai.front.kiosk import saying
        from balai.front.kiosk.policies import KEEP, RECEIVE
        from balai.front.voices.api import register as say

        register(Entry(_("Ambilkan nomor"), "ticket-plus", "kiosk:places", order=16, permission=RECEIVE))
        administer(
            Matter(
                label=_("Kiosk nomor antrean"),
                lead=_("Jadikan layar sentuh ini kiosk, atau hentikan kiosk dari jauh."),
                icon="tablet-smartphone",
                url_name="kiosk:activate",
                group=_("Layanan"),
                order=78,
                permissions=KEEP,
                words=_("kios, layar sentuh, nomor antrean, aktifkan"),
            )
        )
        say(*saying.SCRIPTS)
