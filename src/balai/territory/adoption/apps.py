from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.territory.adoption"
    label = "adoption"

    def ready(self) -> None:
        from balai.core.ui.navigation import Entry, register
        from balai.territory.adoption import effects, events, hooks, panels  # noqa: F401
        from balai.territory.adoption.policies import MANAGE, WORK
        from balai.territory.adoption.selectors import has_steps, late_steps

        group = _("Kerja sama")
        register(
            Entry(_("Jejaring"), "share-2", "adoption:network", room="cooperation", order=40),
            Entry(_("Rencana adopsi"), "sprout", "adoption:plans", group=group, order=64, permission=MANAGE),
            Entry(
                _("Langkah adopsi"), "list-checks", "adoption:own_steps", group=group, order=65, permission=WORK,
                needs=has_steps, waiting=late_steps,
            ),
        )  # fmt: skip
