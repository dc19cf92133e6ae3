from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.front.portal"
    label = "portal"
