from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.services.licences"
    label = "licences"

    def ready(self) -> None:
        from balai.core.ui.navigation import Entry, register
        from balai.services.licences import (  # noqa: F401
            content,
            effects,
            events,
            exchange,
            panels,
            telling,
            verifying,
            visiting,
        )
        from balai.services.licences.models.licence import VIEW
        from balai.services.licences.selectors import worth_opening

        exchange.register()
        visiting.connect()
        register(
            Entry(_("Izin saya"), "badge-check", "licences:mine", room="account", order=15),
            Entry(
                _("Register izin"),
                "badge-check",
                "licences:register",
                order=40,
                permission=VIEW,
                needs=worth_opening,
            ),
        )
