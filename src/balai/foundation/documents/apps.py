from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.foundation.documents"
    label = "documents"

    def ready(self) -> None:
        from balai.core.ui.navigation import Entry, register
        from balai.foundation.documents import content, events, matters  # noqa: F401

        matters.register()
        register(
            Entry(
                _("Dokumen terbit"),
                "file-check",
                "documents:documents",
                order=40,
                permission="documents.view",
                brief=_("Surat"),
            )
        )
