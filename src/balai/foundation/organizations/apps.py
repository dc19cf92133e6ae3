from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.foundation.organizations"
    label = "organizations"

    def ready(self) -> None:
        from balai.core.ui.navigation import Entry, register
        from balai.foundation.organizations import content, exchange, matters  # noqa: F401

        exchange.register()
        matters.register()
        register(
            Entry(
                _("Organisasi"),
                "building-2",
                "organizations:home",
                group=_("Pengaturan"),
                order=800,
            ),
            Entry(
                _("Hari libur"),
                "calendar-days",
                "organizations:holidays",
                group=_("Pengaturan"),
                order=820,
            ),
        )
