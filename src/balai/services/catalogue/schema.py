"""The shape of a service in a pack, checked with the path to a fault."""

import re
from collections.abc import Sequence
from typing import Any

from balai.core.content import ContentError, require_keys

STANDARD_PUBLISHED = ("persyaratan", "prosedur", "jangka_waktu", "biaya", "produk", "pengaduan")
STANDARD_INTERNAL = (
    "dasar_hukum",
    "sarana",
    "kompetensi",
    "pengawasan",
    "jumlah_pelaksana",
    "jaminan_pelayanan",
    "jaminan_keamanan",
    "evaluasi",
)
REQUIRED = {"code", "slug", "title", "summary", "who", "cost", "time", "requirements", "places", "prefix"}
REQUIRED |= {"procedure", "form", "standard", "legal", "keywords"}
OPTIONAL = {"provider_kinds", "unit", "life_events", "popularity", "validity", "open", "subject", "variants"}
CHANGEABLE = {"who", "cost", "time", "places"}
_SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_PREFIX = re.compile(r"^[A-Z]{2,6}$")


def check_words(value: Any, path: Sequence[str | int]) -> None:
    """Raise ContentError unless the value is a text in both languages."""
    if not isinstance(value, dict) or set(value) != {"id", "en"} or not all(value.values()):
        raise ContentError("isi kedua bahasa: {id: …, en: …}", path)


def check_service(entry: dict[str, Any], place: int) -> None:
    """Check one service. Raises ContentError."""
    require_keys(entry, required=REQUIRED, optional=OPTIONAL, path=[place])
    check_provider(entry, place)
    for key in ("title", "summary", "who", "cost", "time", "places"):
        check_words(entry[key], [place, key])
    check_requirements(entry["requirements"], [place, "requirements"])
    _check_standard(entry["standard"], [place, "standard"])
    _check_variants(entry, [place, "variants"])


def check_provider(entry: dict[str, Any], place: int) -> None:
    """Raise ContentError unless address, prefix and who gives the service are as they must be."""
    if not _SLUG.match(str(entry["slug"])):
        raise ContentError("alamat: huruf kecil, angka, tanda hubung", [place, "slug"])
    if not _PREFIX.match(str(entry["prefix"])):
        raise ContentError("awalan kode: 2 sampai 6 huruf besar", [place, "prefix"])
    if bool(entry.get("unit")) == bool(entry.get("provider_kinds")):
        raise ContentError("sebutkan salah satu: unit atau provider_kinds", [place])


def check_requirements(items: Any, path: list[str | int]) -> None:
    """Raise ContentError unless there are requirements, each with a name and how it is shown."""
    if not isinstance(items, list) or not items:
        raise ContentError("tulis sekurangnya satu persyaratan", path)
    for place, item in enumerate(items):
        require_keys(item, required={"title", "kind"}, optional={"detail"}, path=[*path, place])
        check_words(item["title"], [*path, place, "title"])
        if item["kind"] not in {"known", "upload", "bring"}:
            raise ContentError("kind: known, upload atau bring", [*path, place, "kind"])


def _check_standard(standard: Any, path: list[str | int]) -> None:
    keys = set(STANDARD_PUBLISHED) | set(STANDARD_INTERNAL)
    require_keys(standard, required=keys, optional=set(), path=path)
    for key in keys:
        check_words(standard[key], [*path, key])


def _check_variants(entry: dict[str, Any], path: list[str | int]) -> None:
    """Ways to give the service, of which the regency chooses one; the first is what the pack proposes."""
    variants = entry.get("variants", [])
    for place, variant in enumerate(variants):
        here = [*path, place]
        require_keys(
            variant, required={"code", "procedure", "title", "meaning"}, optional={"changes"}, path=here
        )
        check_words(variant["title"], [*here, "title"])
        check_words(variant["meaning"], [*here, "meaning"])
        _check_changes(variant.get("changes", {}), [*here, "changes"])
    if variants and variants[0]["procedure"] != entry["procedure"]:
        raise ContentError("ragam pertama harus memakai prosedur layanan", [*path, 0, "procedure"])
    if len({variant["code"] for variant in variants}) != len(variants):
        raise ContentError("kode ragam tidak boleh sama", path)


def _check_changes(changes: dict[str, Any], path: list[str | int]) -> None:
    """What the page of the service says differently under a variant."""
    require_keys(changes, required=set(), optional=CHANGEABLE | {"standard"}, path=path)
    standard = changes.get("standard", {})
    require_keys(
        standard,
        required=set(),
        optional={*STANDARD_PUBLISHED, *STANDARD_INTERNAL},
        path=[*path, "standard"],
    )
    for key in CHANGEABLE & set(changes):
        check_words(changes[key], [*path, key])
    for key, words in standard.items():
        check_words(words, [*path, "standard", key])
