from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.foundation.tokens"
    label = "tokens"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from balai.core.ui.navigation import Entry, register
        from balai.foundation.tokens import events  # noqa: F401

        register(Entry(_("Akses aplikasi"), "key-round", "tokens:list", room="account", order=40))
