"""Cleaning of NIK and family-card numbers, both sixteen digits (UU 23/2006 jo. UU 24/2013)."""

import re
from calendar import monthrange
from typing import Any

from django.utils.translation import gettext as _

from balai.foundation.forms.cleaning.fault import FieldFault
from balai.foundation.forms.sealing import Sealed, open_answer, seal_answer
from balai.foundation.forms.spec import FieldSpec

_SIXTEEN = re.compile(r"[0-9]{16}")


def clean_nik(field: FieldSpec, raw: Any) -> Sealed:
    """A NIK: region, day of birth (plus 40 for women), month, year, serial; sealed again."""
    number = _sixteen(field, raw, _("NIK"))
    if number[0] == "0" or not _has_birth_date(number):
        raise FieldFault(_("NIK ini tidak mungkin benar. Cocokkan lagi dengan KTP, angka demi angka."))
    return seal_answer(field, number)


def _has_birth_date(number: str) -> bool:
    """Whether the calendar has the day in one of the centuries that two digits of a year may mean."""
    day, month, year = int(number[6:8]), int(number[8:10]), int(number[10:12])
    return any(
        1 <= month <= 12 and 1 <= (day - 40 if day > 40 else day) <= monthrange(century + year, month)[1]
        for century in (1900, 2000)
    )


def clean_kk(field: FieldSpec, raw: Any) -> Sealed:
    """A family-card number, sealed again."""
    number = _sixteen(field, raw, _("Nomor KK"))
    if number[0] == "0":
        raise FieldFault(_("Nomor KK ini tidak mungkin benar. Cocokkan lagi dengan kartu keluarga."))
    return seal_answer(field, number)


def _sixteen(field: FieldSpec, raw: Any, name: str) -> str:
    typed = raw if isinstance(raw, str) else open_answer(field, raw)
    number = re.sub(r"[\s.-]", "", typed)
    if not _SIXTEEN.fullmatch(number):
        raise FieldFault(
            _("%(name)s terdiri dari 16 angka; yang tertulis %(count)d. Periksa dan lengkapi.")
            % {"name": name, "count": sum(letter.isdigit() for letter in number)}
        )
    return number
