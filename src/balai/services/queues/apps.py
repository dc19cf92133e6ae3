from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.services.queues"
    label = "queues"

    def ready(self) -> None:
        from balai.services.queues import administering, content, events, menu, panels, personal, telling  # noqa: F401

        personal.connect()
        menu.enter()
        administering.register()
