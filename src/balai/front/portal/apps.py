from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from balai.core.ui.navigation import Entry, register


class Config(AppConfig):
    name = "balai.front.portal"
    label = "portal"

    def ready(self) -> None:
        register(
            Entry(_("Layanan"), "layout-grid", "catalogue:list", room="portal", order=10),
            Entry(_("Lacak"), "route", "applications:track", room="portal", order=20),
        )
