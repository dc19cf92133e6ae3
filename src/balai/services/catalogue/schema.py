"""The shape of a service in a pack, checked with the path to a fault.

A service is either asked for here, by a form and a procedure, with all fourteen parts of its standard; or its agency
keeps a system of its own (``is_informed``): people are told of it and come for it, and what no source says stays open.
"""

import re
from collections.abc import Mapping, Sequence
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
EVERY = {"code", "slug", "title", "summary", "standard", "legal", "keywords"}
WAY = {"procedure", "form", "prefix"}  # by which a service is asked for here
APPLIED = EVERY | WAY | {"who", "cost", "time", "requirements", "places"}
OPTIONAL = {"provider_kinds", "unit", "life_events", "popularity", "open"}
APPLIED_OPTIONAL = OPTIONAL | {"validity", "subject", "variants"}
INFORMED_OPTIONAL = OPTIONAL | {"who", "requirements", "places", "sources"}
TOLD = {"persyaratan": "requirements"}  # what an informed service says in a list of its own
CHANGEABLE = {"who", "cost", "time", "places"}
TAKEN = {"baru", "instansi", "kelengkapan", "saran"}  # addresses beside those of services
_SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_PREFIX = re.compile(r"^[A-Z]{2,6}$")


def check_words(value: Any, path: Sequence[str | int]) -> None:
    """Raise ContentError unless the value is a text in both languages."""
    if not isinstance(value, dict) or set(value) != {"id", "en"} or not all(value.values()):
        raise ContentError("isi kedua bahasa: {id: …, en: …}", path)


def is_informed(entry: Mapping[str, Any]) -> bool:
    """True of a service that people are told of and come for, but do not ask for here."""
    return not WAY & entry.keys()


def check_service(entry: dict[str, Any], place: int) -> None:
    """Check one service. Raises ContentError."""
    (_check_informed if is_informed(entry) else _check_applied)(entry, place)


def _check_applied(entry: dict[str, Any], place: int) -> None:
    require_keys(entry, required=APPLIED, optional=APPLIED_OPTIONAL, path=[place])
    check_provider(entry, place)
    for key in ("title", "summary", "who", "cost", "time", "places"):
        check_words(entry[key], [place, key])
    check_requirements(entry["requirements"], [place, "requirements"])
    _check_standard(entry["standard"], [place, "standard"])
    _check_variants(entry, [place, "variants"])


def _check_informed(entry: dict[str, Any], place: int) -> None:
    require_keys(entry, required=EVERY, optional=INFORMED_OPTIONAL, path=[place])
    _check_given(entry, place)
    for key in {"title", "summary", "who", "places"} & entry.keys():
        check_words(entry[key], [place, key])
    if "requirements" in entry:
        check_requirements(entry["requirements"], [place, "requirements"])
    parts = {*STANDARD_PUBLISHED, *STANDARD_INTERNAL} - TOLD.keys()
    require_keys(entry["standard"], required=set(), optional=parts, path=[place, "standard"])
    for key, words in entry["standard"].items():
        check_words(words, [place, "standard", key])
    _check_sources(entry, place)


def _check_sources(entry: dict[str, Any], place: int) -> None:
    """What is published says where it stands; what stands nowhere is left open."""
    if not entry["legal"]:
        raise ContentError("tulis sekurangnya satu dasar hukum", [place, "legal"])
    sources = entry.get("sources", {})
    require_keys(sources, required=set(), optional=set(STANDARD_PUBLISHED), path=[place, "sources"])
    for key in STANDARD_PUBLISHED:
        if key not in open_parts(entry) and not str(sources.get(key, "")).strip():
            raise ContentError(f"sebutkan dari mana bagian “{key}” diketahui", [place, "sources"])


def open_parts(content: Mapping[str, Any]) -> tuple[str, ...]:
    """The published parts of the standard that nobody has written yet; none of a service that is asked for here."""
    return tuple(key for key in STANDARD_PUBLISHED if not _says(content, key))


def _says(content: Mapping[str, Any], part: str) -> bool:
    return bool(content["standard"].get(part) or content.get(TOLD.get(part, "")))


def check_provider(entry: dict[str, Any], place: int) -> None:
    """Raise ContentError unless address, prefix and who gives the service are as they must be."""
    _check_given(entry, place)
    if not _PREFIX.match(str(entry["prefix"])):
        raise ContentError("awalan kode: 2 sampai 6 huruf besar", [place, "prefix"])


def _check_given(entry: dict[str, Any], place: int) -> None:
    if not _SLUG.match(str(entry["slug"])) or entry["slug"] in TAKEN:
        raise ContentError("alamat: huruf kecil, angka, tanda hubung", [place, "slug"])
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
