"""Whose data a row holds: by the columns that name a person, or as its module says."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import models

from balai.foundation.audit.models.read import OWNER_COLUMNS

Finder = Callable[[Any], UUID | None]
_FINDERS: dict[str, Finder] = {}


def tell_owner(label: str, find: Finder) -> None:
    """Register who is meant where the columns of a model would name somebody else, such as who uploaded a file."""
    if _FINDERS.get(label, find) is not find:
        raise ValueError(f"the owner of {label} is told twice")
    _FINDERS[label] = find


def owner_of(subject: models.Model) -> UUID | None:
    """The account of the person whose data the subject holds; None when nobody's is known."""
    label = subject._meta.label_lower
    if label == "accounts.user":
        return subject.pk
    if label in _FINDERS:
        return _FINDERS[label](subject)
    return next((owner for name in OWNER_COLUMNS if (owner := getattr(subject, name, None))), None)
