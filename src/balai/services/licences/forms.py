"""Forms of licences."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.services.licences import selectors
from balai.services.licences.models import Finding
from balai.services.licences.models.licence import Standing


class RegisterForm(forms.Form):
    """What the register is narrowed to; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Nomor, NIB, pemegang, objek, tempat"), max_length=80, required=False)
    jenis = forms.ChoiceField(label=_("Jenis"), required=False)
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False)
    habis = forms.ChoiceField(label=_("Berakhir dalam"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = [("", _("Semua"))]
        self._choose("jenis", [*everything, *((kind.code, kind.title) for kind in selectors.kinds_of(actor))])
        self._choose("keadaan", [*everything, *Standing.choices])
        spans = [(str(days), _("{n} hari").format(n=days)) for days in selectors.ENDING]
        self._choose("habis", [("", _("Kapan saja")), *spans])
        self._choose(
            "unit", [*everything, *((unit.code, unit.short_name) for unit in selectors.units_of(actor))]
        )

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def filters(self) -> selectors.Filters:
        """The filters that were understood."""
        self.is_valid()
        given = self.cleaned_data
        return selectors.Filters(
            kind=given.get("jenis", ""),
            standing=given.get("keadaan", ""),
            ending=int(given.get("habis") or 0),
            unit=given.get("unit", ""),
            text=given.get("q", "").strip(),
        )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Pemegang izin membacanya. Sekurangnya sepuluh huruf."),
    )  # fmt: skip


class FindingForm(forms.Form):
    """What was found at a visit."""

    text = forms.CharField(label=_("Temuan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    severity = forms.ChoiceField(
        label=_("Tingkat"), choices=Finding.Severity, widget=forms.RadioSelect, initial=Finding.Severity.MINOR
    )
    due_on = forms.DateField(label=_("Diperbaiki paling lambat"))


class OutcomeForm(forms.Form):
    """What was done about a finding."""

    outcome = forms.CharField(
        label=_("Tindak lanjut"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Apa yang sudah diperbaiki, dan bagaimana Anda memeriksanya."),
    )  # fmt: skip
