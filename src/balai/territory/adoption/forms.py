"""Forms of adoption."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.ui.widgets import DayInput, RupiahField
from balai.foundation.organizations.api import units_by_kind
from balai.foundation.regions.api import regency, today
from balai.territory.adoption.actions.change_plan import PlanFacts
from balai.territory.adoption.actions.judge import Measured
from balai.territory.adoption.actions.keep_steps import StepFacts
from balai.territory.adoption.models import Plan, Progress, Requirement, Result, Standing, State, Step
from balai.territory.adoption.network import KINDS, Wanted
from balai.territory.adoption.selectors import Filters
from balai.territory.adoption.snapshots import Snapshot, read_entry
from balai.territory.innovations.api import NEEDS, figure, read_figure

EVERYTHING = ("", gettext_lazy("Semua"))
LONGEST_FIGURE = 24
NOBODY = ("", gettext_lazy("Belum ditetapkan"))


def unit_choices() -> list[tuple[str, str]]:
    """The agencies of the regency, by name."""
    here = f"{regency().code}/"
    units = [unit for unit in units_by_kind() if unit.code.startswith(here)]
    return sorted(((str(unit.id), unit.name) for unit in units), key=lambda choice: choice[1])


class ListForm(forms.Form):
    """What the list is narrowed to; what is not understood narrows nothing."""

    q = forms.CharField(label=gettext_lazy("Rencana atau asal"), max_length=80, required=False)
    keadaan = forms.ChoiceField(
        label=gettext_lazy("Keadaan"), choices=[EVERYTHING, *State.choices], required=False
    )
    urut = forms.CharField(max_length=10, required=False)

    @property
    def filters(self) -> Filters:
        """The filters that were understood."""
        self.is_valid()
        given = self.cleaned_data
        return Filters(given.get("q", "").strip(), given.get("keadaan", ""), given.get("urut", ""))


class NetworkForm(forms.Form):
    """What the network is narrowed to."""

    q = forms.CharField(label=gettext_lazy("Daerah"), max_length=80, required=False)
    jenis = forms.ChoiceField(
        label=gettext_lazy("Hubungan"), choices=[EVERYTHING, *KINDS.items()], required=False
    )
    topik = forms.ChoiceField(label=gettext_lazy("Inovasi"), required=False)
    urut = forms.CharField(max_length=10, required=False)
    wilayah = forms.RegexField(r"^[0-9]{2}$", required=False, widget=forms.HiddenInput)

    def __init__(self, topics: Iterable[tuple[str, str]], data: QueryDict) -> None:
        super().__init__(data)
        _choose(self, "topik", [EVERYTHING, *topics])

    @property
    def wanted(self) -> Wanted:
        """What was understood."""
        self.is_valid()
        given = self.cleaned_data
        names = ("q", "jenis", "topik", "urut", "wilayah")
        return Wanted(*(str(given.get(name, "")).strip() for name in names))


def _choose(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)
    field.choices = choices


class FileForm(forms.Form):
    """The file that was taken home."""

    file = forms.FileField(
        label=gettext_lazy("Berkas rencana adopsi"),
        help_text=gettext_lazy("Berkas JSON dari ruang tamu kunjungan, paling besar 16 MB."),
    )


class TakeForm(forms.Form):
    """Which innovations to take up."""

    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Inovasi yang diambil"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, choices: Sequence[tuple[str, str]], data: QueryDict | None = None) -> None:
        super().__init__(data)
        _choose(self, "codes", choices)


class OwnForm(forms.Form):
    """An innovation that stands in no catalogue."""

    title = forms.CharField(label=gettext_lazy("Nama"), max_length=400)
    origin = forms.CharField(label=gettext_lazy("Dilihat di daerah mana"), max_length=160, required=False)
    problem = forms.CharField(
        label=gettext_lazy("Masalah yang dijawab"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    needs = forms.CharField(
        label=gettext_lazy("Yang diperlukan, satu baris satu"),
        help_text=gettext_lazy("Awali dengan jenisnya: aturan:, orang:, biaya:, alat:, paket:"),
        max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    indicators = forms.CharField(
        label=gettext_lazy("Yang akan diukur, satu baris satu"),
        max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def snapshot(self, code: str) -> Snapshot:
        """What was typed, in the shape of a catalogue's entry."""
        given = self.cleaned_data
        indicators = [line.strip() for line in given["indicators"].splitlines() if line.strip()]
        facts = {
            "code": code,
            "title": given["title"],
            "problem": given["problem"],
            "stage": "idea",
            "needs": [_typed_need(line) for line in given["needs"].splitlines() if line.strip()],
            "evidence": [{"indicator": one} for one in indicators],
        }
        return read_entry(facts)


def _typed_need(line: str) -> dict[str, str]:
    words = dict(zip(("aturan", "orang", "biaya", "alat", "paket"), NEEDS, strict=True))
    head, colon, rest = line.partition(":")
    kind = words.get(head.strip().lower())
    return (
        {"kind": kind, "text": rest.strip()} if colon and kind else {"kind": NEEDS[0], "text": line.strip()}
    )


