from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.foundation.cases"
    label = "cases"

    def ready(self) -> None:
        from balai.foundation.cases import content, events  # noqa: F401
