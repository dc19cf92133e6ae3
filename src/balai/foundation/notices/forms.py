"""Forms of notices."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.foundation.notices.texts import LANGUAGES, LONGEST, PARTS, Texts

LABELS = {
    "short": _("Satu baris di Balai"),
    "subject": _("Perihal surel"),
    "body": _("Isi surel"),
}
TONGUES = {"id": _("bahasa Indonesia"), "en": _("bahasa Inggris")}


def labelled(texts: Texts) -> Iterator[tuple[str, str, str]]:
    """Label, language and text, in the order of the form."""
    for part in PARTS:
        for language in LANGUAGES:
            yield f"{LABELS[part]}, {TONGUES[language]}", language, texts[part][language]


class WordingForm(forms.Form):
    """The six texts of a kind, as fields ``part_language``."""

    def __init__(self, data: Any, texts: Texts) -> None:
        super().__init__(data)
        labels = iter(labelled(texts))
        for part in PARTS:
            for label, language, text in islice(labels, len(LANGUAGES)):
                wide = forms.Textarea(attrs={"rows": 8}) if part == "body" else forms.TextInput()
                self.fields[f"{part}_{language}"] = forms.CharField(
                    label=label, initial=text, max_length=LONGEST[part], widget=wide
                )

    @property
    def texts(self) -> Texts:
        """What was written, in the shape of the texts."""
        data = {name: str(value).replace("\r\n", "\n").strip() for name, value in self.cleaned_data.items()}
        return {part: {language: data[f"{part}_{language}"] for language in LANGUAGES} for part in PARTS}


class GiveUpForm(forms.Form):
    """Why a letter is let go."""

    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Misalnya: alamat surel tidak ada lagi, orangnya sudah dihubungi lewat telepon."),
        max_length=240,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