class PlanForm(forms.Form):
    """What is decided of a plan."""

    state = forms.ChoiceField(label=gettext_lazy("Keadaan"), choices=State.choices, widget=forms.RadioSelect)
    unit = forms.ChoiceField(label=gettext_lazy("Unit penanggung jawab"), required=False)
    why = forms.CharField(
        label=gettext_lazy("Alasan"),
        help_text=gettext_lazy("Mengapa pada urutan ini, atau mengapa sengaja tidak diambil."),
        max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    share = forms.BooleanField(
        label=gettext_lazy("Hasilnya boleh dibandingkan dengan daerah lain"), required=False,
        help_text=gettext_lazy("Angka hasil ikut dalam laporan pemakaian paket kepada daerah asal."),
    )  # fmt: skip

    def __init__(self, plan: Plan, data: QueryDict | None = None) -> None:
        facts = {"state": plan.state, "unit": str(plan.unit_id or ""), "why": plan.why, "share": plan.share}
        super().__init__(data, initial=facts)
        _choose(self, "unit", [NOBODY, *unit_choices()])

    def facts(self) -> PlanFacts:
        """The decision as it was typed."""
        given = self.cleaned_data
        unit_id = UUID(given["unit"]) if given["unit"] else None
        return PlanFacts(unit_id, given["state"], given["why"], given["share"])


class JudgeForm(forms.Form):
    """How the regency stands to a need."""

    standing = forms.ChoiceField(
        label=gettext_lazy("Kesiapan"), choices=Standing.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("Keterangan"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, need: Requirement, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"standing": need.standing, "note": need.note})


class MonthInput(forms.DateInput):
    """A month, chosen with what the device offers; typed as ``2026-03``."""

    kind = "text"
    input_type = "month"


class StepForm(forms.Form):
    """A step of a plan."""

    text = forms.CharField(label=gettext_lazy("Yang dikerjakan"), max_length=300)
    unit = forms.ChoiceField(label=gettext_lazy("Unit"))
    month = forms.DateField(
        label=gettext_lazy("Selesai pada bulan"), input_formats=["%Y-%m"], widget=MonthInput(format="%Y-%m"),
        error_messages={"invalid": gettext_lazy("Tulis tahun dan bulannya, misalnya 2027-03.")},
    )  # fmt: skip
    cost = RupiahField(label=gettext_lazy("Biaya"), required=False, least=Decimal(0))
    pack = forms.SlugField(
        label=gettext_lazy("Paket yang dipasang"), max_length=41, required=False,
        help_text=gettext_lazy("Nama paket, bila langkah ini memasang paket dari katalog."),
    )  # fmt: skip
    closes = forms.ChoiceField(label=gettext_lazy("Menutup kebutuhan"), required=False)

    def __init__(
        self, plan: Plan, needs: Iterable[Requirement], step: Step | None, data: QueryDict | None
    ) -> None:
        super().__init__(
            data, initial=_step_facts(step) if step else {"month": today(), "unit": plan.unit_id}
        )
        _choose(self, "unit", [("", gettext_lazy("Pilih unit")), *unit_choices()])
        _choose(self, "closes", [("", "–"), *((str(need.pk), str(need)[:90]) for need in needs)])

    def facts(self) -> StepFacts:
        """The step as it was typed."""
        given = self.cleaned_data
        return StepFacts(
            given["text"],
            UUID(given["unit"]),
            given["month"],
            given["cost"] or Decimal(0),
            given["pack"],
            UUID(given["closes"]) if given["closes"] else None,
        )


def _step_facts(step: Step) -> dict[str, Any]:
    return {
        "text": step.text, "unit": str(step.unit_id), "month": step.month, "cost": step.cost, "pack": step.pack,
        "closes": str(step.closes_id or ""),
    }  # fmt: skip


class ProgressForm(forms.Form):
    """How far a step is."""

    progress = forms.ChoiceField(
        label=gettext_lazy("Kemajuan"), choices=Progress.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("Catatan"), help_text=gettext_lazy("Apa yang sudah ada; bila ditinggalkan, mengapa."),
        max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, step: Step, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"progress": step.progress, "note": step.note})


class FigureField(forms.Field):
    """A figure as people write it in their language: ``218.345``, ``3,43``."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Decimal | None:
        """The number, or None for nothing."""
        text = str(value or "").strip()
        if not text:
            return None
        number = read_figure(text) if len(text) <= LONGEST_FIGURE else None
        if number is None or abs(number) >= Decimal(10) ** 15:
            raise forms.ValidationError(_("Tulis angka, misalnya 12,5."))
        return number


class ResultForm(forms.Form):
    """What was measured before and after."""

    before = FigureField(label=gettext_lazy("Sebelum"), required=False)
    before_on = forms.DateField(label=gettext_lazy("Diukur pada"), widget=DayInput, required=False)
    after = FigureField(label=gettext_lazy("Sesudah"), required=False)
    after_on = forms.DateField(label=gettext_lazy("Diukur pada"), widget=DayInput, required=False)
    source = forms.CharField(label=gettext_lazy("Sumber"), max_length=300, required=False)

    def __init__(self, result: Result, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=_measured(result))

    def measured(self) -> Measured:
        """What was typed."""
        given = self.cleaned_data
        return Measured(
            given["before"], given["before_on"], given["after"], given["after_on"], given["source"]
        )


def _measured(result: Result) -> dict[str, Any]:
    return {
        "before": _written(result.before), "before_on": result.before_on, "after": _written(result.after),
        "after_on": result.after_on, "source": result.source,
    }  # fmt: skip


def _written(value: Decimal | None) -> str:
    return "" if value is None else figure(value.normalize())


class IndicatorForm(forms.Form):
    """Something that the origin did not measure."""

    indicator = forms.CharField(label=gettext_lazy("Indikator"), max_length=300)
    measure = forms.CharField(label=gettext_lazy("Satuan"), max_length=60, required=False)
