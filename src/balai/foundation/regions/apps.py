from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.foundation.regions"
    label = "regions"

    def ready(self) -> None:
        from balai.core.ui.look import provide_regency
        from balai.core.ui.navigation import Entry, register
        from balai.foundation.regions import content, exchange, frame  # noqa: F401

        exchange.register()
        provide_regency(frame.regency_of_the_frame)
        register(Entry(_("Wilayah"), "map", "regions:home", room="portal", order=60))
