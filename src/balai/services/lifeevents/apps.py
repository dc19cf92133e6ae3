from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from balai.core.ui.navigation import Entry, register


class Config(AppConfig):
    name = "balai.services.lifeevents"
    label = "lifeevents"

    def ready(self) -> None:
        from balai.services.catalogue.api import show_guides_at
        from balai.services.lifeevents import content, events, holdings, panels  # noqa: F401
        from balai.services.lifeevents.selectors import guided_codes

        holdings.connect()
        show_guides_at("lifeevents:guide", guided_codes)
        register(Entry(_("Perjalanan saya"), "route", "lifeevents:mine", room="account", order=11))
