"""Cleaning: one function for each type of field, from what was typed to what is kept."""

from collections.abc import Callable
from typing import Any

from balai.foundation.forms.cleaning.choices import clean_choice, clean_choices, clean_tick
from balai.foundation.forms.cleaning.dates import clean_date
from balai.foundation.forms.cleaning.fault import FieldFault
from balai.foundation.forms.cleaning.identity import clean_kk, clean_nik
from balai.foundation.forms.cleaning.numbers import clean_decimal, clean_integer, clean_money
from balai.foundation.forms.cleaning.places import clean_coordinates, clean_region
from balai.foundation.forms.cleaning.texts import clean_email, clean_phone, clean_text, clean_textarea
from balai.foundation.forms.spec import FieldSpec, FieldType

__all__ = ["CLEANERS", "FieldFault"]

CLEANERS: dict[FieldType, Callable[[FieldSpec, Any], Any]] = {
    "text": clean_text,
    "textarea": clean_textarea,
    "integer": clean_integer,
    "money": clean_money,
    "decimal": clean_decimal,
    "date": clean_date,
    "choice": clean_choice,
    "choices": clean_choices,
    "checkbox": clean_tick,
    "consent": clean_tick,
    "nik": clean_nik,
    "kk": clean_kk,
    "phone": clean_phone,
    "email": clean_email,
    "region": clean_region,
    "coordinates": clean_coordinates,
}
