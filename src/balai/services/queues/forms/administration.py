"""What an administrator says of a place and of what stands there."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from balai.core.errors import Invalid
from balai.core.ui.widgets import DayInput
from balai.foundation.organizations.api import UnitCard, name_week, read_hours
from balai.services.catalogue.api import service_titles, services_of
from balai.services.queues.models import Counter, Display, Line, Place, QueueRule

WEEKDAYS = {
    "senin": _("Senin"),
    "selasa": _("Selasa"),
    "rabu": _("Rabu"),
    "kamis": _("Kamis"),
    "jumat": _("Jumat"),
    "sabtu": _("Sabtu"),
    "minggu": _("Minggu"),
}


LOOK = "lihat"  # the button that asks for the services of the agency that was chosen


class NamedForm(forms.Form):
    """A thing with a name in both languages."""

    name_id = forms.CharField(label=_("Nama"), max_length=80)
    name_en = forms.CharField(label=_("Nama dalam bahasa Inggris"), max_length=80)

    @property
    def name(self) -> dict[str, str]:
        """The name by language."""
        return {"id": self.cleaned_data["name_id"], "en": self.cleaned_data["name_en"]}


def named(name: dict[str, str]) -> dict[str, str]:
    """The beginning of a ``NamedForm``."""
    return {"name_id": name.get("id", ""), "name_en": name.get("en", "")}


class PlaceForm(NamedForm):
    """A place; a week without any hours follows its unit."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=Place.Kind.choices)
    order = forms.IntegerField(label=_("Urutan dalam daftar"), min_value=0, max_value=999)
    is_active = forms.BooleanField(label=_("Dipakai"), required=False)

    def __init__(self, *args: Any, place: Place | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": _begun(place), **kwargs})
        for name, label in WEEKDAYS.items():
            self.fields[name] = forms.CharField(label=label, required=False, max_length=80)
        self.fields["senin"].help_text = _(
            "Misalnya 08:00-15:30; 24:00 berarti sampai tengah malam. Semua hari kosong berarti jam unitnya."
        )

    def clean(self) -> dict[str, Any]:
        """The hours of each day; a fault stands beside its day."""
        cleaned = super().clean() or {}
        week: dict[str, list[list[str]]] = {}
        for name in WEEKDAYS:
            try:
                week |= read_hours({name: (cleaned.get(name) or "").split(",")})
            except Invalid as fault:
                self.add_error(name, str(fault))
        return {**cleaned, "week": week}


def _begun(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {"is_active": True, "order": 100}
    week = {name: ", ".join(periods) for name, periods in name_week(place.week).items()}
    plain = {"kind": place.kind, "order": place.order, "is_active": place.is_active}
    return {**named(place.name), **plain, **week}


class NewPlaceForm(PlaceForm):
    """A further place: whose it is, and the word in its address."""

    unit = forms.ChoiceField(label=_("Unit penyelenggara"))
    code = forms.SlugField(
        label=_("Kata dalam alamat"), max_length=40, help_text=_("Misalnya mpp-genteng. Tidak berubah lagi.")
    )

    def __init__(self, *args: Any, units: list[UnitCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(str(unit.id), unit.name) for unit in units]  # type: ignore[attr-defined]


class DayForm(forms.Form):
    """A special night or a closing day."""

    date = forms.DateField(label=_("Tanggal"), widget=DayInput)
    hours = forms.CharField(
        label=_("Jam layanan"),
        max_length=80,
        required=False,
        help_text=_("Misalnya 08:00-14:00, 18:00-24:00. Kosong berarti tutup."),
    )
    name = forms.CharField(label=_("Nama hari"), max_length=120)
    basis = forms.CharField(label=_("Dasar (keputusan atau pengumuman)"), max_length=160)

    def clean_hours(self) -> list[list[str]]:
        """The periods of the day."""
        try:
            read = read_hours({"senin": self.cleaned_data["hours"].split(",")})
        except Invalid as fault:
            raise forms.ValidationError(str(fault)) from fault
        return read.get("0", [])


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Alasan"), max_length=240)


class LineForm(NamedForm):
    """A group of services with its letter, and the rule that it follows.

    Only what the chosen agency gives can be ticked, and what the line has already. ``typed`` is what somebody wrote
    before asking for the services of another agency.
    """

    asks_after = "unit"  # the field whose choice decides what else can be chosen

    letter = forms.RegexField(r"^[A-Z]{1,2}$", label=_("Huruf"), max_length=2)
    unit = forms.ChoiceField(label=_("Instansi"))
    services = forms.MultipleChoiceField(
        label=_("Layanan"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Ada layanan yang bukan milik instansi yang dipilih. Pilih lagi dari daftar.")
        },
    )
    minutes = forms.IntegerField(
        label=_("Lama melayani satu orang (menit)"),
        min_value=1,
        max_value=240,
        help_text=_("Dipakai sampai ada ukuran dari hari-hari sebelumnya."),
    )
    rule = forms.ChoiceField(label=_("Aturan"))
    is_active = forms.BooleanField(label=_("Dipakai"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        place: Place,
        thing: Line | None,
        units: list[UnitCard],
        typed: Mapping[str, Any] | None = None,
    ) -> None:
        begun = _line_begun(thing, place) | dict(typed or {})
        super().__init__(data, initial=begun)
        codes = QueueRule.objects.order_by("code").values_list("code", flat=True).distinct()
        agency = (data or begun).get("unit", "")
        self.fields["unit"].choices = [(str(unit.id), unit.name) for unit in units]  # type: ignore[attr-defined]
        self.fields["rule"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]
        self.fields["services"].choices = list(_offered(agency, units, thing))  # type: ignore[attr-defined]

    @property
    def facts(self) -> dict[str, Any]:
        """What the line is brought to."""
        sent = self.cleaned_data
        plain = {name: sent[name] for name in ("letter", "services", "minutes", "rule", "is_active")}
        return {**plain, "name": self.name, "unit_id": sent["unit"]}


def _offered(agency: str, units: list[UnitCard], line: Line | None) -> Iterator[tuple[str, str]]:
    """What the agency gives; and, while the line stays hers, what it has from elsewhere."""
    unit = next((unit for unit in units if str(unit.id) == agency), None)
    given = {card.code: card.title for card in services_of(unit)} if unit else {}
    yield from given.items()
    if line and str(line.unit_id) == agency:
        rest = [code for code in line.services if code not in given]
        named = service_titles(set(rest))
        yield from ((code, named.get(code, code)) for code in rest)


def _line_begun(line: Line | None, place: Place) -> dict[str, Any]:
    if line is None:
        return {"is_active": True, "minutes": 10, "unit": str(place.unit_id)}
    plain = {name: getattr(line, name) for name in ("letter", "services", "minutes", "rule", "is_active")}
    return {**named(line.name), **plain, "unit": str(line.unit_id)}


class CounterForm(forms.Form):
    """A desk and the lines that are served there."""

    number = forms.CharField(label=_("Nomor"), max_length=6)
    name = forms.CharField(label=_("Nama"), max_length=80, required=False)
    lines = forms.ModelMultipleChoiceField(
        Line.objects.none(),
        label=_("Antrean yang dilayani"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    order = forms.IntegerField(label=_("Urutan di lantai"), min_value=0, max_value=999)
    is_active = forms.BooleanField(label=_("Dipakai"), required=False)

    def __init__(self, *args: Any, place: Place, thing: Counter | None, **kwargs: Any) -> None:
        kwargs.pop("units", None)
        begun = _counter_begun(thing) if thing else {"is_active": True, "order": 0}
        super().__init__(*args, **{**kwargs, "initial": begun})
        self.fields["lines"].queryset = place.lines.filter(is_active=True)  # type: ignore[attr-defined]

    @property
    def facts(self) -> dict[str, Any]:
        """What the counter is brought to."""
        return {**self.cleaned_data, "lines": list(self.cleaned_data["lines"])}


def _counter_begun(counter: Counter) -> dict[str, Any]:
    plain = {name: getattr(counter, name) for name in ("number", "name", "order", "is_active")}
    return {**plain, "lines": list(counter.lines.all())}


class DisplayForm(forms.Form):
    """A screen and the lines that it shows."""

    code = forms.SlugField(
        label=_("Kata dalam alamat"), max_length=40, help_text=_("Dibuka di /layar/<kata>/.")
    )
    name = forms.CharField(label=_("Nama"), max_length=80)
    letters = forms.MultipleChoiceField(
        label=_("Hanya antrean"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tanpa pilihan layar ini menampilkan semuanya."),
    )
    is_active = forms.BooleanField(label=_("Dipakai"), required=False)

    def __init__(self, *args: Any, place: Place, thing: Display | None, **kwargs: Any) -> None:
        kwargs.pop("units", None)
        names = ("code", "name", "letters", "is_active")
        begun = {name: getattr(thing, name) for name in names} if thing else {"is_active": True}
        super().__init__(*args, **{**kwargs, "initial": begun})
        lines = place.lines.filter(is_active=True)
        self.fields["letters"].choices = [(line.letter, str(line)) for line in lines]  # type: ignore[attr-defined]

    @property
    def facts(self) -> dict[str, Any]:
        """What the display is brought to."""
        return dict(self.cleaned_data)


THINGS: dict[str, Any] = {"antrean": LineForm, "loket": CounterForm, "layar": DisplayForm}
