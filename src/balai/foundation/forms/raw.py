"""Answers as typed: what a post brings, kept in drafts before anything is judged."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict

from balai.core.secret import mask
from balai.foundation.forms.sealing import open_answer, seal_answer
from balai.foundation.forms.spec import FieldSpec

Raw = str | list[str] | dict[str, str]
MAX_TYPED = 20_000  # characters of one answer; longer input is cut, its cleaning then refuses it
MAX_PICKED = 100


def tidy(text: str) -> str:
    """The text without characters that no answer needs and no database keeps: controls, lone surrogates."""
    text = text[:MAX_TYPED].replace("\r\n", "\n").replace("\r", "\n")
    kept = (letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in _UNWANTED)
    return unicodedata.normalize("NFC", "".join(kept))


_UNWANTED = {"Cc", "Cf", "Cs", "Co"}  # format characters too: they reverse or hide what an officer reads


def read_post(fields: Iterable[FieldSpec], data: QueryDict, stored: Mapping[str, Any]) -> dict[str, Raw]:
    """The answers of the fields as typed, identity numbers sealed; files are not part of it."""
    return {field.name: _typed(field, data, stored) for field in fields if not field.is_file}


def _typed(field: FieldSpec, data: QueryDict, stored: Mapping[str, Any]) -> Raw:
    if field.is_many:
        return [tidy(item) for item in data.getlist(field.name)[:MAX_PICKED]]
    text = tidy(data.get(field.name) or "")
    if field.type == "region" and not text.strip():
        text = tidy(data.get(f"{field.name}__cari") or "")
    return _sealed(field, text, stored.get(field.name)) if field.is_secret else text


def _sealed(field: FieldSpec, text: str, before: Any) -> Raw:
    """Seal what was typed; the mask sent back unchanged means the number that is there already."""
    text = "".join(text.split())
    if before and text and text == mask(open_answer(field, before)):
        return dict(before)
    return seal_answer(field, text[:40]) if text else ""


def is_blank(raw: Any) -> bool:
    """True when nothing was answered."""
    if isinstance(raw, str):
        return not raw.strip()
    if isinstance(raw, list):
        return not any(str(item).strip() for item in raw)
    return not raw
