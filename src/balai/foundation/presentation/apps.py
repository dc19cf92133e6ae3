from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.foundation.presentation"
    label = "presentation"

    def ready(self) -> None:
        from balai.core.ui.look import provide_looks
        from balai.core.ui.texts import provide_texts
        from balai.foundation.presentation import events, matters  # noqa: F401
        from balai.foundation.presentation.dressing import published_look
        from balai.foundation.presentation.selectors import own_texts

        provide_looks(published_look)
        provide_texts(own_texts)
        matters.register()
