"""Telephone numbers in one form: +62 and the rest."""

import re

from django.utils.translation import gettext as _

from balai.core.errors import Invalid

_MOBILE = re.compile(r"^\+628\d{7,11}$")


def read_phone(text: str) -> str | None:
    """``0812-3456-789``, ``62812…`` and ``+62 812…`` as ``+62812…``; None when it is no Indonesian mobile number."""
    digits = re.sub(r"[\s().-]", "", text)
    if digits.startswith("0"):
        digits = "+62" + digits[1:]
    elif digits.startswith("62"):
        digits = "+" + digits
    return digits if _MOBILE.match(digits) else None


def check_phone(text: str) -> str:
    """The number in its one form. Raises Invalid."""
    phone = read_phone(text)
    if phone is None:
        sentence = _("Nomor telepon belum benar. Tulis nomor ponsel seperti 0812 3456 7890.")
        raise Invalid(sentence, {"phone": sentence})
    return phone
