"""Checks what comes with an action."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.cases.cards import ActInput
from balai.foundation.cases.procedure.spec import Action, ActionField

SHORTEST_REASON = 10
LONGEST_TEXT = 2000


def clean_input(action: Action, given: ActInput) -> ActInput:
    """The input, trimmed and without unknown fields. Raises Invalid with a sentence per field."""
    reason = given.reason.strip()
    faults: dict[str, str] = {}
    if action.needs_reason and len(reason) < SHORTEST_REASON:
        faults["reason"] = _too_short(action) % {"count": SHORTEST_REASON}
    if len(reason) > LONGEST_TEXT:
        faults["reason"] = _("Paling banyak %(count)s huruf.") % {"count": LONGEST_TEXT}
    data = {field.name: _clean_field(field, given.data, faults) for field in action.fields}
    if action.form and (given.filed is None or given.filed.form_code != action.form):
        faults["filed"] = _("Isi formulirnya dahulu.")
    if faults:
        raise Invalid(_("Periksa isian yang ditandai. Yang sudah Anda tulis tetap ada."), faults)
    filed = given.filed if action.form else None
    return replace(
        given, reason=reason, filed=filed, data={key: value for key, value in data.items() if value != ""}
    )


def _too_short(action: Action) -> str:
    if action.tells_applicant:
        return _("Tulis alasan sekurangnya %(count)s huruf; pemohon membacanya.")
    return _("Tulis alasan sekurangnya %(count)s huruf.")


def _clean_field(field: ActionField, data: Mapping[str, Any], faults: dict[str, str]) -> str:
    text = str(data.get(field.name, "")).strip()
    if not text:
        if field.required:
            faults[field.name] = _("Wajib diisi.")
        return ""
    fault = _fault(field.kind, text)
    if fault:
        faults[field.name] = fault
    return text


def _fault(kind: str, text: str) -> str:
    if len(text) > LONGEST_TEXT:
        return _("Paling banyak %(count)s huruf.") % {"count": LONGEST_TEXT}
    try:
        if kind == "date":
            date.fromisoformat(text)
        elif kind == "number":
            Decimal(text)
    except (ValueError, InvalidOperation):
        return _("Isi dengan tanggal yang benar.") if kind == "date" else _("Isi dengan angka.")
    return ""
