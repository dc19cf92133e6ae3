from django.apps import AppConfig
from django.core.signals import request_started


class Config(AppConfig):
    name = "balai.core"
    label = "core"

    def ready(self) -> None:
        from balai.core.ui.look import forget_regency

        request_started.connect(forget_regency, dispatch_uid="forget_regency")
