from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.territory.visits"
    label = "visits"

    def ready(self) -> None:
        from balai.core.ui.administration import Matter, administer
        from balai.core.ui.navigation import Entry, register
        from balai.territory.visits import (  # noqa: F401
            content,
            effects,
            events,
            exchange,
            panels,
            personal,
            telling,
        )
        from balai.territory.visits.policies import MANAGE
        from balai.territory.visits.selectors import own_sessions, waiting_answers

        exchange.connect()
        personal.connect()
        cooperation = _("Kerja sama")
        register(
            Entry(_("Kunjungan"), "users-round", "visits:home", room="cooperation", order=20),
            Entry(
                _("Kunjungan"), "users-round", "visits:desk", group=cooperation, order=210, permission=MANAGE
            ),
            Entry(
                _("Menerima tamu"), "handshake", "visits:hosting", group=cooperation, order=214,
                needs=own_sessions, waiting=waiting_answers,
            ),
        )  # fmt: skip
        administer(
            Matter(
                label=_("Tempat kunjungan"),
                lead=_("Tempat yang menerima tamu, berapa orang sehari, dan hari yang ditutup."),
                icon="map-pinned",
                url_name="visits:sites",
                group=cooperation,
                order=92,
                permissions=(MANAGE,),
                words=_("kapasitas, studi tiru, kuota"),
            )
        )
