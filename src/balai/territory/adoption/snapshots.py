"""An innovation as it was when it was taken: read from another region's catalogue, or from the file of a visit.

Both are written by others, so nothing in them is trusted: texts stay texts, and what is larger than it may be is
refused with a sentence. Nothing is cut.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.territory.innovations.api import (
    LONGEST_FINDING,
    MOST_FINDINGS,
    MOST_INNOVATIONS,
    NEEDS,
    PLAN_FORMAT,
    PLAN_VERSION,
    require_fit,
    require_plan_size,
)

Snapshot = dict[str, Any]
MOST, LONG, SHORT = 50, 4000, 400
VERDICTS = ("fits", "adapt", "not", "unknown")
FOUND = ("unit", "session", "on", "saw", "fits", "not_fits", "why", "needs", "decides")


@dataclass(frozen=True)
class Visited:
    """The file that a delegation took home: where they were, what they saw of which innovation.

    ``elsewhere`` counts findings of sessions that were about no innovation: they begin no plan.
    """

    visit_code: str
    host_code: str
    host_name: str
    entries: tuple[tuple[Snapshot, list[dict[str, str]]], ...]
    elsewhere: int = 0


def read_entry(entry: Mapping[str, Any], language: str = "id") -> Snapshot:
    """The snapshot of a catalogue's entry, or of the facts of a card. Raises Invalid for what is none, or too large."""
    code = _text(entry.get("code"), 60)
    title = _words(entry.get("title"), language, SHORT)
    if not code or not any(title.values()):
        raise Invalid(_("Entri inovasi ini tidak menyebut kode dan namanya."))
    return {
        "code": code,
        "title": title,
        "summary": _words(entry.get("summary"), language),
        "problem": _words(entry.get("problem"), language),
        "how": _words(entry.get("how"), language),
        "stage": _text(entry.get("stage"), 10),
        "since": _text(entry.get("since"), 10),
        "part": _text(entry.get("part"), 40),
        "pack": _text(entry.get("pack"), 41),
        "needs": [_need(one, language) for one in _maps(entry.get("needs"))],
        "evidence": [_evidence(one, language) for one in _maps(entry.get("evidence"))],
        "failed": [_words(one, language) for one in _list(entry.get("failed"))],
        "contact": _words(entry.get("contact"), language),
    }


def read_file(content: bytes) -> Visited:
    """The file of a visit. Raises Invalid, with what to do, for any other file."""
    fault = Invalid(_("Ini bukan berkas rencana adopsi. Unduh lagi dari ruang tamu kunjungan Anda."))
    require_plan_size(len(content))
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise fault from error
    if not isinstance(data, dict) or data.get("format") != PLAN_FORMAT:
        raise fault
    if data.get("version") != PLAN_VERSION:
        raise Invalid(_("Berkas ini dibuat oleh versi Balai yang lebih baru; perbarui Balai dahulu."))
    visit: Mapping[str, Any] = next(iter(_maps([data.get("visit")])), {})
    language = "en" if data.get("language") == "en" else "id"
    return Visited(
        visit_code=_text(visit.get("code"), 40),
        host_code=_text(visit.get("host_code"), 13),
        host_name=_text(visit.get("host_name"), 160),
        entries=tuple(
            (read_entry(one, language), _findings(one))
            for one in _maps(data.get("innovations"), MOST_INNOVATIONS, _("Inovasi"))
        ),
        elsewhere=len(_maps(data.get("other"), MOST_FINDINGS, _("Temuan"))),
    )


def _findings(entry: Mapping[str, Any]) -> list[dict[str, str]]:
    what = _("Temuan tentang %(code)s") % {"code": _text(entry.get("code"), 60)}
    return [_finding(note) for note in _maps(entry.get("findings"), MOST_FINDINGS, what)]


def _finding(note: Mapping[str, Any]) -> dict[str, str]:
    verdict = note.get("verdict")
    known = verdict if verdict in VERDICTS else "unknown"
    return {**{name: _text(note.get(name), LONGEST_FINDING) for name in FOUND}, "verdict": known}


def _need(one: Mapping[str, Any], language: str) -> dict[str, Any]:
    kind = one.get("kind")
    amount = _number(one.get("amount"))
    return {
        "kind": kind if kind in NEEDS else NEEDS[0],
        "text": _words(one.get("text"), language),
        "amount": amount if amount is not None and Decimal(amount) >= 0 else None,
    }


def _evidence(one: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {
        "indicator": _words(one.get("indicator"), language, SHORT),
        "before": _number(one.get("before")),
        "after": _number(one.get("after")),
        "unit": _words(one.get("unit"), language, SHORT),
        "on": _text(one.get("on"), 10),
        "source": _text(one.get("source"), 300),
    }


def _list(value: Any, most: int = MOST, what: str = "") -> list[Any]:
    """A list; anything else is an empty one. Raises Invalid for one that is longer than it may be."""
    rows = value if isinstance(value, list) else []
    require_fit(what or _("Baris satu inovasi"), len(rows), most)
    return rows


def _maps(value: Any, most: int = MOST, what: str = "") -> list[Mapping[str, Any]]:
    """The mappings of a list; anything else in it is left out."""
    return [one for one in _list(value, most, what) if isinstance(one, Mapping)]


def _words(value: Any, language: str, longest: int = LONG) -> dict[str, str]:
    if isinstance(value, Mapping):
        return {name: _text(value.get(name), longest) for name in ("id", "en") if value.get(name)}
    text = _text(value, longest)
    return {language: text} if text else {}


def _text(value: Any, longest: int) -> str:
    text = str(value).replace("\0", "").strip() if isinstance(value, str | int | float) else ""
    require_fit(_("Huruf dalam satu isian"), len(text), longest)
    return text


def _number(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return f"{number:f}" if number.is_finite() and abs(number) < Decimal(10) ** 15 else None
