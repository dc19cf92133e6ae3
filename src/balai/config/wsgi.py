"""The web entry point (Granian)."""

import os

from django.core.wsgi import get_wsgi_application

from balai.runtime.gate import Application, GatedApplication


def _gated(inner: Application) -> GatedApplication:
    from balai.runtime.migrating import gate

    return GatedApplication(inner, gate())


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
application = _gated(get_wsgi_application())
