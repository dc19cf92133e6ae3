"""What a service still lacks before citizens can be served: one line for each thing to do, in the order to do it."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from balai.core.content import ContentError, kind_named
from balai.core.drafting import Standing
from balai.foundation.cases.api import procedure_standing
from balai.foundation.documents.api import letter_standing
from balai.foundation.forms.api import form_standing
from balai.foundation.regions.api import regency
from balai.services.catalogue.models import Booth
from balai.services.catalogue.schema import (
    STANDARD_INTERNAL,
    STANDARD_PUBLISHED,
    TOLD,
    check_provider,
    check_requirements,
    check_words,
    is_informed,
    open_parts,
)
from balai.services.catalogue.words import STANDARD_TITLES

Entry = dict[str, Any]
TEXTS = ("title", "summary", "who", "cost", "time", "places")


@dataclass(frozen=True)
class Item:
    """One thing that a service needs. ``missing`` says what to do, "" when it is done; ``begin`` what to begin."""

    code: str
    label: str
    href: str
    missing: str = ""
    begin: str = ""

    @property
    def is_done(self) -> bool:
        """True when nothing is left to do."""
        return not self.missing


def checklist(entry: Entry) -> list[Item]:
    """Everything that the service needs, done or not."""
    return list(_informed_items(entry) if is_informed(entry) else _items(entry))


def missing_in(entry: Entry) -> list[Item]:
    """What is left to do."""
    return [item for item in checklist(entry) if not item.is_done]


def letters_of(entry: Entry) -> list[str]:
    """The letters that the published procedure of the service issues."""
    kind = kind_named("procedures")
    standing = kind.reader([entry["procedure"]]) if kind.reader else {}
    needs = kind.needs
    found = (need for one in standing.values() for need in (needs(one) if needs else ()))
    return [key for name, key in found if name == "documents"]


def _items(entry: Entry) -> Iterator[Item]:
    yield _section(entry, "teks", _("Teks halaman"), _texts)
    yield _section(entry, "syarat", _("Persyaratan"), _requirements)
    yield _section(entry, "daftar", _("Dasar hukum dan pencarian"), _lists)
    yield _section(entry, "standar", _("Standar pelayanan"), _standard)
    yield _section(entry, "pelaksana", _("Pelaksana dan jalannya"), _provider)
    yield _content("formulir", _("Formulir"), form_standing(entry["form"]))
    for code in letters_of(entry) or [entry["code"]]:
        standing = letter_standing(code)
        is_needed = code in letters_of(entry)
        yield _content("surat", _("Surat yang terbit"), standing, is_needed=is_needed or standing.has_draft)
    yield _content("prosedur", _("Prosedur"), procedure_standing(entry["procedure"]))
    yield _section(entry, "tampil", _("Dibuka atau ditutup"), lambda entry: None)


def _informed_items(entry: Entry) -> Iterator[Item]:
    """An informed service needs texts and sources only; what nobody knows yet may stay open."""
    yield _section(entry, "teks", _("Teks halaman"), _informed_texts)
    yield _section(entry, "syarat", _("Persyaratan"), _known(open_in(entry) & TOLD.keys()))
    yield _section(entry, "standar", _("Standar pelayanan"), _known(open_in(entry) - TOLD.keys()))
    yield _section(entry, "daftar", _("Dasar hukum dan pencarian"), _lists)
    yield _section(entry, "tampil", _("Dibuka atau ditutup"), lambda entry: None)


def open_in(entry: Entry) -> set[str]:
    """The published parts that nobody has written, neither here nor at the booth of its agency."""
    unit = f"{regency().code}/{entry.get('unit', '')}"
    answered = Booth.objects.filter(unit__code=unit).exclude(complaints={}).exists()
    return set(open_parts(entry)) - ({"pengaduan"} if answered else set())


def _known(parts: Collection[str]) -> Callable[[Entry], None]:
    def check(entry: Entry) -> None:
        titles = [str(STANDARD_TITLES[part]) for part in STANDARD_PUBLISHED if part in parts]
        if titles:
            raise ContentError(_("Belum ditulis: {parts}.").format(parts=", ".join(titles)))

    return check


def _section(entry: Entry, code: str, label: str, check: Callable[[Entry], None]) -> Item:
    href = reverse("catalogue:edit_section", args=[entry["slug"], code])
    try:
        check(entry)
    except ContentError as fault:
        return Item(code, label, href, str(fault))
    return Item(code, label, href)


def _content(code: str, label: str, standing: Standing, *, is_needed: bool = True) -> Item:
    if standing.number and not standing.has_draft:
        return Item(code, label, standing.href)
    if standing.has_draft:
        return Item(code, label, standing.href, _("Ada draf; terbitkan dahulu."))
    if is_needed:
        return Item(code, label, "", _("Belum ada; susun dan terbitkan."), code)
    return Item(code, _("%(label)s (bila perlu)") % {"label": label}, "", begin=code)


def _informed_texts(entry: Entry) -> None:
    for key in ("title", "summary"):
        _both(entry[key], _("Lengkapi setiap teks dalam kedua bahasa."))


def _texts(entry: Entry) -> None:
    for key in TEXTS:
        _both(entry[key], _("Lengkapi setiap teks dalam kedua bahasa."))


def _standard(entry: Entry) -> None:
    for key in (*STANDARD_PUBLISHED, *STANDARD_INTERNAL):
        _both(entry["standard"].get(key), _("Lengkapi keempat belas bagian dalam kedua bahasa."))


def _both(words: Any, sentence: str) -> None:
    try:
        check_words(words, ())
    except ContentError:
        raise ContentError(sentence) from None


def _requirements(entry: Entry) -> None:
    check_requirements(entry["requirements"], [])


def _lists(entry: Entry) -> None:
    if not entry["legal"]:
        raise ContentError(_("Tulis sekurangnya satu dasar hukum."))
    if not entry["keywords"]:
        raise ContentError(_("Tulis kata yang dipakai warga saat mencarinya."))


def _provider(entry: Entry) -> None:
    check_provider(entry, 0)
