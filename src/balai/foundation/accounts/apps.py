from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from balai.core.ui.navigation import Entry, register
        from balai.foundation.accounts import events, matters, roles  # noqa: F401

        matters.register()

        people = _("Orang")
        register(
            Entry(
                _("Warga"),
                "id-card",
                "accounts:citizens",
                group=people,
                order=60,
                permission="accounts.counter",
            ),
            Entry(
                _("Akun petugas"),
                "users",
                "accounts:people",
                group=people,
                order=61,
                permission="accounts.manage",
            ),
        )
