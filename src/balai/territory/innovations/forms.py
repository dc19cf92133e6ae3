"""Forms of innovations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.ui.widgets import DayInput, WholeField
from balai.core.ui.words import local
from balai.foundation.regions.api import today
from balai.territory.innovations.actions.move_stage import Move
from balai.territory.innovations.actions.weigh import Weight
from balai.territory.innovations.iid import Indicator, Method
from balai.territory.innovations.models import LONGEST_NOTE, AssessedInnovation, Assessment, Stage
from balai.territory.innovations.selectors import Filters

EVERYTHING = ("", gettext_lazy("Semua"))


class ListForm(forms.Form):
    """What a list is narrowed to; what is not understood narrows nothing."""

    q = forms.CharField(label=gettext_lazy("Masalah atau nama"), max_length=80, required=False)
    tahap = forms.ChoiceField(
        label=gettext_lazy("Tahap"), choices=[EVERYTHING, *Stage.choices], required=False
    )
    urut = forms.CharField(max_length=10, required=False)

    @property
    def filters(self) -> Filters:
        """The filters that were understood."""
        self.is_valid()
        given = self.cleaned_data
        return Filters(given.get("q", "").strip(), given.get("tahap", ""), given.get("urut", ""))


class NewForm(forms.Form):
    """What a new idea is called."""

    title_id = forms.CharField(label=gettext_lazy("Nama inovasi, dalam bahasa Indonesia"), max_length=400)
    title_en = forms.CharField(label=gettext_lazy("Nama inovasi, dalam bahasa Inggris"), max_length=400)

    def title(self) -> dict[str, str]:
        """The name in both languages."""
        return {language: self.cleaned_data[f"title_{language}"].strip() for language in ("id", "en")}


class MoveForm(forms.Form):
    """To which stage, since when, shown by what."""

    to = forms.ChoiceField(label=gettext_lazy("Menjadi"), widget=forms.RadioSelect)
    on = forms.DateField(label=gettext_lazy("Sejak tanggal"), widget=DayInput)
    reason = forms.CharField(
        label=gettext_lazy("Ditunjukkan oleh apa"),
        help_text=gettext_lazy(
            "Surat keputusan, laporan uji coba, hasil evaluasi. Mundur atau berakhir: mengapa."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, stages: Sequence[str], data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today(), "to": stages[0]})
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(stage, Stage(stage).label) for stage in stages]

    def move(self) -> Move:
        """The move as it was typed."""
        given = self.cleaned_data
        return Move(given["to"], given["on"], given["reason"])


class ReturnForm(forms.Form):
    """What is still to be done before a draft is published."""

    note = forms.CharField(
        label=gettext_lazy("Yang perlu diperbaiki"),
        help_text=gettext_lazy("Penulis membacanya di atas drafnya."),
        max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Tulis apa yang perlu diperbaiki; penulisnya membacanya.")},
    )  # fmt: skip


class YearForm(forms.Form):
    """Which year, by which instrument."""

    year = WholeField(label=gettext_lazy("Tahun"), min_value=2007, max_value=2100)
    instrument = forms.ChoiceField(label=gettext_lazy("Instrumen"))

    def __init__(self, instruments: Sequence[tuple[str, str]], data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"year": today().year})
        field = self.fields["instrument"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(instruments)


class CountForm(forms.Form):
    """Which innovation counts too."""

    code = forms.ChoiceField(label=gettext_lazy("Inovasi"))

    def __init__(self, choices: Sequence[tuple[str, str]], *args: Any) -> None:
        super().__init__(*args)
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


def indicator_name(one: Indicator) -> str:
    """What an indicator is called; its number where nobody knows its name."""
    return _("Indikator {number}").format(number=one.number) if not one.name else local(one.name)


class LevelsForm(forms.Form):
    """The levels of some indicators, each with what proves it."""

    def __init__(
        self,
        method: Method,
        indicators: Sequence[Indicator],
        assessed: Assessment | AssessedInnovation,
        *args: Any,
    ) -> None:
        super().__init__(*args)
        self.indicators, levels = indicators, assessed.levels
        choices = [(str(level), str(level)) for level in range(method.top + 1)]
        for one in indicators:
            self.fields[f"level_{one.number}"] = forms.ChoiceField(
                label=indicator_name(one), choices=choices, initial=str(levels.get(str(one.number), 0))
            )
            self.fields[f"evidence_{one.number}"] = forms.CharField(
                label=_("Bukti indikator {number}").format(number=one.number),
                initial=assessed.evidence.get(str(one.number), ""), required=False, max_length=500,
            )  # fmt: skip

    def levels(self) -> dict[int, int]:
        """The level of each indicator."""
        return {one.number: int(self.cleaned_data[f"level_{one.number}"]) for one in self.indicators}

    def evidence(self) -> dict[int, str]:
        """What proves each."""
        return {one.number: self.cleaned_data[f"evidence_{one.number}"] for one in self.indicators}

    def rows(self) -> list[tuple[Indicator, forms.BoundField, forms.BoundField]]:
        """Each indicator with its fields."""
        return [(one, self[f"level_{one.number}"], self[f"evidence_{one.number}"]) for one in self.indicators]


class WeightsForm(forms.Form):
    """Names and greatest scores of all indicators, once the rule of the year is at hand."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    source = forms.CharField(
        label=gettext_lazy("Dasar perubahan"),
        help_text=gettext_lazy("Pedoman atau surat yang Anda cocokkan, dengan nomor dan tahunnya."),
        max_length=300,
    )

    def __init__(self, method: Method, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"seen": method.number})
        self.method = method
        for one in method.indicators:
            number = one.number
            for language in ("id", "en"):
                self.fields[f"name_{number}_{language}"] = forms.CharField(
                    label=_("Nama indikator {number} ({language})").format(number=number, language=language),
                    initial=one.name.get(language, ""), required=False, max_length=200,
                )  # fmt: skip
            self.fields[f"most_{number}"] = forms.DecimalField(
                label=_("Skor tertinggi indikator {number}").format(number=number),
                initial=one.most, min_value=0, max_value=100, decimal_places=4,
            )  # fmt: skip
            self.fields[f"verified_{number}"] = forms.BooleanField(
                label=_("Indikator {number} sudah dicocokkan").format(number=number),
                initial=one.is_verified, required=False,
            )  # fmt: skip

    def weights(self) -> dict[int, Weight]:
        """What was typed, by number."""
        given = self.cleaned_data
        return {
            one.number: Weight(
                {language: given[f"name_{one.number}_{language}"].strip() for language in ("id", "en")},
                given[f"most_{one.number}"],
                given[f"verified_{one.number}"],
            )
            for one in self.method.indicators
        }

    def rows(self) -> list[tuple[Indicator, list[forms.BoundField]]]:
        """Each indicator with its fields."""
        names = ("name_{}_id", "name_{}_en", "most_{}", "verified_{}")
        return [(one, [self[name.format(one.number)] for name in names]) for one in self.method.indicators]
