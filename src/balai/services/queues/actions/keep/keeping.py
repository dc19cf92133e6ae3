"""What all keepers of a place share: bring a row to its facts."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from balai.core.errors import Invalid


def bring(row: models.Model, facts: Mapping[str, Any], unique: str = "") -> tuple[str, ...]:
    """Save the facts on a row, new or kept; returns what changed. Raises Invalid when ``unique`` is taken."""
    changed = tuple(name for name, value in facts.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, facts[name])
    if not changed and not row._state.adding:
        return ()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        sentence = _("Ini sudah dipakai di tempat yang sama.")
        raise Invalid(sentence, {unique: sentence}) from error
    return changed
