"""Forms of visits."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.core.ui.widgets import DayInput, PhoneInput, WholeField
from balai.territory.innovations.api import innovation_choices
from balai.territory.visits.actions.keep_site import SiteFacts
from balai.territory.visits.actions.plan import SessionDraft
from balai.territory.visits.actions.request_visit import Contact, VisitRequest
from balai.territory.visits.content import DAYS
from balai.territory.visits.models import Delegation, Host
from balai.territory.visits.selectors import Filters

WEEKDAYS = (_("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), _("Minggu"))


def area(rows: int) -> forms.Textarea:
    """A box for some lines."""
    return forms.Textarea(attrs={"rows": rows})


class RequestForm(forms.Form):
    """A request to come. Where from was chosen before: ``asal`` is a region's code, or empty for an institution."""

    asal = forms.CharField(required=False, max_length=13, widget=forms.HiddenInput)
    origin_name = forms.CharField(
        label=_("Nama lembaga"), max_length=160, required=False,
        help_text=_("Misalnya Universitas Contoh, atau Badan Riset Contoh."),
    )  # fmt: skip
    leader_office = forms.CharField(
        label=_("Dipimpin oleh (jabatan)"), max_length=120, help_text=_("Jabatannya saja, misalnya Bupati."),
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label=_("Yang ingin dipelajari"), required=False, widget=forms.CheckboxSelectMultiple
    )
    purpose = forms.CharField(
        label=_("Apa yang ingin Anda bawa pulang?"), max_length=1000, widget=area(4),
        help_text=_("Masalah di daerah Anda, dan apa yang ingin Anda lihat."),
    )  # fmt: skip
    people = WholeField(
        label=_("Jumlah orang"), min_value=1, max_value=1000,
        error_messages={"min_value": _("Sekurangnya satu orang."), "max_value": _("Paling banyak 1.000 orang.")},
    )  # fmt: skip
    units = forms.CharField(
        label=_("Unit yang datang"), max_length=8000, widget=area(5),
        help_text=_("Satu unit satu baris. Setiap unit mendapat catatannya sendiri."),
    )  # fmt: skip
    first_day = forms.DateField(label=_("Hari pertama yang diinginkan"), widget=DayInput)
    last_day = forms.DateField(label=_("Hari terakhir"), widget=DayInput)
    contact_name = forms.CharField(label=_("Nama narahubung"), max_length=120)
    contact_email = forms.EmailField(
        label=_("Surel"), max_length=254, help_text=_("Tautan untuk mengikuti permohonan dikirim ke sini."),
        error_messages={"invalid": _("Tulis alamat lengkap, misalnya nama@instansi.go.id.")},
    )  # fmt: skip
    contact_phone = forms.CharField(
        label=_("Nomor telepon"), max_length=20, required=False, widget=PhoneInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "topics", innovation_choices())

    def clean_first_day(self) -> date:
        """A day to come: told together with whatever else is wrong."""
        day: date = self.cleaned_data["first_day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Pilih hari yang akan datang."))
        return day

    def asked(self, language: str) -> VisitRequest:
        """The request as it was understood."""
        given = self.cleaned_data
        return VisitRequest(
            origin_code=given["asal"],
            origin_name=given["origin_name"],
            leader_office=given["leader_office"],
            purpose=given["purpose"],
            topics=given["topics"],
            units=lines_of(given["units"]),
            people=given["people"],
            first_day=given["first_day"],
            last_day=given["last_day"],
            contact=Contact(given["contact_name"], given["contact_email"], given["contact_phone"], language),
        )


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def choose(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    """Set what can be chosen in a field."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=area(3))


class SessionForm(forms.Form):
    """An item of the programme, in the regency's time."""

    site = forms.ChoiceField(label=_("Tempat"))
    day = forms.DateField(label=_("Hari"), widget=DayInput)
    starts = forms.TimeField(label=_("Mulai"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    ends = forms.TimeField(label=_("Selesai"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    title = forms.CharField(label=_("Acara"), max_length=160)
    people = WholeField(
        label=_("Jumlah orang"), min_value=1, max_value=1000,
        help_text=_("Rombongan dapat dibagi: sebagian ke sini, sebagian ke tempat lain."),
    )  # fmt: skip
    topics = forms.MultipleChoiceField(label=_("Topik"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, sites: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "site", sites)
        choose(self, "topics", innovation_choices())

    @property
    def draft(self) -> SessionDraft:
        """The session as it was understood."""
        given = self.cleaned_data
        return SessionDraft(
            site=given["site"],
            starts_at=_moment(given["day"], given["starts"]),
            ends_at=_moment(given["day"], given["ends"]),
            title=given["title"],
            people=given["people"],
            topics=given["topics"],
        )


def _moment(day: Any, clock: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


class HostForm(forms.Form):
    """Who is asked to receive: a unit, or one of its people (``unit`` or ``unit:person``)."""

    unit = forms.ChoiceField(label=_("Unit"))
    person = forms.ChoiceField(
        label=_("Orang"), required=False, help_text=_("Kosongkan bila unitnya sendiri yang menentukan.")
    )
    task = forms.CharField(label=_("Menunjukkan atau membicarakan"), max_length=120, required=False)

    def __init__(
        self, units: list[tuple[str, str]], people: list[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "unit", [("", _("Pilih unit")), *units])
        choose(self, "person", [("", _("Ditentukan unit")), *people])


class AnswerForm(forms.Form):
    """What a host answers."""

    state = forms.ChoiceField(
        label=_("Jawaban"), widget=forms.RadioSelect,
        choices=[choice for choice in Host.State.choices if choice[0] != Host.State.ASKED],
    )  # fmt: skip
    offered_day = forms.DateField(label=_("Usul hari"), required=False, widget=DayInput)
    offered_time = forms.TimeField(
        label=_("Usul jam"), required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    note = forms.CharField(label=_("Catatan"), max_length=500, required=False, widget=area(2))

    @property
    def offered_at(self) -> datetime | None:
        """The beginning that is proposed instead."""
        day, clock = self.cleaned_data["offered_day"], self.cleaned_data["offered_time"]
        return _moment(day, clock) if day and clock else None


class NotesForm(forms.Form):
    """How they travel here, and where they sleep."""

    transport = forms.CharField(label=_("Perjalanan"), max_length=1000, required=False, widget=area(3))
    lodging = forms.CharField(label=_("Penginapan"), max_length=1000, required=False, widget=area(3))


class UnitsForm(forms.Form):
    """Who really comes."""

    units = forms.CharField(
        label=_("Unit yang datang"), max_length=8000, widget=area(8), help_text=_("Satu unit satu baris.")
    )
    people = WholeField(label=_("Jumlah orang"), min_value=1, max_value=1000)


class QuestionForm(forms.Form):
    """The answer to a question."""

    answer = forms.CharField(label=_("Jawaban"), max_length=4000, widget=area(4))


class MaterialForm(forms.Form):
    """Something for the guests to take home."""

    title = forms.CharField(label=_("Judul"), max_length=160)
    address = forms.URLField(
        label=_("Alamat"),
        max_length=500,
        assume_scheme="https",
        help_text=_("Misalnya https://contoh.go.id/bahan.pdf"),
    )


class ArrivalForm(forms.Form):
    """A unit is there."""

    people = WholeField(label=_("Jumlah orang"), min_value=1, max_value=1000)


class SiteForm(forms.Form):
    """How a site receives."""

    capacity = WholeField(label=_("Tamu sehari paling banyak"), min_value=1, max_value=2000)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Menerima pada hari"), coerce=int, widget=forms.CheckboxSelectMultiple,
        choices=[(number, WEEKDAYS[number]) for number in range(len(DAYS))],
    )  # fmt: skip
    is_open = forms.BooleanField(label=_("Menerima tamu"), required=False)

    @property
    def facts(self) -> SiteFacts:
        """How it should be."""
        given = self.cleaned_data
        return SiteFacts(given["capacity"], tuple(given["weekdays"]), given["is_open"])


class SiteDayForm(forms.Form):
    """A day that differs."""

    day = forms.DateField(label=_("Hari"), widget=DayInput)
    capacity = WholeField(
        label=_("Tamu pada hari itu"), min_value=0, max_value=2000, help_text=_("0: ditutup")
    )
    reason = forms.CharField(label=_("Alasan"), max_length=120)


class HistoryForm(forms.Form):
    """What the history is narrowed to; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Kode, asal, jabatan, maksud"), max_length=80, required=False)
    tahun = forms.ChoiceField(label=_("Tahun"), required=False)
    topik = forms.ChoiceField(label=_("Topik"), required=False)
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False)
    asal = forms.RegexField(r"^\d\d$", label=_("Provinsi"), required=False, widget=forms.HiddenInput)

    def __init__(self, years: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything: list[tuple[str, Any]] = [("", _("Semua"))]
        choose(self, "tahun", [*everything, *((str(year), str(year)) for year in years)])
        choose(self, "topik", [*everything, *innovation_choices()])
        choose(self, "keadaan", [*everything, *Delegation.State.choices])

    @property
    def filters(self) -> Filters:
        """The filters that were understood."""
        self.is_valid()
        given = self.cleaned_data
        return Filters(
            text=given.get("q", "").strip(),
            year=int(given.get("tahun") or 0),
            topic=given.get("topik", ""),
            origin=given.get("asal", ""),
            state=given.get("keadaan", ""),
        )
