from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.territory.agreements"
    label = "agreements"

    def ready(self) -> None:
        from balai.core.ui.navigation import Entry, register
        from balai.territory.agreements import (  # noqa: F401
            connecting,
            content,
            conversion,
            effects,
            events,
            matters,
            panels,
            telling,
        )
        from balai.territory.agreements.selectors import worth_opening

        connecting.connect()
        matters.register()
        register(
            Entry(
                _("Register kerja sama"),
                "handshake",
                "agreements:register",
                group=_("Kerja sama"),
                order=60,
                needs=worth_opening,
            ),
            Entry(_("Kerja sama"), "handshake", "agreements:public", room="cooperation", order=30),
        )
