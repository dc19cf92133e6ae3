"""The page on which an innovation is written: its parts, in sections, over the entry of a pack."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from balai.core.ui.editing import (
    Amount,
    Flag,
    Line,
    One,
    Part,
    PieceForm,
    Rows,
    Several,
    Text,
    Typed,
    Words,
)
from balai.core.ui.words import local
from balai.foundation.organizations.api import units_by_kind
from balai.foundation.parts.api import part_choices
from balai.foundation.regions.api import regency
from balai.territory.innovations.words import DOUBTED, FORMS, INITIATORS, NEED_KINDS, figure, read_figure

Body = dict[str, Any]
MOST_NEEDS, MOST_EVIDENCE, MOST_FAILED = 8, 6, 4
LONG = 2000


@dataclass(frozen=True)
class Lines(Text):
    """Several short texts, one a line."""

    def typed(self, value: Any) -> Body:
        return {self.key: "\n".join(value or [])}

    def value(self, typed: Typed) -> Any:
        return [line.strip() for line in typed[self.key].splitlines() if line.strip()]


@dataclass(frozen=True)
class Shown(Flag):
    """Yes unless the data say no: what is public says nothing."""

    def typed(self, value: Any) -> Body:
        return {self.key: value is not False}

    def value(self, typed: Typed) -> Any:
        return None if typed[self.key] else "no"


def parts_of() -> tuple[Part, ...]:
    """Everything that the page asks, in its order."""
    return (*_story(), *_lists(), *_facts())


def _story() -> Iterator[Part]:
    yield Words("title", _("Nama inovasi"))
    yield Words("summary", _("Ringkasan satu kalimat"), is_long=True)
    yield Words("problem", _("Masalah yang dijawab"), is_long=True, longest=LONG)
    yield Words("how", _("Cara kerjanya"), is_long=True, longest=LONG)
    yield Lines(
        "words",
        _("Kata yang dipakai warga, satu baris satu"),
        _("Misalnya antrean panjang, uang desa. Inovasi ditemukan dengan kata itu."),
        5,
    )


def _lists() -> Iterator[Part]:
    yield Rows("needs", _need, _read_need, _write_need, MOST_NEEDS)
    yield Rows("evidence", _evidence, _read_evidence, _write_evidence, MOST_EVIDENCE)
    yield Rows(
        "failed",
        lambda number: (Words("told", _("Yang gagal {n}").format(n=number), is_long=True, longest=LONG),),
        lambda told: {"told": told},
        lambda body: body["told"],
        MOST_FAILED,
    )


def _need(number: int) -> tuple[Part, ...]:
    kinds = [(kind, str(label)) for kind, (label, _icon) in NEED_KINDS.items()]
    return (
        One("kind", _("Jenis kebutuhan {n}").format(n=number), kinds),
        Words("text", _("Kebutuhan {n}").format(n=number), longest=LONG),
        Amount("amount", _("Rupiah, bila diketahui")),
    )


def _read_need(one: Body) -> Body:
    return dict(one)


def _write_need(body: Body) -> Body:
    return dict(body)


def _evidence(number: int) -> tuple[Part, ...]:
    return (
        Words("indicator", _("Indikator {n}").format(n=number)),
        Line("before", _("Angka sebelum"), _("Misalnya 12,5; boleh kosong.")),
        Line("after", _("Angka sesudah")),
        Words("unit", _("Satuan")),
        Line("on", _("Tahun atau tanggal"), _("Misalnya 2018 atau 2017-10-06.")),
        SourceLine("source", _("Sumber"), _("Tambahkan [R] selama belum dicocokkan dengan naskahnya.")),
    )


@dataclass(frozen=True)
class SourceLine(Line):
    """A line that may name a report with its address."""

    def fields(self) -> dict[str, forms.Field]:
        return {
            self.key: forms.CharField(label=self.label, required=False, max_length=300, help_text=self.help)
        }


def _read_evidence(one: Body) -> Body:
    return {
        **one,
        **{name: _typed_figure(one.get(name)) for name in ("before", "after")},
        "on": str(one.get("on", "")),
    }


def _typed_figure(value: Any) -> str:
    try:
        return "" if value is None else figure(Decimal(str(value)))
    except ArithmeticError:
        return str(value)  # what was typed and is no figure stays to be put right


def _write_evidence(body: Body) -> Body:
    figures: Body = {name: _kept_figure(body[name]) for name in ("before", "after") if name in body}
    return {**body, **figures}


def _kept_figure(text: str) -> int | float | str:
    value = read_figure(text)
    if value is None:
        return text
    return int(value) if value == value.to_integral_value() else float(value)


def _facts() -> Iterator[Part]:
    here = f"{regency().code}/"
    units = [unit for unit in units_by_kind() if unit.code.startswith(here)]
    yield Line("since", _("Berjalan sejak"), _("Tahun atau tanggal: 2016, 2017-10-06."))
    yield One("unit", _("Unit yang menjalankan"), [(one.code.removeprefix(here), one.name) for one in units])
    yield Words("contact", _("Kontak bagi daerah lain"), longest=LONG)
    yield One("part", _("Bagian Balai"), [(code, local(title)) for code, title in part_choices()])
    yield Line("pack", _("Nama paket yang dapat dipasang daerah lain"))
    yield One("form", _("Bentuk (PP 38/2017 pasal 4)"), [(code, str(label)) for code, label in FORMS.items()])
    yield One(
        "initiator", _("Pemrakarsa (pasal 7)"), [(code, str(label)) for code, label in INITIATORS.items()]
    )
    yield Flag("digital", _("Inovasi digital"))
    yield Lines("sources", _("Sumber, satu baris satu"), rows=3)
    yield Several(
        "unverified",
        _("Bagian yang belum diverifikasi"),
        [(code, str(label)) for code, label in DOUBTED.items()],
        _("Yang tidak diceritakan sumber mana pun; halaman umum menandainya."),
    )
    yield Shown("public", _("Tampil bagi umum"))


def entry_from(form: PieceForm, seen: Body) -> Body:
    """The entry as it was typed; code and stage are not asked."""
    body = form.body()
    hidden = {"public": False} if body.pop("public", None) else {}
    return {"code": seen["code"], "stage": seen["stage"], **body, **hidden}


@dataclass(frozen=True)
class Piece:
    """Some fields that belong together; a further row of a list opens on demand."""

    title: str
    fields: tuple[forms.BoundField, ...]
    is_open: bool


@dataclass(frozen=True)
class Section:
    """A section of the page: fields, then the rows of its list."""

    code: str
    title: str
    lead: str
    fields: tuple[forms.BoundField, ...]
    pieces: tuple[Piece, ...] = ()


def sections_of(form: PieceForm) -> list[Section]:
    """The sections of the page."""
    story = tuple(form[name] for part in _story() for name in part.fields())
    facts = tuple(form[name] for part in _facts() for name in part.fields())
    found = [Section("cerita", _("Masalah dan jawabannya"), "", story)]
    leads = {
        "needs": (_("Yang diperlukan"),
                  _("Aturan, orang, biaya, peralatan: menurut ini daerah lain menilai kesiapannya.")),
        "evidence": (_("Bukti"), _("Setiap angka dengan tanggal dan sumbernya.")),
        "failed": (_("Yang gagal di jalan"), _("Agar daerah lain tidak mengulanginya.")),
    }  # fmt: skip
    for part in _lists():
        title, lead = leads[part.key]
        found.append(Section(part.key, title, lead, (), tuple(_pieces(form, part, title))))
    return [*found, Section("keterangan", _("Keterangan"), "", facts)]


def _pieces(form: PieceForm, part: Part, title: str) -> Iterator[Piece]:
    is_first_empty = True
    places = range({"needs": MOST_NEEDS, "evidence": MOST_EVIDENCE, "failed": MOST_FAILED}[part.key])
    for place in places:
        fields = tuple(form[name] for name in part.fields() if name.startswith(f"{part.key}_{place}_"))
        filled = any(bound.value() for bound in fields)
        faulty = any(bound.errors for bound in fields)
        yield Piece(f"{title} {place + 1}", fields, filled or faulty or is_first_empty)
        is_first_empty = is_first_empty and filled
