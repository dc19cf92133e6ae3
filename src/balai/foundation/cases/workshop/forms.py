"""The forms of the workshop of procedures."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CODE = RegexValidator(r"^[a-z0-9][a-z0-9_-]*$", gettext_lazy("Huruf kecil, angka, - dan _ saja."))


class CodeForm(forms.Form):
    """The code of a new piece."""

    code = forms.CharField(
        label=gettext_lazy("Kode"),
        max_length=60,
        validators=[CODE],
        help_text=gettext_lazy("Huruf kecil tanpa spasi, misalnya pemeriksaan. Tidak berubah lagi."),
    )


class NewProcedureForm(CodeForm):
    """A procedure from nothing."""

    name_id = forms.CharField(label=gettext_lazy("Nama, dalam bahasa Indonesia"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Nama, dalam bahasa Inggris"), max_length=120)

    def name(self) -> dict[str, str]:
        """The name in both languages."""
        return {"id": self.cleaned_data["name_id"], "en": self.cleaned_data["name_en"]}


class RetireForm(forms.Form):
    """Why a procedure takes no new cases."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=240,
        help_text=gettext_lazy("Dicatat bersama nama Anda. Perkara yang berjalan tetap diselesaikan."),
    )


class TrialForm(forms.Form):
    """Where to try, and with which answers."""

    unit = forms.ChoiceField(label=gettext_lazy("Dicoba di unit"))

    def __init__(self, units: list[tuple[str, str]], asked: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.asked = asked
        for name in asked:
            label = _("Isian %(name)s") % {"name": name}
            self.fields[f"isian_{name}"] = forms.CharField(label=label, required=False, max_length=120)

    def answers(self) -> dict[str, str]:
        """The answers that branches look at."""
        return {name: self.cleaned_data[f"isian_{name}"] for name in self.asked}
