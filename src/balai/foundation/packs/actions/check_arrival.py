"""What a brought pack would do here: its faults with their lines, or what it changes."""

from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO
from typing import Any
from uuid import UUID

from balai.core.actor import SYSTEM
from balai.foundation.audit.api import record
from balai.foundation.packs.archive import unpacked
from balai.foundation.packs.comparing import Comparison, Difference, FaultyPack, compare_pack
from balai.foundation.packs.events import PACK_REFUSED
from balai.foundation.packs.faults import Fault, fault_of
from balai.foundation.packs.manifest import PackError
from balai.foundation.packs.merging import Leaf
from balai.foundation.packs.models import Arrival
from balai.foundation.packs.reading import read_pack

LONGEST_TEXT = 4000  # characters of one side of a place that are shown


def check_arrival(arrival_id: UUID) -> None:
    """Check and compare, and keep what was found beside the upload. A second call for the same one does nothing."""
    row = Arrival.objects.filter(pk=arrival_id, state=Arrival.State.CHECKING).first()
    if row is None:
        return
    faults, comparison = _judged(bytes(row.content))
    if comparison is None:
        row.state, row.findings = Arrival.State.FAULTY, {"faults": [asdict(fault) for fault in faults]}
        reason = faults[0].where + ": " + faults[0].message if faults[0].where else faults[0].message
        record(SYSTEM, PACK_REFUSED, subject=row, file=row.file_name, reason=reason)
    else:
        manifest = comparison.manifest
        row.state, row.findings = Arrival.State.READY, findings_of(comparison)
        row.pack = f"{manifest.name} {manifest.version}"
        row.choices = still_choosable(row.choices, row.findings)
    row.save(update_fields=["state", "findings", "choices", "pack", "changed_at"])


def _judged(content: bytes) -> tuple[list[Fault], Comparison | None]:
    with unpacked(BytesIO(content)) as folder:
        try:
            return [], compare_pack(read_pack(folder), SYSTEM)
        except FaultyPack as error:
            return [fault_of(line, folder) for line in error.faults], None
        except PackError as error:
            return [fault_of(str(error), folder)], None


def findings_of(comparison: Comparison) -> dict[str, Any]:
    """What a page tells of a comparison."""
    return {
        "manifest": asdict(comparison.manifest),
        "installed": comparison.installed_version,
        "seen": comparison.seen,
        "counts": _counts(comparison),
        "changes": [change_of(one) for one in comparison.changes],
    }


def change_of(one: Difference) -> dict[str, Any]:
    """What a page tells of one entry."""
    settled = one.settled
    return {
        "kind": one.kind,
        "key": one.key,
        "name": one.words,
        "verdict": one.verdict,
        "sides": one.sides,
        "proposed": one.proposed,
        "is_asking": one.is_asking,
        "is_one_thing": one.is_one_thing,
        "leaves": [_told(leaf, leaf.path in settled) for leaf in one.leaves],
    }


def _told(leaf: Leaf, is_settled: bool) -> dict[str, Any]:
    """A place, its texts cut where nobody would read on; ``is_settled``: it was chosen for a version before."""
    texts = {side: shortened(getattr(leaf, side), LONGEST_TEXT) for side in ("base", "ours", "theirs")}
    return {**asdict(leaf), **texts, "word": leaf.word, "is_settled": is_settled}


def shortened(text: str, most: int) -> str:
    """The text, or its beginning with a mark that there is more."""
    return text if len(text) <= most else f"{text[:most].rstrip()} […]"


def choosable(findings: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The words that may be chosen, each with its sides: entries, and their places where these are put together."""
    found: dict[str, tuple[str, ...]] = {}
    for change in findings.get("changes", ()):
        word = f"{change['kind']}/{change['key']}"
        if change["sides"]:
            found[word] = tuple(change["sides"])
        places = (leaf["word"] for leaf in change["leaves"] if stands(change, leaf))
        found |= {f"{word}#{place}": ("ours", "theirs") for place in places}
    return found


def stands(change: Mapping[str, Any], leaf: Mapping[str, Any]) -> str:
    """Whose side of a place stands when nobody chooses; empty where there is nothing to choose.

    A comparison from before places were chosen one by one knows conflicts only.
    """
    if "both" not in change["sides"]:
        return ""
    return str(leaf.get("stands", "ours" if leaf["is_conflict"] else ""))


def still_choosable(choices: Mapping[str, str], findings: Mapping[str, Any]) -> dict[str, str]:
    """Of the choices, those that the comparison knows."""
    known = choosable(findings)
    return {word: side for word, side in choices.items() if side in known.get(word, ())}


def _counts(comparison: Comparison) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in comparison.differences:
        if one.verdict != "gone":
            found[one.kind] = found.get(one.kind, 0) + 1
    return found
