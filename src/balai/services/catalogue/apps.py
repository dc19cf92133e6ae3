from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.services.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from balai.services.catalogue import content  # noqa: F401
