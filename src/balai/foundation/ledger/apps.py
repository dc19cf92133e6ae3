from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.foundation.ledger"
    label = "ledger"

    def ready(self) -> None:
        from balai.foundation.ledger import content, events, sources  # noqa: F401
