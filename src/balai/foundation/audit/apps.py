from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.foundation.audit"
    label = "audit"

    def ready(self) -> None:
        from balai.core.ui.navigation import Entry, register
        from balai.foundation.audit import events  # noqa: F401

        register(Entry(_("Jejak audit"), "shield-check", "audit:trail", order=70, permission="audit.read"))
