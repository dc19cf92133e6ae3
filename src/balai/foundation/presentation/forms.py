"""Forms of the look and of texts."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.core.ui.arms import ArmsField
from balai.core.ui.look import THEMES, Look
from balai.foundation.presentation.actions.keep_look import LookFacts
from balai.foundation.presentation.actions.keep_texts import LONGEST
from balai.foundation.presentation.tokens import FIELDS, GROUPS, NAMES, THEME_NAMES

COLOUR = re.compile(r"^#[0-9a-f]{6}$")


class LookForm(forms.Form):
    """Name, mark, coat of arms, and the colours of both themes."""

    name = forms.CharField(label=_("Nama di kepala halaman"), max_length=80)
    mark = forms.CharField(
        label=_("Tanda"),
        max_length=4,
        required=False,
        help_text=_("Dua sampai empat huruf, bila tanpa lambang."),
    )
    arms = ArmsField(
        label=_("Lambang daerah"),
        help_text=_("PNG atau SVG, paling besar 512 kB. Dipakai juga di kop surat."),
    )
    without_arms = forms.BooleanField(label=_("Hapus lambang yang sekarang"), required=False)

    def __init__(self, *args: Any, look: Look, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"name": look.name, "mark": look.mark}
        for name, (theme, token) in FIELDS.items():
            self.fields[name] = forms.RegexField(
                COLOUR, label=NAMES[token], initial=look.colours[theme][token], max_length=7
            )

    def colours(self) -> Iterator[tuple[str, list[tuple[str, list[forms.BoundField]]]]]:
        """The fields of colours by theme and group."""
        for theme in THEMES:
            groups = [
                (str(group), [self[f"{theme}-{token}"] for token, _name in tokens])
                for group, tokens in GROUPS
            ]
            yield str(THEME_NAMES[theme]), groups

    def facts(self) -> LookFacts:
        """What was chosen."""
        data = self.cleaned_data
        chosen: dict[str, dict[str, str]] = {theme: {} for theme in THEMES}
        for name, (theme, token) in FIELDS.items():
            chosen[theme][token] = data[name]
        return LookFacts(
            data["name"].strip(), data["mark"].strip(), chosen, data["arms"], data["without_arms"]
        )


class TextForm(forms.Form):
    """A text in both languages."""

    id = forms.CharField(
        label="Bahasa Indonesia", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    en = forms.CharField(
        label="English",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )
