"""The forms of packs: bring one, publish one, withdraw a version, follow a catalogue, compare its key."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.core.ui.words import local
from balai.foundation.packs.selectors import PackPage


class BringForm(forms.Form):
    """A ZIP."""

    file = forms.FileField(
        label=_("Berkas paket"),
        help_text=_(
            "Satu berkas ZIP, paling besar 16 MB. Diperiksa dan dibandingkan dulu; belum ada yang berubah."
        ),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )


class PublishForm(forms.Form):
    """How an installed pack is published. What was adapted here gets a name and a version of its own."""

    side = forms.ChoiceField(label=_("Isi yang diterbitkan"), widget=forms.RadioSelect)
    version = forms.CharField(
        label=_("Versi"),
        max_length=20,
        help_text=_("Tiga angka. Versi yang sudah terbit tidak dapat diubah lagi isinya."),
    )
    note = forms.CharField(
        label=_("Yang baru di versi ini"),
        max_length=240,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Satu dua kalimat untuk kabupaten yang berlangganan."),
    )

    def __init__(self, *args: Any, pack: PackPage, proposed: str) -> None:
        super().__init__(*args)
        if not pack.adapted:
            del self.fields["side"], self.fields["version"]
            return
        brought = _("Seperti dibawa: {title} {version}").format(
            title=local(pack.card.title), version=pack.card.version
        )
        adapted = _("Seperti disesuaikan di sini")
        self.fields["side"].choices = [("adapted", adapted), ("brought", brought)]  # type: ignore[attr-defined]
        self.fields["side"].initial = "adapted"
        self.fields["version"].initial = proposed


class ReasonForm(forms.Form):
    """Why a version is offered no more."""

    reason = forms.CharField(label=_("Alasan"), max_length=240, widget=forms.Textarea(attrs={"rows": 2}))


class SubscribeForm(forms.Form):
    """Where another installation is."""

    address = forms.CharField(
        label=_("Alamat katalog"),
        max_length=200,
        help_text=_("Alamat Balai kabupaten itu, misalnya https://balai.contohkab.go.id/katalog/."),
    )


class DigitsForm(forms.Form):
    """The digits that the publisher reads out by telephone."""

    digits = forms.CharField(
        label=_("Sidik yang dibacakan penerbit"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_(
            "Telepon kantor penerbit dengan nomor yang Anda tahu sendiri, lalu ketik 30 angka yang dibacakan."
        ),
    )
