from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.front.displays"
    label = "displays"

    def ready(self) -> None:
        from balai.core.ui.navigation import Entry, register
        from balai.front.displays import content  # noqa: F401
        from balai.front.displays.policies import may_set_up

        register(Entry(_("Layar antrean"), "monitor", "displays:wall", order=55, shown_to=may_set_up))
