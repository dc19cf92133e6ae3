"""Content kinds of packs: ``processing``, ``retention``, ``erasure``, ``breach_letters``."""

from collections.abc import Sequence
from string import Formatter
from typing import Any

from balai.core.content import ContentContext, ContentError, content, reads, require_keys, store
from balai.foundation.privacy.erasers import ERASERS, HOLDS, is_erasable
from balai.foundation.privacy.models import BreachLetter, ErasureRule, Processing, RetentionRule
from balai.foundation.privacy.sweepers import SWEEPERS

Entry = dict[str, Any]
WORDS = ("name", "purpose", "subjects", "categories", "recipients", "retention")
BASES = ("consent", "contract", "legal_obligation", "vital_interest", "public_task", "legitimate_interest")
LETTER_FACTS = {"regency", "title", "discovered", "data", "how", "handling", "subjects"}


def _words(entry: Entry, key: str, place: int) -> dict[str, str]:
    require_keys(entry[key], required={"id", "en"}, optional=set(), path=[place, key])
    return {language: str(text).strip() for language, text in entry[key].items()}


@content("processing", order=60)
def install_processing(entries: list[Entry], context: ContentContext) -> int:
    """The register of processing; what the regency changed stays beside the original."""
    return sum(_install_processing(place, entry, context) for place, entry in enumerate(entries))


@reads("processing", keeps_own=True)
def standing_processing(codes: Sequence[str]) -> dict[str, Entry]:
    """What the register says now: the regency's own words, else the pack's."""
    rows = Processing.objects.filter(code__in=codes) if codes else Processing.objects.all()
    return {row.code: {"code": row.code, **row.facts} for row in rows}


def _install_processing(place: int, entry: Entry, context: ContentContext) -> bool:
    require_keys(
        entry, required={"code", "basis", "source", "specific", *WORDS}, optional=set(), path=[place]
    )
    if entry["basis"] not in BASES:
        raise ContentError(f"dasar harus salah satu dari {', '.join(BASES)}", [place, "basis"])
    facts = {key: _words(entry, key, place) for key in WORDS}
    facts |= {key: entry[key] for key in ("basis", "source", "specific")}
    row = Processing.objects.filter(code=entry["code"]).first() or Processing(code=entry["code"])
    if row.original == facts:
        return False
    row.original, row.pack = facts, context.pack
    row.save()
    return True


@content("retention", order=60)
def install_retention(entries: list[Entry], context: ContentContext) -> int:
    """How long data of a kind are kept: ``{code, name, days, source}``; the codes are those of the sweepers."""
    changed = 0
    for place, entry in enumerate(entries):
        require_keys(entry, required={"code", "name", "days", "source"}, optional=set(), path=[place])
        if entry["code"] not in SWEEPERS:
            raise ContentError(f"jenis data “{entry['code']}” tidak dikenal", [place, "code"])
        if not isinstance(entry["days"], int) or entry["days"] < 1:
            raise ContentError("sekurangnya satu hari", [place, "days"])
        facts = {"name": _words(entry, "name", place), "days": entry["days"], "source": entry["source"]}
        changed += store(RetentionRule, {"code": str(entry["code"])}, facts)
    return changed


@content("erasure", order=60)
def install_erasure(entries: list[Entry], context: ContentContext) -> int:
    """What goes and what stays when somebody asks for erasure: ``{code, name, kept, reason, source, holds}``.

    The codes are those of the erasers; what no eraser can remove is always kept.
    """
    return sum(_install_erasure(place, entry) for place, entry in enumerate(entries))


def _install_erasure(place: int, entry: Entry) -> int:
    required = {"code", "name", "kept", "reason", "source"}
    require_keys(entry, required=required, optional={"holds"}, path=[place])
    code, kept = str(entry["code"]), entry["kept"]
    if code not in ERASERS:
        raise ContentError(f"jenis data “{code}” tidak dikenal", [place, "code"])
    if kept is not True and not is_erasable(code):
        raise ContentError("jenis data ini tidak dapat dihapus: tulis kept: true", [place, "kept"])
    facts = {
        "order": place,
        "name": _words(entry, "name", place),
        "kept": bool(kept),
        "reason": _words(entry, "reason", place),
        "source": str(entry["source"]),
        "holds": {hold: _hold(place, hold, body) for hold, body in entry.get("holds", {}).items()},
    }
    return store(ErasureRule, {"code": code}, facts)


def _hold(place: int, hold: str, body: Any) -> Entry:
    path: list[str | int] = [place, "holds", hold]
    if hold not in HOLDS:
        raise ContentError(f"keadaan “{hold}” tidak dikenal; pilih {', '.join(sorted(HOLDS))}", path)
    require_keys(body, required={"reason", "source"}, optional=set(), path=path)
    require_keys(body["reason"], required={"id", "en"}, optional=set(), path=[*path, "reason"])
    return {"reason": dict(body["reason"]), "source": str(body["source"])}


@reads("erasure")
def standing_erasure(codes: Sequence[str]) -> dict[str, Entry]:
    """What is erased and what is kept, as it stands."""
    rows = ErasureRule.objects.filter(code__in=codes) if codes else ErasureRule.objects.all()
    keys = ("code", "name", "kept", "reason", "source", "holds")
    return {row.code: {key: getattr(row, key) for key in keys} for row in rows}


@content("breach_letters", order=60)
def install_letters(entries: list[Entry], context: ContentContext) -> int:
    """Templates of letters about a breach: ``{code: subjek or lembaga, title, body}``."""
    changed = 0
    for place, entry in enumerate(entries):
        require_keys(entry, required={"code", "title", "body"}, optional=set(), path=[place])
        facts = {key: _words(entry, key, place) for key in ("title", "body")}
        _check_holes(facts["body"], place)
        changed += store(BreachLetter, {"code": str(entry["code"])}, facts)
    return changed


def _check_holes(body: dict[str, str], place: int) -> None:
    for language, text in body.items():
        used = {name for _text, name, _form, _how in Formatter().parse(text) if name is not None}
        for name in sorted(used - LETTER_FACTS):
            raise ContentError(f"isian “{{{name}}}” tidak dikenal", [place, "body", language])
