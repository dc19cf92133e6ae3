"""The web entry point (Granian)."""

import signal

from balai.runtime.leash import follow_parent

# Before all else, for the rest takes seconds: a worker whose master was killed must not keep the port.
follow_parent(signal.SIGKILL)

import os  # noqa: E402

from django.core.wsgi import get_wsgi_application  # noqa: E402

from balai.runtime.gate import Application, GatedApplication  # noqa: E402


def _gated(inner: Application) -> GatedApplication:
    from balai.runtime.migrating import gate

    return GatedApplication(inner, gate())


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
application = _gated(get_wsgi_application())
