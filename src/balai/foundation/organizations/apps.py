from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.foundation.organizations"
    label = "organizations"

    def ready(self) -> None:
        from balai.core.ui.navigation import Entry, register
        from balai.foundation.organizations import content, exchange  # noqa: F401

        exchange.register()
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
                permission="organizations.manage",
            ),
            Entry(
                _("Impor dan ekspor"),
                "file-up",
                "exchange:overview",
                group=_("Pengaturan"),
                order=830,
                permission="organizations.manage",
            ),
        )
