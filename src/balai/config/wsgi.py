"""The web entry point (Granian)."""

import signal

from balai.runtime.leash import end_when_told, follow_parent

# Before all else, for the rest takes seconds: whose master was killed, or who is told to stop, must not keep the port.
follow_parent(signal.SIGKILL)
end_when_told()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402

from balai.runtime.gate import Application, GatedApplication  # noqa: E402
from balai.runtime.loading import load, load_addresses  # noqa: E402


def _gated(inner: Application) -> GatedApplication:
    from balai.runtime.migrating import gate

    return GatedApplication(inner, gate())


load()
application = _gated(WSGIHandler())
load_addresses()
