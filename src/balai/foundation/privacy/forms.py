"""Forms of data protection."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.foundation.privacy.content import WORDS

LABELS = {
    "name": _("Nama"),
    "purpose": _("Tujuan"),
    "subjects": _("Subjek data"),
    "categories": _("Jenis data"),
    "recipients": _("Penerima"),
    "retention": _("Masa simpan"),
}
TONGUES = {"id": _("bahasa Indonesia"), "en": _("bahasa Inggris")}
BASIS_NAMES = {
    "consent": _("Persetujuan"),
    "contract": _("Perjanjian"),
    "legal_obligation": _("Kewajiban hukum"),
    "vital_interest": _("Kepentingan vital"),
    "public_task": _("Tugas pelayanan publik"),
    "legitimate_interest": _("Kepentingan yang sah"),
}


class ProcessingForm(forms.Form):
    """One entry of the register, both languages."""

    basis = forms.ChoiceField(label=_("Dasar pemrosesan"), choices=list(BASIS_NAMES.items()))
    source = forms.CharField(label=_("Dasar hukum"), max_length=240)
    specific = forms.BooleanField(
        label=_("Data pribadi spesifik (kesehatan, anak, keuangan …)"), required=False
    )

    def __init__(self, data: Any, facts: dict[str, Any]) -> None:
        plain = {key: facts[key] for key in ("basis", "source", "specific")}
        super().__init__(data, initial=plain)
        for key in WORDS:
            for language, tongue in TONGUES.items():
                self.fields[f"{key}_{language}"] = forms.CharField(
                    label=f"{LABELS[key]}, {tongue}", initial=facts[key][language], max_length=500
                )

    @property
    def facts(self) -> dict[str, Any]:
        """The entry in the shape of the register."""
        data = self.cleaned_data
        words = {key: {one: data[f"{key}_{one}"] for one in TONGUES} for key in WORDS}
        return {**words, **{key: data[key] for key in ("basis", "source", "specific")}}


class BreachForm(forms.Form):
    """What is known of a breach."""

    title = forms.CharField(label=_("Apa yang terjadi, dalam satu baris"), max_length=160)
    discovered_at = forms.DateTimeField(
        label=_("Diketahui pada"),
        help_text=_("Sejak saat ini berjalan 3 x 24 jam."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    revealed = forms.CharField(
        label=_("Data pribadi yang terungkap"), widget=forms.Textarea(attrs={"rows": 3})
    )
    how = forms.CharField(label=_("Kapan dan bagaimana terungkap"), widget=forms.Textarea(attrs={"rows": 3}))
    handling = forms.CharField(
        label=_("Upaya penanganan dan pemulihan"), widget=forms.Textarea(attrs={"rows": 3})
    )
    subjects = forms.IntegerField(label=_("Perkiraan jumlah subjek data"), min_value=0, max_value=10_000_000)


class TellForm(forms.Form):
    """Whom to tell."""

    accounts = forms.CharField(
        label=_("Nama pengguna subjek data, satu per baris"), widget=forms.Textarea(attrs={"rows": 5})
    )

    def clean_accounts(self) -> list[str]:
        """The names, without blanks."""
        return [line.strip() for line in self.cleaned_data["accounts"].splitlines() if line.strip()]
