"""Loading the application. What is loaded stays for good, so Python need not look through it for what could go.

Looking while it is loaded took a third of each start; looking later holds up whoever asks for a page at that moment.
"""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import django
from django.conf import settings


def load() -> None:
    """The application, ready to use."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    with for_good():
        django.setup()


def load_addresses() -> None:
    """All pages too, which are otherwise loaded while somebody waits for the first one."""
    with for_good():
        import_module(settings.ROOT_URLCONF)


@contextmanager
def for_good() -> Iterator[None]:
    """What is made within is never looked through for what could go."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
