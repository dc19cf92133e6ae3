from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.front.workplace"
    label = "workplace"
