from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.foundation.privacy"
    label = "privacy"

    def ready(self) -> None:
        from balai.core.ui.navigation import Entry, register
        from balai.foundation.privacy import content, effects, events, telling  # noqa: F401
        from balai.foundation.privacy.policies import MANAGE

        register(
            Entry(_("Data saya"), "shield-user", "privacy:mine", room="account", order=120),
            Entry(
                _("Pelindungan data"),
                "shield-check",
                "privacy:register",
                group=_("Pengaturan"),
                order=150,
                permission=MANAGE,
            ),
        )
