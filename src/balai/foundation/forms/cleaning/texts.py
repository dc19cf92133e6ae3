"""Cleaning of texts, phone numbers and e-mail addresses."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from balai.foundation.forms.cleaning.fault import FieldFault
from balai.foundation.forms.patterns import PATTERNS
from balai.foundation.forms.spec import FieldSpec

_PHONE = re.compile(r"^\+62[2-9][0-9]{7,11}$")
_SEPARATORS = re.compile(r"[\s().-]")


def clean_text(field: FieldSpec, raw: Any) -> str:
    """One line, spaces joined, within its length and pattern."""
    return _within(field, " ".join(_as_text(raw).split()))


def clean_textarea(field: FieldSpec, raw: Any) -> str:
    """Several lines, spaces at their ends dropped, within the length."""
    lines = [line.rstrip() for line in _as_text(raw).strip().split("\n")]
    return _within(field, re.sub(r"\n{3,}", "\n\n", "\n".join(lines)))


def _as_text(raw: Any) -> str:
    return raw if isinstance(raw, str) else ""


def _within(field: FieldSpec, text: str) -> str:
    limits = field.limits
    if len(text) > limits.max_length:
        raise FieldFault(
            _("Terlalu panjang: %(length)d huruf. Ringkas menjadi paling banyak %(limit)d huruf.")
            % {"length": len(text), "limit": limits.max_length}
        )
    if len(text) < limits.min_length:
        raise FieldFault(_("Terlalu pendek. Tulis sedikitnya %d huruf.") % limits.min_length)
    if limits.pattern and not PATTERNS[limits.pattern].expression.fullmatch(text):
        raise FieldFault(str(PATTERNS[limits.pattern].sentence))
    return text


def clean_phone(field: FieldSpec, raw: Any) -> str:
    """An Indonesian number in the form +62…"""
    digits = _SEPARATORS.sub("", _as_text(raw))
    if digits.startswith("0"):
        digits = "+62" + digits[1:]
    elif digits.startswith("62"):
        digits = "+" + digits
    if not _PHONE.fullmatch(digits):
        raise FieldFault(_("Nomor telepon tidak dikenal. Tulis seperti 0812 3456 7890."))
    return digits


def clean_email(field: FieldSpec, raw: Any) -> str:
    """An e-mail address in small letters."""
    text = _as_text(raw).strip().lower()
    try:
        validate_email(text)
    except ValidationError:
        raise FieldFault(_("Alamat surel tidak lengkap. Tulis seperti nama@contoh.id.")) from None
    return text
