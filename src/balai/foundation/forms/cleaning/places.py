"""Cleaning of villages and coordinates."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from balai.foundation.forms.cleaning.fault import FieldFault
from balai.foundation.forms.places import is_village, village_candidates
from balai.foundation.forms.spec import FieldSpec
from balai.foundation.regions.api import in_country

_CODE = re.compile(r"(?<![0-9.])[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}(?![0-9.])", re.ASCII)
_PAIR = re.compile(
    r"(-?[0-9]{1,3}(?:[.,][0-9]{1,12})?)\s*[,;\s]\s*(-?[0-9]{1,3}(?:[.,][0-9]{1,12})?)", re.ASCII
)


def clean_region(field: FieldSpec, raw: Any) -> str:
    """The code of a village or ward: typed, chosen from the list, or the only one of its name."""
    text = str(raw).strip()
    if found := _CODE.search(text):
        if is_village(found[0], field.limits.within):
            return found[0]
        raise FieldFault(_("Desa atau kelurahan ini tidak ditemukan. Ketik namanya lalu pilih dari daftar."))
    candidates = village_candidates(text, field.limits.within)
    if len(candidates) == 1:
        return candidates[0].code
    if candidates:
        raise FieldFault(_("Ada beberapa tempat dengan nama ini. Pilih satu dari daftar."))
    raise FieldFault(_("Desa atau kelurahan ini tidak ditemukan. Periksa ejaannya, tanpa kata “Desa”."))


def clean_coordinates(field: FieldSpec, raw: Any) -> dict[str, str]:
    """Latitude and longitude in degrees with five decimals, within Indonesia."""
    found = _PAIR.fullmatch(str(raw).strip())
    if not found:
        raise FieldFault(_("Tulis lintang dan bujur, misalnya -8.21900, 114.36900."))
    latitude, longitude = (
        Decimal(part.replace(",", ".")).quantize(Decimal("0.00001")) for part in found.groups()
    )
    if not in_country(latitude, longitude):
        raise FieldFault(_("Titik ini di luar Indonesia. Tulis lintang lebih dahulu, lalu bujur."))
    return {"latitude": str(latitude), "longitude": str(longitude)}
