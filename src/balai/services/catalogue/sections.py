"""The sections in which a service is edited, as forms over its entry."""

import json
from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.content import Entry
from balai.core.ui.words import local
from balai.foundation.cases.api import procedure_codes
from balai.foundation.forms.api import form_codes, get_form
from balai.services.catalogue.models import LifeEvent
from balai.services.catalogue.providing import as_choice, providers, read_provider
from balai.services.catalogue.schema import STANDARD_INTERNAL, STANDARD_PUBLISHED, TOLD, is_informed
from balai.services.catalogue.words import STANDARD_TITLES

LANGUAGES = {"id": gettext_lazy("Indonesia"), "en": gettext_lazy("Inggris")}
TEXTS = {
    "title": gettext_lazy("Nama"),
    "summary": gettext_lazy("Ringkasan"),
    "who": gettext_lazy("Siapa yang dapat mengajukan"),
    "cost": gettext_lazy("Biaya"),
    "time": gettext_lazy("Waktu"),
    "places": gettext_lazy("Tempat"),
}
INFORMED_NEEDED = ("title", "summary")
INFORMED_TEXTS = (*INFORMED_NEEDED, "who", "places")
KINDS = (
    ("known", gettext_lazy("Sudah kami miliki, tidak diminta lagi")),
    ("upload", gettext_lazy("Diunggah pemohon dalam formulir")),
    ("bring", gettext_lazy("Dibawa ke loket")),
)
MOST_REQUIREMENTS, EMPTY_REQUIREMENTS = 12, 3
SHORT = ("title", "cost", "time")  # of one line
LISTS = ("legal", "keywords")


@dataclass(frozen=True)
class Piece:
    """A field, or one text in its languages; ``heading`` when something new begins with it."""

    name: str
    fields: list[forms.BoundField]
    heading: str


class SectionForm(forms.Form):
    """A form over a part of an entry: the two languages of a text stand side by side."""

    lead: Any = ""
    tells_what_is_missing = False
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.headings: dict[str, str] = {}

    @abstractmethod
    def changed(self, entry: Entry) -> Entry:
        """The entry with this section as it was typed."""

    def stamp(self) -> str:
        """A fingerprint of what the section said when it was opened."""
        texts = {name: field.initial for name, field in self.fields.items() if name != "seen"}
        return sha256(json.dumps(texts, sort_keys=True, default=str).encode()).hexdigest()[:16]

    def relax(self) -> None:
        """Let a text be left for later; the list of what is to be done goes on telling it."""
        self.tells_what_is_missing = True
        for name, field in self.fields.items():
            field.required = field.required and "-" not in name and name not in LISTS

    def pieces(self) -> list[Piece]:
        """The fields as the page shows them, texts of two languages together, with the headings between them."""
        shown: list[Piece] = []
        for bound in self.visible_fields():
            is_pair = bound.name.endswith(tuple(f"-{language}" for language in LANGUAGES))
            if is_pair and shown and shown[-1].name == bound.name[:-3]:
                shown[-1].fields.append(bound)
                continue
            name = bound.name[:-3] if is_pair else bound.name
            shown.append(Piece(name, [bound], self.headings.get(bound.name, "")))
        return shown

    def _add(self, name: str, label: Any, value: Any, *, lines: int = 2, required: bool = True) -> None:
        self.fields[name] = forms.CharField(
            label=label,
            initial=value,
            required=required,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput(),
        )

    def _add_words(
        self, name: str, label: Any, words: Mapping[str, str], *, required: bool = True, lines: int = 2
    ) -> None:
        for language, tongue in LANGUAGES.items():
            told = f"{label} ({tongue})"
            self._add(f"{name}-{language}", told, words.get(language, ""), required=required, lines=lines)

    def _add_source(self, name: str, label: Any, entry: Entry) -> None:
        told = _("{part}: dasar hukum atau sumbernya").format(part=label)
        self._add(f"{name}-source", told, entry.get("sources", {}).get(name, ""), lines=1, required=False)

    def _source(self, name: str) -> str:
        return str(self.cleaned_data[f"{name}-source"]).strip()

    def _words(self, name: str) -> dict[str, str]:
        return {language: self.cleaned_data[f"{name}-{language}"].strip() for language in LANGUAGES}


class TextsForm(SectionForm):
    """What the page of the service says first."""

    def __init__(self, entry: Entry, *args: Any) -> None:
        super().__init__(*args)
        for name, label in TEXTS.items():
            self._add_words(name, label, entry[name], lines=1 if name in SHORT else 2)

    def changed(self, entry: Entry) -> Entry:
        return {**entry, **{name: self._words(name) for name in TEXTS}}


class StandardForm(SectionForm):
    """The fourteen parts of the service standard (UU 25/2009 article 21)."""

    def __init__(self, entry: Entry, *args: Any) -> None:
        super().__init__(*args)
        for name in (*STANDARD_PUBLISHED, *STANDARD_INTERNAL):
            self._add_words(name, STANDARD_TITLES[name], entry["standard"][name])

    def changed(self, entry: Entry) -> Entry:
        return {**entry, "standard": {name: self._words(name) for name in entry["standard"]}}


