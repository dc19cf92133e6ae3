from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.foundation.forms"
    label = "forms"

    def ready(self) -> None:
        """Register the content kind and the events."""
        from balai.foundation.audit.api import tell_owner
        from balai.foundation.forms import events, install  # noqa: F401
        from balai.foundation.forms.access import person_of

        tell_owner("forms.attachment", person_of)
