"""The form of a choice."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.foundation.parts.models import Choice


class ChoiceForm(forms.Form):
    """State, month and reason."""

    state = forms.ChoiceField(label=_("Keadaan"), choices=Choice.State.choices)
    month = forms.RegexField(
        r"^20\d\d-(0[1-9]|1[0-2])$",
        label=_("Bulan"),
        required=False,
        help_text=_("Mulai kapan, atau sejak kapan; tahun-bulan, misalnya 2027-03."),
        widget=forms.TextInput(attrs={"type": "month"}),
    )
    reason = forms.CharField(
        label=_("Alasan"), max_length=240, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Tampil di peta jalan dan di jejak audit."),
    )  # fmt: skip

    def clean_month(self) -> date | None:
        text: Any = self.cleaned_data["month"]
        return date(int(text[:4]), int(text[5:]), 1) if text else None
