"""Forms of a kiosk."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.services.queues.api import PlaceNow


class CodeForm(forms.Form):
    """A code, typed or scanned: the picture on a ticket holds the whole address of its page."""

    kode = forms.CharField(
        label=_("Kode janji temu"),
        max_length=300,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "autofocus": True, "data-code": ""}
        ),
        error_messages={"required": _("Ketik atau pindai kodenya.")},
    )


class ActivationForm(forms.Form):
    """Of which place this screen becomes the kiosk, and whether it prints."""

    tempat = forms.ChoiceField(label=_("Tempat layanan"), widget=forms.RadioSelect)
    cetak = forms.BooleanField(
        label=_("Pencetak tiket 80 mm terpasang"),
        required=False,
        help_text=_("Tanpa pencetak, kiosk menampilkan kode QR untuk difoto."),
    )

    def __init__(self, places: Sequence[PlaceNow], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["tempat"].choices = [(place.code, place.name) for place in places]  # type: ignore[attr-defined]
