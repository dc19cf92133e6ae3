"""What a brought pack would do here: its faults with their lines, or what it changes."""

from dataclasses import asdict
from io import BytesIO
from typing import Any
from uuid import UUID

from balai.core.actor import SYSTEM
from balai.foundation.audit.api import record
from balai.foundation.packs.archive import unpacked
from balai.foundation.packs.comparing import Comparison, FaultyPack, compare_pack
from balai.foundation.packs.events import PACK_REFUSED
from balai.foundation.packs.faults import Fault, fault_of
from balai.foundation.packs.manifest import PackError
from balai.foundation.packs.models import Arrival
from balai.foundation.packs.reading import read_pack


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
    row.save(update_fields=["state", "findings", "pack", "changed_at"])


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
        "changes": [
            {
                "kind": one.kind,
                "key": one.key,
                "name": one.name,
                "verdict": one.verdict,
                "sides": one.sides,
                "proposed": one.proposed,
                "leaves": [{**asdict(leaf), "is_conflict": leaf.is_conflict} for leaf in one.leaves],
            }
            for one in comparison.changes
        ],
    }


def _counts(comparison: Comparison) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in comparison.differences:
        if one.verdict != "gone":
            found[one.kind] = found.get(one.kind, 0) + 1
    return found
