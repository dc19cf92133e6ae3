"""Content kind of this module in packs: ``koordinat``, a file of points of one regency."""

from pathlib import Path
from typing import Any

from balai.core.content import ContentContext, ContentError, content, require_keys
from balai.core.exchange import run_import
from balai.foundation.regions.models import Regency


@content("koordinat", order=15, file_key="file")
def install_points(entries: list[dict[str, Any]], context: ContentContext) -> int:
    """Points of places: ``{code: "35.10", file: koordinat.csv, source}``; other regencies are passed over."""
    served = set(Regency.objects.values_list("region_id", flat=True))
    changed = 0
    for place, entry in enumerate(entries):
        require_keys(entry, required={"code", "file", "source"}, optional=set(), path=[place])
        path = (context.folder / str(entry["file"])).resolve()
        if not path.is_relative_to(context.folder.resolve()) or not path.is_file():
            raise ContentError(f"berkas “{entry['file']}” tidak ada di paket ini", [place, "file"])
        if str(entry["code"]) in served:
            changed += _import(path, place, context)
    return changed


def _import(path: Path, place: int, context: ContentContext) -> int:
    report = run_import("koordinat", path, context.actor)
    if report.errors:
        first = report.errors[0]
        raise ContentError(f"{path.name} baris {first.row}: {first.message}", [place, "file"])
    return report.created + report.changed