class RequirementsForm(SectionForm):
    """What somebody needs, with empty ones at the end; without a name it is left out."""

    lead = gettext_lazy(
        "Satu kartu satu syarat. Kosongkan namanya untuk menghapusnya; yang kosong tidak ditampilkan."
    )
    usual = "upload"

    def __init__(self, entry: Entry, *args: Any) -> None:
        super().__init__(*args)
        items = [*entry.get("requirements", ()), *[{}] * EMPTY_REQUIREMENTS][:MOST_REQUIREMENTS]
        self.count = len(items)
        for place, item in enumerate(items):
            number = place + 1
            title, detail = (
                _("Syarat {number}").format(number=number),
                _("Penjelasan {number}").format(number=number),
            )
            self.headings[f"kind{place}"] = title
            self.fields[f"kind{place}"] = forms.ChoiceField(
                label=_("Dari mana syarat {number}").format(number=number), choices=KINDS,
                initial=item.get("kind", self.usual),
            )  # fmt: skip
            self._add_words(f"title{place}", title, item.get("title", {}), required=False, lines=1)
            self._add_words(f"detail{place}", detail, item.get("detail", {}), required=False)

    def changed(self, entry: Entry) -> Entry:
        return {**entry, "requirements": list(self._items())}

    def _items(self) -> Iterator[Entry]:
        for place in range(self.count):
            title, detail = self._words(f"title{place}"), self._words(f"detail{place}")
            if any(title.values()):
                found = {"title": title, "kind": self.cleaned_data[f"kind{place}"]}
                yield {**found, "detail": detail} if any(detail.values()) else found


class ListsForm(SectionForm):
    """Legal sources, search words and life events."""

    def __init__(self, entry: Entry, *args: Any) -> None:
        super().__init__(*args)
        self._add("legal", _("Dasar hukum, satu baris satu"), "\n".join(entry["legal"]), lines=6)
        self.fields["legal"].help_text = _("Misalnya: UU 25/2009 tentang Pelayanan Publik")
        self._add("keywords", _("Kata pencarian, satu baris satu"), "\n".join(entry["keywords"]), lines=6)
        self.fields["keywords"].help_text = _(
            "Kata sehari-hari yang diketik warga, misalnya pesta atau tenda."
        )
        self.fields["life_events"] = forms.MultipleChoiceField(
            label=_("Peristiwa hidup"),
            required=False,
            choices=[(event.code, local(event.title)) for event in LifeEvent.objects.all()],
            initial=entry.get("life_events", []),
            widget=forms.CheckboxSelectMultiple,
        )

    def changed(self, entry: Entry) -> Entry:
        lines = {name: _lines(self.cleaned_data[name]) for name in ("legal", "keywords")}
        return {**entry, **lines, "life_events": self.cleaned_data["life_events"]}


class ProviderForm(SectionForm):
    """Who gives the service, and which form, procedure and code it goes by."""

    def __init__(self, entry: Entry, *args: Any) -> None:
        super().__init__(*args)
        asked = self._asked(entry)
        choices = {
            "given_by": (_("Diberikan oleh"), _with(providers(), as_choice(entry)), as_choice(entry)),
            "form": (
                _("Formulir"),
                _with(_forms(), entry["form"], _("Formulir baru layanan ini")),
                entry["form"],
            ),
            "procedure": (
                _("Prosedur"),
                _with(procedure_codes(), entry["procedure"], _("Prosedur baru layanan ini")),
                entry["procedure"],
            ),
            "subject": (
                _("Jawaban yang tampil sebagai perihal dalam daftar"),
                asked,
                entry.get("subject", ""),
            ),
        }
        for name, (label, offered, value) in choices.items():
            needed = name != "subject"
            self.fields[name] = forms.ChoiceField(
                label=label, choices=offered, initial=value, required=needed
            )
        self.fields["prefix"] = forms.RegexField(
            r"^[A-Z]{2,6}$",
            label=_("Awalan kode perkara"),
            initial=entry["prefix"],
            help_text=_("2 sampai 6 huruf besar, misalnya IKR."),
        )

    def _asked(self, entry: Entry) -> list[tuple[str, str]]:
        """The questions whose answer can name a case in lists."""
        fields = get_form(entry["form"]).fields() if entry["form"] in form_codes() else ()
        asked = [(field.name, str(field.label)) for field in fields if field.type == "text"]
        return _with([("", _("Tidak ada")), *asked], entry.get("subject", ""))

    def changed(self, entry: Entry) -> Entry:
        kept = {
            key: value for key, value in entry.items() if key not in ("unit", "provider_kinds", "subject")
        }
        given = self.cleaned_data
        subject = {"subject": given["subject"]} if given["subject"] else {}
        chosen = {key: given[key] for key in ("form", "procedure", "prefix")}
        return {**kept, **chosen, **subject, **read_provider(given["given_by"])}


