from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.foundation.regions"
    label = "regions"

    def ready(self) -> None:
        from balai.core.ui.navigation import Entry, register
        from balai.foundation.regions import content, exchange  # noqa: F401

        exchange.register()
        register(Entry(_("Wilayah"), "map", "regions:home", room="portal", order=60))
