"""Cleaning of choices and ticks."""

from typing import Any

from django.utils.translation import gettext as _

from balai.foundation.forms.cleaning.fault import FieldFault
from balai.foundation.forms.spec import FieldSpec


def clean_choice(field: FieldSpec, raw: Any) -> str:
    """The value of one option."""
    value = str(raw).strip()
    if field.option(value) is None:
        raise FieldFault(_("Pilihan ini tidak ada. Pilih satu dari daftar."))
    return value


def clean_choices(field: FieldSpec, raw: Any) -> list[str]:
    """Values of options in the order of the form, each once."""
    picked = {str(item).strip() for item in raw} - {""} if isinstance(raw, list) else {str(raw).strip()}
    known = [option.value for option in field.choices if option.value in picked]
    if len(known) != len(picked):
        raise FieldFault(_("Ada pilihan yang tidak dikenal. Pilih dari daftar."))
    if len(known) < field.limits.min_count:
        raise FieldFault(_("Pilih sedikitnya %d.") % field.limits.min_count)
    if len(known) > field.limits.max_count:
        raise FieldFault(_("Pilih paling banyak %d.") % field.limits.max_count)
    return known


def clean_tick(field: FieldSpec, raw: Any) -> bool:
    """True; an empty answer never comes here."""
    return True