class InformedTextsForm(SectionForm):
    """What the page of an informed service says first; who and where may stay open."""

    def __init__(self, entry: Entry, *args: Any) -> None:
        super().__init__(*args)
        for name in INFORMED_TEXTS:
            self._add_words(name, TEXTS[name], entry.get(name, {}), required=name in INFORMED_NEEDED)

    def changed(self, entry: Entry) -> Entry:
        kept = {key: value for key, value in entry.items() if key not in INFORMED_TEXTS}
        words = {name: self._words(name) for name in INFORMED_TEXTS}
        return {**kept, **_told(words)}


class InformedStandardForm(SectionForm):
    """The parts of the standard but the requirements, the published ones with their source; empty ones stay open."""

    parts = tuple(name for name in (*STANDARD_PUBLISHED, *STANDARD_INTERNAL) if name not in TOLD)
    sourced = tuple(name for name in STANDARD_PUBLISHED if name not in TOLD)

    def __init__(self, entry: Entry, *args: Any) -> None:
        super().__init__(*args)
        for name in self.parts:
            self._add_words(name, STANDARD_TITLES[name], entry["standard"].get(name, {}), required=False)
            if name in self.sourced:
                self._add_source(name, STANDARD_TITLES[name], entry)

    def changed(self, entry: Entry) -> Entry:
        standard = _told({name: self._words(name) for name in self.parts})
        return _sourced(entry, {name: self._source(name) for name in self.sourced}) | {"standard": standard}


class InformedRequirementsForm(RequirementsForm):
    """What to bring to an informed service, and where that is laid down; nothing leaves it open."""

    usual = "bring"

    def __init__(self, entry: Entry, *args: Any) -> None:
        super().__init__(entry, *args)
        self._add_source("persyaratan", STANDARD_TITLES["persyaratan"], entry)

    def changed(self, entry: Entry) -> Entry:
        kept = _sourced(entry, {"persyaratan": self._source("persyaratan")})
        kept.pop("requirements", None)
        items = list(self._items())
        return {**kept, "requirements": items} if items else kept


class OfferForm(SectionForm):
    """Whether the service is given here at all."""

    def __init__(self, entry: Entry, *args: Any) -> None:
        super().__init__(*args)
        self.fields["open"] = forms.BooleanField(
            label=_("Layanan ini diberikan di sini"),
            help_text=_("Layanan yang ditutup tidak muncul dalam daftar dan pencarian warga."),
            initial=entry.get("open", True),
            required=False,
        )

    def changed(self, entry: Entry) -> Entry:
        kept = {key: value for key, value in entry.items() if key != "open"}
        return kept if self.cleaned_data["open"] else {**kept, "open": False}


def _told(words: Mapping[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """The texts of which at least one language was written."""
    return {name: told for name, told in words.items() if any(told.values())}


def _sourced(entry: Entry, sources: Mapping[str, str]) -> Entry:
    """The entry with these sources over those that it has; an empty one is left out."""
    found = {name: source for name, source in {**entry.get("sources", {}), **sources}.items() if source}
    kept = {key: value for key, value in entry.items() if key != "sources"}
    return {**kept, "sources": found} if found else kept


def _forms() -> list[tuple[str, str]]:
    """The published forms by their names."""
    return sorted(((code, local(get_form(code).title)) for code in form_codes()), key=lambda one: one[1])


def _with(choices: list[tuple[str, str]], value: str, called: str = "") -> list[tuple[str, str]]:
    """The choices with the value that stands, though it may not be among them yet."""
    return choices if value in dict(choices) else [*choices, (value, called or value)]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


SECTIONS: dict[str, tuple[Any, Callable[..., SectionForm]]] = {
    "teks": (gettext_lazy("Teks halaman"), TextsForm),
    "standar": (gettext_lazy("Standar pelayanan"), StandardForm),
    "syarat": (gettext_lazy("Persyaratan"), RequirementsForm),
    "daftar": (gettext_lazy("Dasar hukum dan pencarian"), ListsForm),
    "pelaksana": (gettext_lazy("Pelaksana dan jalannya"), ProviderForm),
    "tampil": (gettext_lazy("Dibuka atau ditutup"), OfferForm),
}
INFORMED: dict[str, Callable[..., SectionForm]] = {
    "teks": InformedTextsForm,
    "syarat": InformedRequirementsForm,
    "standar": InformedStandardForm,
    "daftar": ListsForm,
    "tampil": OfferForm,
}


def sections_of(entry: Entry, *, is_whole: bool) -> dict[str, tuple[Any, Callable[..., SectionForm]]]:
    """The sections in which the service is edited; who gives it, and how, is for those who edit the whole catalogue."""
    if is_informed(entry):
        return {code: (SECTIONS[code][0], form) for code, form in INFORMED.items()}
    return {code: section for code, section in SECTIONS.items() if is_whole or code != "pelaksana"}
