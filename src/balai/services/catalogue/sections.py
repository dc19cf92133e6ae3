"""The sections in which a service is edited, as forms over its entry."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.content import Entry
from balai.core.ui.words import local
from balai.services.catalogue.models import LifeEvent
from balai.services.catalogue.schema import STANDARD_INTERNAL, STANDARD_PUBLISHED
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
KINDS = (
    ("known", gettext_lazy("Sudah kami miliki")),
    ("upload", gettext_lazy("Diunggah")),
    ("bring", gettext_lazy("Dibawa")),
)
MOST_REQUIREMENTS = 12


class SectionForm(forms.Form):
    """A form over a part of an entry; ``changed`` gives the entry with what was typed."""

    def changed(self, entry: Entry) -> Entry:
        """The entry with this section as it was typed."""
        raise NotImplementedError

    def _add(self, name: str, label: Any, value: Any, *, lines: int = 2, required: bool = True) -> None:
        self.fields[name] = forms.CharField(
            label=label,
            initial=value,
            required=required,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": lines}),
        )

    def _add_words(self, name: str, label: Any, words: Mapping[str, str], *, required: bool = True) -> None:
        for language, tongue in LANGUAGES.items():
            told = f"{label} ({tongue})"
            self._add(f"{name}-{language}", told, words.get(language, ""), required=required)

    def _words(self, name: str) -> dict[str, str]:
        return {language: self.cleaned_data[f"{name}-{language}"].strip() for language in LANGUAGES}


class TextsForm(SectionForm):
    """What the page of the service says first."""

    def __init__(self, entry: Entry, *args: Any) -> None:
        super().__init__(*args)
        for name, label in TEXTS.items():
            self._add_words(name, label, entry[name])

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
    """What somebody needs, with an empty one at the end; without a name it is left out."""

    def __init__(self, entry: Entry, *args: Any) -> None:
        super().__init__(*args)
        items = [*entry["requirements"], {}][:MOST_REQUIREMENTS]
        self.count = len(items)
        for place, item in enumerate(items):
            number = place + 1
            self.fields[f"kind{place}"] = forms.ChoiceField(
                label=_("Syarat {number}: bagaimana").format(number=number), choices=KINDS,
                initial=item.get("kind", "upload"),
            )  # fmt: skip
            title, detail = (
                _("Syarat {number}").format(number=number),
                _("Penjelasan {number}").format(number=number),
            )
            self._add_words(f"title{place}", title, item.get("title", {}), required=False)
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
        self._add("keywords", _("Kata pencarian, satu baris satu"), "\n".join(entry["keywords"]), lines=8)
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


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


SECTIONS: dict[str, tuple[Any, Callable[..., SectionForm]]] = {
    "teks": (gettext_lazy("Teks halaman"), TextsForm),
    "standar": (gettext_lazy("Standar pelayanan"), StandardForm),
    "syarat": (gettext_lazy("Persyaratan"), RequirementsForm),
    "daftar": (gettext_lazy("Dasar hukum dan pencarian"), ListsForm),
}
