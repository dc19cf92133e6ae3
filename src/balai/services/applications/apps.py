from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.services.applications"
    label = "applications"
