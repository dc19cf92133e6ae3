from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.foundation.documents"
    label = "documents"

    def ready(self) -> None:
        from balai.foundation.documents import content, events  # noqa: F401
