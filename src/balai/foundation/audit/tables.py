"""Which tables only grow, and what the web role of a production server may do with them.

Triggers refuse change and deletion to everybody; on a server with separate roles the web role has not even the
privilege. Whoever writes the grants reads them here.
"""

from typing import TypeVar

from django.db import models

from balai.foundation.audit.models import Change, Event, Head, PersonalRead, Seal, Unsealed, Verification

M = TypeVar("M", bound=models.Model)

# The journal and the queue are written by functions with the owner's rights.
_GRANTS: dict[type[models.Model], tuple[str, ...]] = {
    Event: ("SELECT", "INSERT"),
    PersonalRead: ("SELECT", "INSERT"),
    Change: ("SELECT",),
    Unsealed: ("SELECT", "DELETE"),
    Seal: ("SELECT", "INSERT"),
    Head: ("SELECT", "INSERT"),
    Verification: ("SELECT", "INSERT"),
}


def only_grows(model: type[M]) -> type[M]:
    """Declare a model whose table refuses change and deletion by a trigger of its own module."""
    _GRANTS[model] = ("SELECT", "INSERT")
    return model


def append_only_tables() -> dict[str, tuple[str, ...]]:
    """The privileges that the web role gets on each table that only grows (and on the sealer's queue)."""
    return {model._meta.db_table: privileges for model, privileges in _GRANTS.items()}
