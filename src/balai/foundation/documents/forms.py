"""Forms of the office pages: numbering and revoking."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.foundation.documents.models import Document
from balai.foundation.documents.series import DEFAULT_PATTERN


class SeriesForm(forms.Form):
    """The pattern of a series and what it covers."""

    kind = forms.SlugField(
        label=_("Jenis dokumen"), max_length=40, required=False, help_text=_("Kosongkan untuk semua jenis.")
    )
    classification = forms.CharField(
        label=_("Kode klasifikasi"), max_length=30, required=False, help_text=_("Kosongkan untuk semua kode.")
    )
    pattern = forms.CharField(
        label=_("Pola nomor"),
        max_length=120,
        initial=DEFAULT_PATTERN,
        help_text=_(
            "Kata yang dikenal: {klasifikasi}, {nomor:03}, {kode_unit}, {kode_wilayah}, {jenis}, "
            "{bulan_romawi}, {bulan}, {tahun}."
        ),
    )
    last_on_paper = forms.IntegerField(
        label=_("Nomor terakhir di buku agenda tahun ini"),
        min_value=0,
        max_value=999_999,
        required=False,
        help_text=_(
            "Hanya bila unit sudah memberi nomor di kertas. Dapat diubah sebelum nomor pertama keluar."
        ),
    )


class CancelForm(forms.Form):
    """Why a number is cancelled."""

    reason = forms.CharField(label=_("Alasan pembatalan"), max_length=240)


class RevokeForm(forms.Form):
    """Why a document leaves force; the note stays inside the office."""

    reason = forms.ChoiceField(label=_("Alasan yang terlihat umum"), choices=Document.Reason.choices)
    note = forms.CharField(
        label=_("Catatan dalam kantor"),
        max_length=240,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SignForm(forms.Form):
    """What an outside signer asks of the officer."""

    passphrase = forms.CharField(
        label=_("Kata sandi sertifikat BSrE"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        max_length=200,
        help_text=_("Dipakai sekali untuk tanda tangan ini dan tidak disimpan."),
    )
