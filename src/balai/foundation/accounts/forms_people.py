"""Forms about people: the own profile, registration at a counter, administration of accounts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.core.errors import Invalid
from balai.foundation.accounts.models import Profile, RoleGrant
from balai.foundation.regions import api as regions

# as the identity card says them, which is how they are kept; shown in the reader's language
RELIGIONS = {
    "Islam": _("Islam"),
    "Kristen": _("Kristen"),
    "Katolik": _("Katolik"),
    "Hindu": _("Hindu"),
    "Buddha": _("Buddha"),
    "Khonghucu": _("Khonghucu"),
    "Kepercayaan": _("Kepercayaan"),
}
MARITAL = {
    "Belum kawin": _("Belum kawin"),
    "Kawin": _("Kawin"),
    "Cerai hidup": _("Cerai hidup"),
    "Cerai mati": _("Cerai mati"),
}
VILLAGE_KINDS = ("desa", "kelurahan", "desa_adat")


def _choices(words: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [("", "—"), *words.items()]


def village_choices() -> list[tuple[str, Any]]:
    """Villages and wards of the regency, by district; one or two queries, none before the regency is set up."""
    try:
        places = regions.subtree(regions.regency().code, ("kecamatan", *VILLAGE_KINDS))
    except Invalid:
        return [("", "—")]
    districts = {place.code: place.title for place in places if place.kind == "kecamatan"}
    groups: dict[str, list[tuple[str, str]]] = {title: [] for title in districts.values()}
    for place in places:
        if place.kind in VILLAGE_KINDS:
            groups[districts[str(place.parent_code)]].append((place.code, place.title))
    return [("", "—"), *groups.items()]


class DateInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class CivilForm(forms.Form):
    """Facts as they stand on the identity card."""

    full_name = forms.CharField(label=_("Nama lengkap"), min_length=3, max_length=120)
    nik = forms.CharField(
        label="NIK",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-digits": "16"}),
    )
    birth_place = forms.CharField(label=_("Tempat lahir"), max_length=80)
    birth_date = forms.DateField(label=_("Tanggal lahir"), widget=DateInput())
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=[("", "—"), *Profile.Sex.choices])
    address = forms.CharField(label=_("Alamat"), max_length=200, required=False)
    rt = forms.CharField(label="RT", max_length=3, required=False)
    rw = forms.CharField(label="RW", max_length=3, required=False)
    region_code = forms.ChoiceField(label=_("Desa atau kelurahan"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region_code"].choices = village_choices()  # type: ignore[attr-defined]


class ProfileForm(CivilForm):
    """The person's own facts. What was checked at a counter cannot be changed here."""

    religion = forms.ChoiceField(label=_("Agama"), choices=_choices(RELIGIONS), required=False)
    marital = forms.ChoiceField(label=_("Status perkawinan"), choices=_choices(MARITAL), required=False)
    occupation = forms.CharField(label=_("Pekerjaan"), max_length=80, required=False)

    def __init__(self, *args: Any, checked: bool, has_nik: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nik"].help_text = _("Disimpan terenkripsi dan hanya tampak empat angka terakhirnya.")
        for name in ("nik", "birth_place", "birth_date", "sex"):
            self.fields[name].required = False
        for name in ("full_name", "nik", "birth_place", "birth_date", "sex") if checked else ():
            del self.fields[name]
        if has_nik:
            self.fields.pop("nik", None)


class CounterForm(CivilForm):
    """What an officer writes at the counter, with the card on the table."""

    phone = forms.CharField(
        label=_("Nomor ponsel"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(label=_("Alamat surel"), required=False)
    consent = forms.BooleanField(
        label=_("Warga setuju datanya dicatat dan dipakai untuk layanan yang ia minta."),
        help_text=_(
            "Bacakan: data dipakai untuk layanan saja, dapat dilihat dan diperbaiki pemiliknya kapan saja."
        ),
    )
    field_order = [
        "nik",
        "full_name",
        "birth_place",
        "birth_date",
        "sex",
        "address",
        "rt",
        "rw",
        "region_code",
    ]


class TermForm(forms.Form):
    """A role on a unit for a period."""

    unit = forms.TypedChoiceField(label=_("Unit"))
    role = forms.ChoiceField(label=_("Peran"))
    standing = forms.ChoiceField(label=_("Kedudukan"), choices=RoleGrant.Standing.choices)
    starts_on = forms.DateField(label=_("Mulai"), widget=DateInput(), initial=timezone.localdate)
    ends_on = forms.DateField(
        label=_("Sampai"), widget=DateInput(), required=False, help_text=_("Kosongkan bila tanpa batas.")
    )
    basis = forms.CharField(
        label=_("Dasar"), max_length=160, required=False, help_text=_("Nomor SK atau surat perintah.")
    )

    def __init__(self, *args: Any, units: list[Any], roles: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(str(unit.id), unit.name) for unit in units]  # type: ignore[attr-defined]
        self.fields["role"].choices = [(role.code, role.label) for role in roles]  # type: ignore[attr-defined]


class HolderForm(TermForm):
    """Somebody who gets a role that is known already."""

    username = forms.CharField(
        label=_("Nama pengguna"), max_length=150, help_text=_("Akun petugas yang sudah ada.")
    )
    field_order = ["username"]

    def __init__(self, *args: Any, units: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, units=units, roles=[], **kwargs)
        del self.fields["role"]


class OfficerForm(TermForm):
    """A new officer with a first role."""

    full_name = forms.CharField(label=_("Nama lengkap"), min_length=3, max_length=120)
    username = forms.CharField(
        label=_("Nama pengguna"), max_length=40, required=False, help_text=_("Kosongkan: dibuat dari nama.")
    )
    email = forms.EmailField(label=_("Alamat surel"), required=False)
    phone = forms.CharField(label=_("Nomor ponsel"), max_length=20, required=False)
    field_order = ["full_name", "username", "email", "phone"]


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Alasan"), max_length=200)
