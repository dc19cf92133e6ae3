from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.front.api"
    label = "front_api"
