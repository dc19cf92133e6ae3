from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from balai.core.ui.navigation import Entry, register


class Config(AppConfig):
    name = "balai.services.applications"
    label = "applications"

    def ready(self) -> None:
        from balai.foundation.accounts.api import show_help_at
        from balai.foundation.cases.api import show_applicants_at
        from balai.services.applications import drafts

        drafts.connect()
        show_help_at("applications:assist")
        show_applicants_at("applications:case")
        register(Entry(_("Permohonan saya"), "file-text", "applications:mine", room="account", order=10))
