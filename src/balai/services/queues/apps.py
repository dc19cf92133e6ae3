from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.services.queues"
    label = "queues"

    def ready(self) -> None:
        from balai.services.queues import (  # noqa: F401
            administering,
            content,
            events,
            menu,
            panels,
            personal,
            telling,
            visits,
        )

        personal.connect()
        visits.connect()
        menu.enter()
        administering.register()
