from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.foundation.regions"
    label = "regions"

    def ready(self) -> None:
        from balai.core.http.pages import register_version
        from balai.core.ui.look import provide_regency, published_version
        from balai.core.ui.navigation import Entry, register
        from balai.foundation.regions import content, exchange  # noqa: F401
        from balai.foundation.regions.middleware import for_frame

        exchange.register()
        provide_regency(for_frame)
        register_version(published_version)
        register(Entry(_("Wilayah"), "map", "regions:home", room="portal", order=60))
