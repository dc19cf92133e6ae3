"""Forms of appointments."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from balai.services.appointments.models import Opening


class MomentField(forms.CharField):
    """The beginning of a slot, as its button carries it (ISO, UTC)."""

    def clean(self, value: Any) -> datetime:
        """The aware moment."""
        text = super().clean(value)
        try:
            found = parse_datetime(text)
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            raise forms.ValidationError(_("Pilih salah satu waktu."))
        return found.astimezone(UTC)


class SlotForm(forms.Form):
    """Which slot, and the case that it belongs to."""

    mulai = MomentField(max_length=40, error_messages={"required": _("Pilih salah satu waktu.")})
    perkara = forms.UUIDField(required=False)


class CancelForm(forms.Form):
    """Why somebody does not come."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=240, required=False, help_text=_("Boleh dikosongkan.")
    )


class OpeningForm(forms.ModelForm):
    """What an administrator sets."""

    class Meta:
        model = Opening
        fields = ("capacity", "slot_minutes", "horizon_days", "notice_hours", "quota", "is_open")
        labels = {
            "capacity": _("Orang dalam satu waktu"),
            "slot_minutes": _("Lama satu waktu (menit)"),
            "horizon_days": _("Dapat dipesan sampai berapa hari ke depan"),
            "notice_hours": _("Paling lambat berapa jam sebelumnya"),
            "quota": _("Janji temu yang boleh dimiliki satu orang"),
            "is_open": _("Dibuka untuk pemesanan"),
        }
        help_texts = {
            "is_open": _("Bila ditutup, tidak ada janji baru; yang sudah dibuat tetap berlaku."),
            "slot_minutes": _("Janji yang sudah dibuat tetap pada waktunya."),
        }
