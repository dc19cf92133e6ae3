"""How a command enters the house: its words to the operator, the application made ready, a server to talk to."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from balai.config import env
from balai.runtime.database import join
from balai.runtime.loading import load


def say(line: object) -> None:
    """One line to the operator, at once."""
    click.echo(f"  {line}", err=False)
    sys.stdout.flush()


@contextmanager
def ready_django() -> Iterator[None]:
    """The application, ready to use, with its connections closed afterwards."""
    from django.db import connections

    load()
    try:
        yield
    finally:
        connections.close_all()


@contextmanager
def as_system(command: str) -> Iterator[None]:
    """What is changed within is written down as the work of this command."""
    from balai.core.actor import SYSTEM
    from balai.foundation.audit.api import acting

    with acting(SYSTEM, f"balai {command}"):
        yield


@contextmanager
def joined(command: str) -> Iterator[None]:
    """For short commands: the application with whatever server there is."""
    with join(env.home(), command, say), ready_django(), as_system(command):
        yield
