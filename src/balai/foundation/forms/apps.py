from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.foundation.forms"
    label = "forms"

    def ready(self) -> None:
        """Register the content kind and the events."""
        from balai.foundation.forms import events, install  # noqa: F401
