"""Forms of units, posts, holders and holidays."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.core.errors import Invalid
from balai.core.ui.widgets import DayInput
from balai.foundation.organizations.hours import DAYS, Week, read_week, write_period
from balai.foundation.organizations.models import Holding, Unit

DAY_LABELS = (_("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), _("Minggu"))


class UnitForm(forms.ModelForm):
    """Address and letterhead."""

    class Meta:
        model = Unit
        fields = ("address", "postal_code", "phone", "email", "website", "letter_code")
        labels = {
            "address": _("Alamat"),
            "postal_code": _("Kode pos"),
            "phone": _("Telepon"),
            "email": _("Surel"),
            "website": _("Laman"),
            "letter_code": _("Kode surat"),
        }
        help_texts = {"letter_code": _("Dipakai dalam nomor surat.")}


class HoursForm(forms.Form):
    """One line for each weekday; an empty week follows the usual hours."""

    def __init__(self, *args: Any, week: Week | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, (name, label) in enumerate(zip(DAYS, DAY_LABELS, strict=True)):
            periods = (week or {}).get(number, ())
            first = ", ".join(write_period(period) for period in periods)
            self.fields[name] = forms.CharField(label=label, required=False, initial=first, max_length=80)

    def clean(self) -> dict[str, Any]:
        """Each line read; a fault is shown at its day."""
        cleaned = super().clean() or {}
        week: Week = {}
        for name in DAYS:
            try:
                week |= read_week({name: (cleaned.get(name) or "").split(",")})
            except Invalid as fault:
                self.add_error(name, str(fault))
        return {**cleaned, "week": week}


class PostForm(forms.Form):
    """A new post."""

    title = forms.CharField(label=_("Nama jabatan"), max_length=120)
    role_code = forms.ChoiceField(label=_("Peran di Balai"))
    is_head = forms.BooleanField(label=_("Kepala unit ini"), required=False)

    def __init__(self, *args: Any, roles: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role_code"].choices = [("", _("Pilih peran")), *roles]  # type: ignore[attr-defined]


class AppointForm(forms.Form):
    """Who takes a post, from when, by which decree."""

    username = forms.CharField(
        label=_("Nama pengguna"), max_length=150, help_text=_("Akun petugas yang sudah ada.")
    )
    standing = forms.ChoiceField(label=_("Kedudukan"), choices=Holding.Standing.choices)
    decree = forms.CharField(label=_("Dasar (nomor dan tanggal keputusan)"), max_length=160)
    starts_on = forms.DateField(label=_("Mulai"), widget=DayInput)
    ends_on = forms.DateField(
        label=_("Sampai dengan"),
        widget=DayInput,
        required=False,
        help_text=_("Kosongkan bila belum ditentukan."),
    )
    rank = forms.CharField(label=_("Pangkat/golongan"), max_length=80, required=False)
    employee_number = forms.CharField(label=_("NIP/NIPD"), max_length=30, required=False)


class EndForm(forms.Form):
    """The last day of a holder."""

    last_day = forms.DateField(label=_("Hari terakhir menjabat"), widget=DayInput, initial=date.today)
    reason = forms.CharField(label=_("Dasar atau alasan"), max_length=240)


class HolidayForm(forms.Form):
    """A day off."""

    day = forms.DateField(label=_("Tanggal"), widget=DayInput)
    name = forms.CharField(label=_("Nama hari libur"), max_length=120)
    source = forms.CharField(label=_("Dasar hukum"), max_length=160)


class ClosureForm(HolidayForm):
    """A day on which one unit is closed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Alasan tutup")
        self.fields["source"].label = _("Dasar (keputusan atau pengumuman)")


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Alasan"), max_length=240)
