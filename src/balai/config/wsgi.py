"""The web entry point (Granian)."""

import os
import signal

from django.core.wsgi import get_wsgi_application

from balai.runtime.gate import Application, GatedApplication
from balai.runtime.leash import follow_parent


def _gated(inner: Application) -> GatedApplication:
    from balai.runtime.migrating import gate

    return GatedApplication(inner, gate())


follow_parent(signal.SIGKILL)  # a worker whose master was killed must not keep the port
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
application = _gated(get_wsgi_application())
