"""Content kind ``agreement_kinds`` of packs."""

from collections.abc import Sequence
from typing import Any

from balai.core.content import ContentContext, ContentError, Entry, content, needs, reads, require_keys, store
from balai.foundation.audit.api import record
from balai.territory.agreements.actions.correct_kind import FOREVER
from balai.territory.agreements.events import KIND_INSTALLED
from balai.territory.agreements.models import AgreementKind, Sort

REQUIRED = {"code", "name", "meaning", "signer", "parties", "procedure", "longest_months", "source"}
OPTIONAL = {"follow_months", "follow_kind", "remind_days", "clauses"}
CHECKED = (
    "longest_months",
    "follow_months",
    "remind_days",
    "source",
)  # an administrator's word stands over a pack's
WORDS = ("name", "meaning", "signer")


@content("agreement_kinds", order=45)
def install_kinds(entries: list[Entry], context: ContentContext) -> int:
    """``{code, name, meaning, signer, parties, procedure, longest_months, follow_months, follow_kind, remind_days,
    clauses, source}``; terms, reminders and source that an administrator has checked stay as they are."""
    return sum(_install(place, entry, context) for place, entry in enumerate(entries))


def _install(place: int, entry: Entry, context: ContentContext) -> bool:
    require_keys(entry, required=REQUIRED, optional=OPTIONAL, path=[place])
    for name in WORDS:
        require_keys(entry[name], required={"id", "en"}, optional=set(), path=[place, name])
    facts = {
        **{name: entry[name] for name in (*WORDS, "procedure", "source")},
        "place": place,
        "sorts": _sorts(entry["parties"], [place, "parties"]),
        "longest_months": _number(entry["longest_months"], 1, [place, "longest_months"]),
        "follow_months": _number(entry.get("follow_months", 0), 0, [place, "follow_months"]),
        "follow_kind": entry.get("follow_kind", ""),
        "remind_days": _days(entry.get("remind_days", []), [place, "remind_days"]),
        "clauses": _clauses(entry.get("clauses", []), [place, "clauses"]),
        "pack": context.pack,
    }
    if AgreementKind.objects.filter(code=entry["code"], is_verified=True).exists():
        facts = {name: value for name, value in facts.items() if name not in CHECKED}
    changed = store(AgreementKind, {"code": entry["code"]}, facts)
    if changed:
        kind = AgreementKind.objects.get(code=entry["code"])
        record(context.actor, KIND_INSTALLED, subject=kind, kind=kind.name["id"])
    return changed


def _sorts(sorts: Any, path: list[str | int]) -> list[str]:
    known = set(Sort.values) - {Sort.OWN}
    if not isinstance(sorts, list) or not sorts or not set(sorts) <= known:
        raise ContentError(f"parties: daftar dari {', '.join(sorted(known))}", path)
    return sorts


def _number(value: Any, least: int, path: list[str | int]) -> int:
    if type(value) is not int or value < least:
        raise ContentError(f"tulis bilangan bulat mulai dari {least}", path)
    return value


def _days(days: Any, path: list[str | int]) -> list[int]:
    if not (isinstance(days, list) and all(type(one) is int and 0 < one <= FOREVER for one in days)):
        raise ContentError(f"tulis daftar bilangan dari 1 sampai {FOREVER}", path)
    return sorted(set(days), reverse=True)


def _clauses(clauses: Any, path: list[str | int]) -> list[Entry]:
    if not isinstance(clauses, list):
        raise ContentError("tulis daftar klausul", path)
    for place, clause in enumerate(clauses):
        require_keys(clause, required={"heading", "text"}, optional=set(), path=[*path, place])
    return [dict(clause) for clause in clauses]


@needs("agreement_kinds")
def needed(entry: Entry) -> list[tuple[str, str]]:
    """The procedure that carries its stages."""
    return [("procedures", entry["procedure"])]


@reads("agreement_kinds")
def standing_kinds(codes: Sequence[str]) -> dict[str, Entry]:
    """The kinds as they stand, in the words of a pack."""
    rows = AgreementKind.objects.filter(code__in=codes) if codes else AgreementKind.objects.all()
    return {kind.code: _entry(kind) for kind in rows}


def _entry(kind: AgreementKind) -> Entry:
    names = ("code", *WORDS, "procedure", "longest_months", "source")
    own = {name: getattr(kind, name) for name in ("follow_months", "follow_kind", "remind_days", "clauses")}
    return {
        **{name: getattr(kind, name) for name in names},
        "parties": kind.sorts,
        **{name: value for name, value in own.items() if value},
    }
