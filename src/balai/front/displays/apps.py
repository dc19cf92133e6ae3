from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.front.displays"
    label = "displays"

    def ready(self) -> None:
        from balai.core.ui.navigation import Entry
        from balai.core.ui.navigation import register as enter
        from balai.front.displays.policies import may_set_up
        from balai.front.displays.spoken import said
        from balai.front.voices.api import Script, register

        enter(Entry(_("Layar antrean"), "monitor", "displays:wall", order=55, shown_to=may_set_up))
        register(
            Script(
                "panggilan",
                _("Panggilan di layar"),
                _(
                    "Kata-kata yang disambung menjadi panggilan dalam bahasa Indonesia: rekam semuanya, datar."
                ),
                said,
                is_whole=True,
            )
        )
