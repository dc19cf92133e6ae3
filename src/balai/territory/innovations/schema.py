"""The shape of an innovation in a pack, checked with the path to each fault; each stage demands more evidence."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from balai.core.content import ContentError, Entry, require_keys
from balai.territory.innovations.models import Stage

Path = Sequence[str | int]
NEEDS = ("rule", "people", "cost", "equipment", "pack")
FORMS = ("tata-kelola", "pelayanan-publik", "lainnya")  # PP 38/2017 article 4
INITIATORS = ("kepala-daerah", "dprd", "perangkat-daerah", "asn", "masyarakat")  # article 7
REQUIRED = {"code", "title", "summary", "problem", "stage"}
OPTIONAL = {
    "how", "since", "evidence", "needs", "failed", "contact", "words", "part", "pack", "unit", "public",
    "form", "initiator", "digital", "sources", "unverified",
}  # fmt: skip
STAGES = tuple(Stage.values)
GROWING = (Stage.IDEA, Stage.TRIAL, Stage.PRACTICE)  # each demands more than the one before
TAKEN = {"indeks"}  # an address beside those of innovations
DOUBTED = ("since", "problem", "how", "needs", "failed")  # parts that no report may tell in these words
_CODE = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
_SINCE = re.compile(r"^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$")


def check_innovation(entry: Any, path: Path = ()) -> None:
    """Raise ContentError for the first fault of an entry."""
    require_keys(entry, required=REQUIRED, optional=OPTIONAL, path=path)
    for fault in faults_of(entry, path):
        raise fault


def faults_of(entry: Entry, path: Path = ()) -> Iterator[ContentError]:
    """Everything that stands against publishing, in the order of the page."""
    yield from _heading(entry, path)
    for name in ("title", "summary", "problem"):
        yield from _words(entry.get(name), [*path, name], is_needed=True)
    for name in ("how", "contact"):
        yield from _words(entry.get(name), [*path, name])
    yield from _lists(entry, path)
    if not set(entry.get("unverified") or ()) <= set(DOUBTED):
        yield ContentError(
            _("Salah satu dari: %(known)s.") % {"known": ", ".join(DOUBTED)}, [*path, "unverified"]
        )
    for name, sentence in missing_for(entry, entry.get("stage", "")):
        yield ContentError(sentence, [*path, name])


def _heading(entry: Entry, path: Path) -> Iterator[ContentError]:
    code = str(entry.get("code", ""))
    if not _CODE.match(code) or len(code) > 60 or code in TAKEN:
        yield ContentError(_("Kode: huruf kecil, angka dan tanda hubung."), [*path, "code"])
    choices = (("stage", STAGES), ("form", FORMS), ("initiator", INITIATORS))
    for name, known in choices:
        if entry.get(name, known[0]) not in known:
            yield ContentError(_("Salah satu dari: %(known)s.") % {"known": ", ".join(known)}, [*path, name])
    since = str(entry.get("since", ""))
    if since and not _is_since(since):
        yield ContentError(_("Tulis tahun (2016) atau hari (2017-10-06)."), [*path, "since"])


def _is_since(text: str) -> bool:
    try:
        return bool(_SINCE.match(text)) and bool(
            date.fromisoformat(text if len(text) > 4 else f"{text}-01-01")
        )
    except ValueError:
        return False


def _words(value: Any, path: Path, *, is_needed: bool = False) -> Iterator[ContentError]:
    if value is None and not is_needed:
        return
    whole = isinstance(value, dict) and set(value) == {"id", "en"} and all(map(str, value.values()))
    if not whole or not all(str(text).strip() for text in value.values()):
        yield ContentError(_("Tulis dalam kedua bahasa."), path)


def _lists(entry: Entry, path: Path) -> Iterator[ContentError]:
    for place, need in enumerate(entry.get("needs") or ()):
        yield from _need(need, [*path, "needs", place])
    for place, one in enumerate(entry.get("evidence") or ()):
        yield from _evidence(one, [*path, "evidence", place])
    for place, told in enumerate(entry.get("failed") or ()):
        yield from _words(told, [*path, "failed", place], is_needed=True)


def _need(need: Any, path: Path) -> Iterator[ContentError]:
    if not isinstance(need, dict) or need.get("kind") not in NEEDS:
        yield ContentError(_("Pilih jenis kebutuhannya."), [*path, "kind"])
        return
    yield from _words(need.get("text"), [*path, "text"], is_needed=True)
    if "amount" in need and not _is_amount(need["amount"]):
        yield ContentError(_("Tulis rupiah dengan angka."), [*path, "amount"])


def _is_amount(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**15


def _evidence(one: Any, path: Path) -> Iterator[ContentError]:
    if not isinstance(one, dict):
        yield ContentError(_("Tulis indikator, angka, tanggal dan sumber."), path)
        return
    yield from _words(one.get("indicator"), [*path, "indicator"], is_needed=True)
    yield from _words(one.get("unit"), [*path, "unit"])
    for name in ("before", "after"):
        if one.get(name) is not None and not is_number(one[name]):
            yield ContentError(_("Tulis angka, misalnya 12,5."), [*path, name])
    if one.get("after") is None:
        yield ContentError(_("Bukti memerlukan angka."), [*path, "after"])
    if not _is_since(str(one.get("on", ""))):
        yield ContentError(_("Tulis tahun (2016) atau hari (2017-10-06)."), [*path, "on"])
    if not str(one.get("source", "")).strip():
        yield ContentError(_("Sebutkan sumber angkanya."), [*path, "source"])


def is_number(value: Any) -> bool:
    """True for a finite number, also one that stands as text since JSON would round it."""
    try:
        return not isinstance(value, bool) and Decimal(str(value)).is_finite()
    except ArithmeticError:
        return False


def missing_for(entry: Entry, stage: str) -> list[tuple[str, str]]:
    """What a stage demands and the entry has not: the part of the page, and what to do."""
    demands = {
        "how": (Stage.TRIAL, _("Uji coba memerlukan cara kerja yang tertulis.")),
        "needs": (Stage.TRIAL, _("Uji coba memerlukan daftar kebutuhan: aturan, orang, biaya, peralatan.")),
        "evidence": (Stage.PRACTICE, _("Penerapan memerlukan bukti: angka, tanggal dan sumbernya.")),
        "since": (Stage.PRACTICE, _("Penerapan memerlukan waktu mulainya.")),
        "contact": (Stage.PRACTICE, _("Penerapan memerlukan kontak untuk daerah lain.")),
    }
    reached = GROWING[: GROWING.index(Stage(stage)) + 1] if stage in GROWING else ()
    due = {name: told for name, (since, told) in demands.items() if since in reached}
    return [(name, told) for name, told in due.items() if not entry.get(name)]
