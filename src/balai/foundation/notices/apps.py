from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.foundation.notices"
    label = "notices"

    def ready(self) -> None:
        from balai.core.ui.navigation import Entry, register
        from balai.foundation.notices import content, digest, events, matters  # noqa: F401
        from balai.foundation.notices.selectors import unread_notices

        matters.register()
        label = _("Pemberitahuan")
        register(
            Entry(label, "bell", "notices:mine", room="bell", waiting=unread_notices),
            Entry(label, "bell", "notices:mine", room="account"),
            Entry(label, "bell", "notices:work", order=30, waiting=unread_notices, brief=_("Kabar")),
        )
