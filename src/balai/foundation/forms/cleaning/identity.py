"""Cleaning of NIK and family-card numbers, both sixteen digits (UU 23/2006 jo. UU 24/2013)."""

import re
from typing import Any

from django.utils.translation import gettext as _

from balai.foundation.forms.cleaning.fault import FieldFault
from balai.foundation.forms.sealing import Sealed, open_answer, seal_answer
from balai.foundation.forms.spec import FieldSpec

_SIXTEEN = re.compile(r"[0-9]{16}")


def clean_nik(field: FieldSpec, raw: Any) -> Sealed:
    """A NIK: region, day of birth (plus 40 for women), month, year, serial; sealed again."""
    number = _sixteen(field, raw, _("NIK"))
    day, month = int(number[6:8]), int(number[8:10])
    if number[0] == "0" or not (1 <= day <= 31 or 41 <= day <= 71) or not 1 <= month <= 12:
        raise FieldFault(_("NIK ini tidak mungkin benar. Cocokkan lagi dengan KTP, angka demi angka."))
    return seal_answer(field, number)


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
