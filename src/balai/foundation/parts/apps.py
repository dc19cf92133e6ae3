from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.foundation.parts"
    label = "parts"

    def ready(self) -> None:
        from balai.core.http.pages import register_version
        from balai.core.ui.navigation import Entry, register, show_only
        from balai.foundation.parts import events  # noqa: F401
        from balai.foundation.parts.selectors import is_open_app, shut_version

        register_version(shut_version)
        show_only(lambda entry: is_open_app(entry.url_name.partition(":")[0]))
        register(Entry(_("Peta jalan"), "map", "parts:roadmap", group=_("Pengaturan"), order=880))
