"""What a coordinator decides on the floor: who sits where, and what is announced."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.services.queues.models import Announcement

LONGEST = 200  # letters that a screen shows at a glance


class OfficerForm(forms.Form):
    """Who opens a counter."""

    petugas = forms.ChoiceField(label=_("Petugas"), error_messages={"required": _("Pilih petugasnya.")})

    def __init__(self, *args: Any, officers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["petugas"].choices = [("", _("Pilih petugas")), *officers]  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """To which free counter somebody moves."""

    loket = forms.ChoiceField(label=_("Pindah ke loket"), error_messages={"required": _("Pilih loketnya.")})

    def __init__(self, *args: Any, counters: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["loket"].choices = [("", _("Pilih loket bebas")), *counters]  # type: ignore[attr-defined]


class MomentInput(forms.DateTimeInput):
    """A day and a time, chosen with what the device offers."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class AnnounceForm(forms.Form):
    """A sentence on the displays of a place, at once or from a moment on."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=Announcement.Kind.choices)
    text_id = forms.CharField(label=_("Isi pengumuman"), max_length=LONGEST)
    text_en = forms.CharField(
        label=_("Dalam bahasa Inggris"),
        max_length=LONGEST,
        required=False,
        help_text=_("Tanpa ini layar menampilkan kalimat Indonesianya."),
    )
    starts_at = forms.DateTimeField(
        label=_("Mulai"), widget=MomentInput, required=False, help_text=_("Kosong berarti sekarang.")
    )
    ends_at = forms.DateTimeField(
        label=_("Sampai"),
        widget=MomentInput,
        required=False,
        help_text=_("Kosong berarti sampai Anda mengakhirinya."),
    )

    def clean(self) -> dict[str, Any]:
        """The end lies after the beginning, and ahead."""
        cleaned = super().clean() or {}
        begins = cleaned.get("starts_at") or timezone.now()
        ends = cleaned.get("ends_at")
        if ends and ends <= begins:
            self.add_error("ends_at", _("Akhirnya harus sesudah mulainya."))
        return {**cleaned, "starts_at": begins}

    @property
    def text(self) -> dict[str, str]:
        """The sentence in both languages; English only where it was written."""
        words = {"id": self.cleaned_data["text_id"], "en": self.cleaned_data["text_en"]}
        return {language: text for language, text in words.items() if text}
