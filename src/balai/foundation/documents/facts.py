"""Facts of a document: checked against the template's declaration, sealed for keeping, opened for
printing.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.core.secret import seal, unseal
from balai.foundation.documents.house import letter_date

SECRET_KINDS = {"nik", "kk"}
FACT_KINDS = {"text", "long", "date", *SECRET_KINDS}
SEALED = re.compile(r"^\w+:[A-Za-z0-9+/=]{20,}$")
LONGEST, LONGEST_TEXT = 2000, 200_000  # letters; the second where the fact is a whole text ("long")
# What cannot be seen: controls, and marks that reorder the text around them.
HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def clean(declared: list[dict[str, Any]], facts: Mapping[str, Any]) -> dict[str, str]:
    """The declared facts as texts, identity numbers plain.

    Raises Invalid with a sentence for each wrong fact.
    """
    found: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for fact in declared:
        text = _as_text(fact["kind"], facts.get(fact["name"]))
        if not text and fact.get("required", True):
            wrong[fact["name"]] = _("Isian ini diperlukan untuk surat.")
        elif len(text) > (most := LONGEST_TEXT if fact["kind"] == "long" else LONGEST):
            wrong[fact["name"]] = _("Terlalu panjang; paling banyak {n} huruf.").format(n=most)
        found[fact["name"]] = text
    if wrong:
        raise Invalid(_("Data untuk surat belum lengkap."), wrong)
    return found


def _as_text(kind: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return letter_date(value)
    text = visible(str(value))
    if kind in SECRET_KINDS and SEALED.match(text):
        return unseal(text, kind)
    if kind == "date" and re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return letter_date(date.fromisoformat(text))
    return text


def visible(text: str) -> str:
    """The text without what cannot be seen."""
    return HIDDEN.sub("", text).strip()


def sealed(declared: list[dict[str, Any]], facts: Mapping[str, str]) -> dict[str, str]:
    """The facts as they are kept: identity numbers encrypted."""
    secret = {fact["name"]: fact["kind"] for fact in declared if fact["kind"] in SECRET_KINDS}
    return {
        name: seal(text, secret[name]) if name in secret and text else text for name, text in facts.items()
    }


def initials(name: str) -> str:
    """``S••• A•••``: how the public page hints at the holder."""
    return " ".join(f"{word[0].upper()}•••" for word in name.split()[:3] if word)
