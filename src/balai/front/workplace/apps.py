from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.front.workplace"
    label = "workplace"

    def ready(self) -> None:
        from balai.core.ui.administration import may_administer
        from balai.core.ui.navigation import Entry, register

        register(
            Entry(
                _("Pengelolaan"),
                "sliders-horizontal",
                "workplace:administration",
                group=_("Pengaturan"),
                order=790,
                shown_to=may_administer,
            )
        )
