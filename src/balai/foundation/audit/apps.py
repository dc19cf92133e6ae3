from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.foundation.audit"
    label = "audit"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        from balai.core.ui.navigation import Entry, register

        autodiscover_modules("events")  # every process knows every sentence
        register(Entry(_("Jejak audit"), "shield-check", "audit:trail", order=70, permission="audit.read"))
