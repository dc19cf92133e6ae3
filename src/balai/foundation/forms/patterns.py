"""The named patterns of text fields: content chooses one, it never brings a regular expression of its own."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Pattern:
    """An expression for the whole text, what to say when it does not fit, and the keyboard of a phone."""

    expression: re.Pattern[str]
    sentence: "str | Promise"
    inputmode: str = "text"


PATTERNS: dict[str, Pattern] = {
    "digits": Pattern(re.compile(r"[0-9]+"), _("Tulis dengan angka saja."), "numeric"),
    "person_name": Pattern(
        re.compile(r"[^\W\d_][^\d_<>{}\[\]|\\^~@#$%*=+;:!?\"]*"),
        _("Tulis nama dengan huruf, seperti di KTP; gelar boleh dengan titik dan koma."),
    ),
    "rt_rw": Pattern(
        re.compile(r"[0-9]{1,3}"), _("Tulis nomor RT atau RW dengan angka, misalnya 02."), "numeric"
    ),
    "postal_code": Pattern(re.compile(r"[1-9][0-9]{4}"), _("Kode pos terdiri dari 5 angka."), "numeric"),
    "npwp": Pattern(
        re.compile(r"[0-9]{15,16}"),
        _("NPWP terdiri dari 15 atau 16 angka, tanpa titik dan strip."),
        "numeric",
    ),
    "nib": Pattern(re.compile(r"[0-9]{13}"), _("NIB terdiri dari 13 angka."), "numeric"),
    "vehicle_plate": Pattern(
        re.compile(r"[A-Z]{1,2} ?[0-9]{1,4} ?[A-Z]{0,3}"), _("Tulis nomor polisi seperti P 1234 AB.")
    ),
}
