"""Content kinds ``permit_terms`` (the words of risk-based licensing) and ``licence_kinds`` of packs."""

from collections.abc import Sequence
from typing import Any

from balai.core.content import ContentContext, ContentError, Entry, content, reads, require_keys, store
from balai.foundation.audit.api import record
from balai.services.licences.events import KIND_INSTALLED
from balai.services.licences.models import LicenceKind, Term

NEXT = ("renewal", "change")
FOREVER = 3660


@content("permit_terms", order=37)
def install_terms(entries: list[Entry], context: ContentContext) -> int:
    """``{code, of: perizinan|risiko, name, meaning, source}``, in the order in which people choose among them."""
    return sum(_install_term(place, entry, context) for place, entry in enumerate(entries))


def _install_term(place: int, entry: Entry, context: ContentContext) -> bool:
    require_keys(entry, required={"code", "of", "name", "meaning", "source"}, optional=set(), path=[place])
    if entry["of"] not in Term.Of.values:
        raise ContentError(f"of: salah satu dari {', '.join(Term.Of.values)}", [place, "of"])
    _in_both_languages(entry, place, "name", "meaning")
    facts = {
        "name": entry["name"],
        "meaning": entry["meaning"],
        "place": place,
        "source": entry["source"],
        "pack": context.pack,
    }
    return store(Term, {"of": entry["of"], "code": entry["code"]}, facts)


@reads("permit_terms")
def standing_terms(codes: Sequence[str]) -> dict[str, Entry]:
    """The terms as they stand, in the words of a pack."""
    rows = Term.objects.filter(code__in=codes) if codes else Term.objects.all()
    return {
        term.code: {
            "code": term.code,
            "of": term.of,
            "name": term.name,
            "meaning": term.meaning,
            "source": term.source,
        }
        for term in rows
    }


@content("licence_kinds", order=38)
def install_kinds(entries: list[Entry], context: ContentContext) -> int:
    """``{code, name, permit, risk, remind_days, renewal, change, source}``; permit and risk are codes of terms."""
    return sum(_install_kind(place, entry, context) for place, entry in enumerate(entries))


def _install_kind(place: int, entry: Entry, context: ContentContext) -> bool:
    optional = {"risk", "remind_days", *NEXT}
    require_keys(entry, required={"code", "name", "permit", "source"}, optional=optional, path=[place])
    _in_both_languages(entry, place, "name")
    facts = {
        "name": entry["name"],
        "permit_id": _term(Term.Of.PERMIT, entry["permit"], [place, "permit"]),
        "risk_id": _term(Term.Of.RISK, entry["risk"], [place, "risk"]) if entry.get("risk") else None,
        "remind_days": _days(entry.get("remind_days", []), [place, "remind_days"]),
        **{name: _next(entry.get(name, {}), [place, name]) for name in NEXT},
        "source": entry["source"],
        "pack": context.pack,
    }
    changed = store(LicenceKind, {"code": entry["code"]}, facts)
    if changed:
        kind = LicenceKind.objects.get(code=entry["code"])
        record(context.actor, KIND_INSTALLED, subject=kind, kind=kind.name["id"])
    return changed


def _in_both_languages(entry: Entry, place: int, *names: str) -> None:
    for name in names:
        require_keys(entry[name], required={"id", "en"}, optional=set(), path=[place, name])


def _term(of: str, code: Any, path: list[str | int]) -> Any:
    found = Term.objects.filter(of=of, code=code).values_list("pk", flat=True).first()
    if found is None:
        raise ContentError(f"“{code}” bukan istilah {of} yang terpasang", path)
    return found


def _days(days: Any, path: list[str | int]) -> list[int]:
    whole = isinstance(days, list) and all(type(one) is int and 0 <= one <= FOREVER for one in days)
    if not whole:
        raise ContentError(f"tulis daftar bilangan dari 0 sampai {FOREVER}", path)
    return sorted(set(days), reverse=True)


def _next(entry: Entry, path: list[str | int]) -> Entry:
    if entry:
        require_keys(entry, required={"service", "number"}, optional={"answers", "begins"}, path=path)
        if entry.get("begins", LicenceKind.AFTER_END) != LicenceKind.AFTER_END:
            raise ContentError(f"begins: {LicenceKind.AFTER_END}, atau tidak disebut", [*path, "begins"])
    return dict(entry)


@reads("licence_kinds")
def standing_kinds(codes: Sequence[str]) -> dict[str, Entry]:
    """The kinds as they stand, in the words of a pack."""
    rows = LicenceKind.objects.select_related("permit", "risk")
    return {kind.code: _entry(kind) for kind in (rows.filter(code__in=codes) if codes else rows)}


def _entry(kind: LicenceKind) -> Entry:
    entry = {"code": kind.code, "name": kind.name, "permit": kind.permit.code, "source": kind.source}
    own = {
        "risk": kind.risk.code if kind.risk else "",
        "remind_days": kind.remind_days,
        "renewal": kind.renewal,
        "change": kind.change,
    }
    return {**entry, **{name: value for name, value in own.items() if value}}
