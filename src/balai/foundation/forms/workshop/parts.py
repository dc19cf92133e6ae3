"""What the page of a question asks, by its type."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from balai.core.ui.editing import Body, Flag, Group, Number, One, Part, Several, Typed, Words, short_name
from balai.core.ui.widgets import DayInput
from balai.foundation.forms.parsing import DOCUMENT_KINDS, IMAGE_KINDS
from balai.foundation.forms.workshop.conditions import Tests, read_number
from balai.foundation.forms.workshop.words import FILE_WORDS, PATTERN_WORDS, SOURCE_WORDS, WIDTH_WORDS

NOT_FILLED = {"file", "image", "consent", "coordinates", "checkbox"}
SEPARATOR = "|"


@dataclass(frozen=True)
class Options(Part):
    """Choices, a line each: ``Perorangan | Individual``. Known ones keep the value by which answers name them."""

    before: tuple[Body, ...] = ()
    key: str = "choices"

    def fields(self) -> dict[str, forms.Field]:
        return {
            self.key: forms.CharField(
                label=_("Pilihan, satu baris satu"),
                required=False,
                max_length=8000,
                widget=forms.Textarea(attrs={"rows": 6}),
                help_text=_(
                    "Tulis dalam dua bahasa, dipisah garis tegak: Perorangan | Individual. Urutannya seperti di sini."
                ),
            )
        }

    def typed(self, value: Any) -> Body:
        labels = [one["label"] for one in value or []]
        return {self.key: "\n".join(f"{one['id']} {SEPARATOR} {one['en']}" for one in labels)}

    def value(self, typed: Typed) -> Any:
        labels = [_two_words(line) for line in typed[self.key].splitlines() if line.strip()]
        known = [self._known(label) for label in labels]
        taken = {value for value in known if value}
        options = []
        for label, value in zip(labels, known, strict=True):
            name = value or short_name(label["id"], taken)
            taken.add(name)
            options.append({"value": name, "label": label})
        return options

    def _known(self, label: Mapping[str, str]) -> str:
        """The value of the choice that reads so, or that did in one of the languages."""
        for language in ("id", "en"):
            for one in self.before:
                if label[language] and one["label"][language] == label[language]:
                    return str(one["value"])
        return ""


def _two_words(line: str) -> dict[str, str]:
    indonesian, _bar, english = line.partition(SEPARATOR)
    return {"id": indonesian.strip(), "en": english.strip()}


@dataclass(frozen=True)
class Amount(Part):
    """A bound that is a number, written as people write it."""

    key: str
    label: str

    def fields(self) -> dict[str, forms.Field]:
        return {
            self.key: forms.CharField(
                label=self.label,
                required=False,
                max_length=20,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )
        }

    def typed(self, value: Any) -> Body:
        return {self.key: "" if value is None else str(value).replace(".", ",")}

    def value(self, typed: Typed) -> Any:
        return read_number(typed[self.key])


@dataclass(frozen=True)
class Bound(Part):
    """A bound of dates: none, today, or a day of the calendar."""

    key: str
    label: str

    def fields(self) -> dict[str, forms.Field]:
        kinds = [("", _("Tanpa batas")), ("today", _("Hari ini")), ("day", _("Tanggal tertentu"))]
        return {
            f"{self.key}_kind": forms.ChoiceField(label=self.label, required=False, choices=kinds),
            f"{self.key}_day": forms.DateField(
                label=_("%(bound)s: tanggal tertentu") % {"bound": self.label},
                required=False,
                widget=DayInput(),
            ),
        }

    def typed(self, value: Any) -> Body:
        text = value.isoformat() if isinstance(value, date) else str(value or "")
        kind = text if text in ("", "today") else "day"
        return {f"{self.key}_kind": kind, f"{self.key}_day": text if kind == "day" else ""}

    def value(self, typed: Typed) -> Any:
        kind, day = typed[f"{self.key}_kind"], typed[f"{self.key}_day"]
        return (day.isoformat() if day else "?") if kind == "day" else kind


def parts_of(field: Body, earlier: list[Body]) -> tuple[Part, ...]:
    """The parts of the form that edits the question; ``earlier`` are those before it."""
    return tuple(_parts(field, earlier))


def _parts(field: Body, earlier: list[Body]) -> Iterator[Part]:
    kind = field["type"]
    yield Words("label", _("Pertanyaan"))
    yield Words("help", _("Petunjuk di bawah pertanyaan"))
    if kind in ("choice", "choices"):
        yield Options(tuple(field.get("choices", ())))
    yield Flag("required", _("Wajib diisi"))
    limits = tuple(_LIMITS[kind]()) if kind in _LIMITS else ()
    if limits:
        yield Group("limits", limits)
    if earlier:
        yield Tests("when", tuple(earlier), field.get("when"))
    if kind not in NOT_FILLED:
        sources = [(source, str(word)) for source, word in SOURCE_WORDS.items()]
        yield One(
            "prefill", _("Isi lebih dahulu dengan"), sources, _("Pemohon tidak perlu mengetiknya lagi.")
        )
        yield Flag("locked", _("Isi dari akun tidak dapat diubah pemohon"))
    widths = [(width, str(word)) for width, word in WIDTH_WORDS.items()]
    yield One("width", _("Lebar di layar besar"), widths, usual="full")


def _lengths() -> Iterator[Part]:
    yield Number("min_length", _("Paling sedikit berapa huruf"), most=10_000)
    yield Number("max_length", _("Paling banyak berapa huruf"), 1, 10_000)


def _text() -> Iterator[Part]:
    patterns = [(pattern, str(word)) for pattern, word in PATTERN_WORDS.items()]
    yield One("pattern", _("Harus berupa"), patterns)
    yield from _lengths()


def _numbers() -> Iterator[Part]:
    yield Amount("min", _("Paling kecil"))
    yield Amount("max", _("Paling besar"))


def _decimals() -> Iterator[Part]:
    yield from _numbers()
    yield Number("places", _("Angka di belakang koma"), most=6)


def _dates() -> Iterator[Part]:
    yield Bound("min", _("Paling awal"))
    yield Bound("max", _("Paling akhir"))
    precisions = [("day", _("Hari, bulan dan tahun")), ("month", _("Bulan dan tahun saja"))]
    yield One("precision", _("Ketelitian"), precisions, usual="day")


def _counts() -> Iterator[Part]:
    yield Number("min_count", _("Paling sedikit berapa pilihan"), most=50)
    yield Number("max_count", _("Paling banyak berapa pilihan"), 1, 50)


def _regions() -> Iterator[Part]:
    places = [("country", _("Seluruh Indonesia")), ("regency", _("Kabupaten ini saja"))]
    yield One("within", _("Tempat yang dapat dipilih"), places, usual="country")


def _files(kinds: tuple[str, ...]) -> Iterator[Part]:
    yield Several("types", _("Jenis berkas yang diterima"), [(kind, FILE_WORDS[kind]) for kind in kinds])
    yield Number("max_mb", _("Paling besar berapa MB sebuah berkas"), 1, 20)
    yield Number("max_count", _("Paling banyak berapa berkas"), 1, 50)


_LIMITS: dict[str, Callable[[], Iterator[Part]]] = {
    "text": _text,
    "textarea": _lengths,
    "integer": _numbers,
    "money": _numbers,
    "decimal": _decimals,
    "date": _dates,
    "choices": _counts,
    "region": _regions,
    "file": lambda: _files(DOCUMENT_KINDS),
    "image": lambda: _files(IMAGE_KINDS),
}
