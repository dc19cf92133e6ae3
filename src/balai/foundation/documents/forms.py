"""Forms of the office pages: numbering and revoking."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.core.ui.arms import ArmsField
from balai.foundation.documents.actions.keep_letterhead import LetterheadFacts
from balai.foundation.documents.models import Document
from balai.foundation.documents.series import DEFAULT_PATTERN
from balai.foundation.forms.api import form_codes, get_form


class PatternForm(forms.Form):
    """The pattern of a series, and where the count stood on paper."""

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


class SeriesForm(PatternForm):
    """A further series: what it covers, and its pattern."""

    kind = forms.SlugField(
        label=_("Jenis dokumen"), max_length=40, required=False, help_text=_("Kosongkan untuk semua jenis.")
    )
    classification = forms.RegexField(
        r"^[0-9A-Za-z][0-9A-Za-z.\-]*$",
        label=_("Kode klasifikasi"),
        max_length=30,
        required=False,
        help_text=_("Angka dan titik, misalnya 500.3. Kosongkan untuk semua kode."),
    )
    field_order = ("kind", "classification", "pattern", "last_on_paper")


class LetterheadForm(forms.Form):
    """The words of a letterhead; what is left as the unit's data say follows them."""

    lines = forms.CharField(
        label=_("Baris di atas nama unit"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Satu baris satu pemerintahan, misalnya Pemerintah Kabupaten. Paling banyak empat baris."
        ),
    )
    title = forms.CharField(label=_("Nama unit di kop"), max_length=120, required=False)
    address = forms.CharField(label=_("Alamat"), max_length=240, required=False)
    contact = forms.CharField(
        label=_("Kontak"),
        max_length=160,
        required=False,
        help_text=_("Telepon, surel dan laman dalam satu baris."),
    )
    emblem = ArmsField(
        label=_("Lambang sendiri"),
        help_text=_("PNG atau SVG, paling besar 512 kB. Tanpa berkas, kop memakai lambang daerah."),
    )
    without_emblem = forms.BooleanField(label=_("Kembali ke lambang daerah"), required=False)

    def facts(self) -> LetterheadFacts:
        """What was written."""
        data = dict(self.cleaned_data)
        return LetterheadFacts(**{**data, "lines": tuple(data["lines"].splitlines())})


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


class RootForm(forms.Form):
    """The certificate of an authority that is to be trusted."""

    certificate = forms.CharField(
        label=_("Sertifikat penerbit (PEM)"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("Isi berkas .pem atau .crt, dari BEGIN CERTIFICATE sampai END CERTIFICATE."),
    )
    source = forms.CharField(
        label=_("Dari mana"),
        max_length=300,
        help_text=_("Alamat dan hari diambil, dan bagaimana sidiknya dicocokkan."),
    )


class NewLetterForm(forms.Form):
    """A standard letter from nothing."""

    name_id = forms.CharField(label=_("Nama surat, dalam bahasa Indonesia"), max_length=120)
    name_en = forms.CharField(label=_("Nama surat, dalam bahasa Inggris"), max_length=120)
    form = forms.ChoiceField(label=_("Data diambil dari formulir"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, str(get_form(code).title)) for code in form_codes()]
        self.fields["form"].choices = choices  # type: ignore[attr-defined]

    def name(self) -> dict[str, str]:
        """The name in both languages."""
        return {"id": self.cleaned_data["name_id"], "en": self.cleaned_data["name_en"]}
