from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.foundation.packs"
    label = "packs"

    def ready(self) -> None:
        from balai.core.http.pages import register_version
        from balai.foundation.packs.selectors import content_version

        register_version(content_version)
