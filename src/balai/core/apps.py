from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.core"
    label = "core"
