from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.front.voices"
    label = "voices"

    def ready(self) -> None:
        from balai.core.ui.administration import Matter, administer
        from balai.front.voices import content  # noqa: F401
        from balai.front.voices.policies import KEEP

        administer(
            Matter(
                label=_("Rekaman suara"),
                lead=_(
                    "Yang diucapkan layar dan kiosk: mana yang sudah direkam, apa yang masih perlu direkam."
                ),
                icon="mic",
                url_name="voices:list",
                group=_("Layanan"),
                order=79,
                permissions=KEEP,
                words=_("suara, rekaman, kiosk, layar, bacakan, panggilan"),
            )
        )
