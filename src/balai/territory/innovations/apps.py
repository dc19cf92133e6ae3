from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.territory.innovations"
    label = "innovations"

    def ready(self) -> None:
        from balai.core.http.pages import register_version
        from balai.core.ui.navigation import Entry, register
        from balai.foundation.packs.api import catalogue_part
        from balai.territory.innovations import content, effects, events, panels, telling  # noqa: F401
        from balai.territory.innovations.policies import has_a_hand
        from balai.territory.innovations.selectors import latest_change, public_entries, waiting_drafts

        register_version(latest_change)
        catalogue_part("innovations")(public_entries)
        register(
            Entry(_("Inovasi"), "lightbulb", "innovations:catalogue", room="portal", order=40),
            Entry(_("Inovasi"), "lightbulb", "innovations:catalogue", room="cooperation", order=10),
            Entry(
                _("Inovasi daerah"), "lightbulb", "innovations:shelf", group=_("Kerja sama"), order=60,
                shown_to=has_a_hand,
                waiting=waiting_drafts,
            ),
        )  # fmt: skip
