from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        from balai.foundation.accounts import events, roles  # noqa: F401
