from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.foundation.forms"
    label = "forms"
