"""The forms of the inbox: a saved view, tasks for a colleague, work while on leave."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

Choices = list[tuple[str, str]]


class ViewForm(forms.Form):
    """A name for the filters in force."""

    name = forms.CharField(label=_("Nama tampilan"), max_length=40)
    is_default = forms.BooleanField(
        label=_("Buka lebih dahulu saat saya masuk ke kotak kerja"), required=False
    )
    share = forms.ChoiceField(label=_("Bagikan"), required=False)

    def __init__(self, units: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["share"].choices = [("", _("Hanya saya")), *units]  # type: ignore[attr-defined]


class LeaveForm(forms.Form):
    """Whose hands, which days, why."""

    unit = forms.ChoiceField(label=_("Unit"))
    receiver = forms.ChoiceField(label=_("Rekan yang mengerjakan"))
    starts_on = forms.DateField(label=_("Mulai"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label=_("Sampai"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label=_("Alasan"), help_text=_("Misalnya cuti tahunan. Rekan dan atasan membacanya."), max_length=240
    )

    def __init__(self, units: Choices, people: Choices, *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs.setdefault("initial", {"starts_on": today, "ends_on": today + timedelta(days=6)})
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["receiver"].choices = people  # type: ignore[attr-defined]
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = units[0][0]
