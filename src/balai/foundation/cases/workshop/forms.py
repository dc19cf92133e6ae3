"""The forms of the workshop of procedures."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.ui.words import local
from balai.foundation.cases.workshop.patterns import Charge, Pattern

ASSESSORS = ("assessor1", "assessor2")
CODE = RegexValidator(r"^[a-z0-9][a-z0-9_-]*$", gettext_lazy("Huruf kecil, angka, - dan _ saja."))


class CodeForm(forms.Form):
    """The code of a new piece."""

    code = forms.CharField(
        label=gettext_lazy("Kode"),
        max_length=60,
        validators=[CODE],
        help_text=gettext_lazy("Huruf kecil tanpa spasi, misalnya pemeriksaan. Tidak berubah lagi."),
    )


class NewPieceForm(forms.Form):
    """What a new piece is called; the name that programs use is made from it."""

    name_id = forms.CharField(
        label=gettext_lazy("Nama, dalam bahasa Indonesia"),
        max_length=120,
        help_text=gettext_lazy("Misalnya Pemeriksaan lapangan. Boleh diubah lagi nanti."),
    )
    name_en = forms.CharField(label=gettext_lazy("Nama, dalam bahasa Inggris"), max_length=120)

    def name(self) -> dict[str, str]:
        """The name in both languages."""
        return {"id": self.cleaned_data["name_id"], "en": self.cleaned_data["name_en"]}


class NewProcedureForm(CodeForm):
    """A procedure from nothing."""

    name_id = forms.CharField(label=gettext_lazy("Nama, dalam bahasa Indonesia"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Nama, dalam bahasa Inggris"), max_length=120)

    def name(self) -> dict[str, str]:
        """The name in both languages."""
        return {"id": self.cleaned_data["name_id"], "en": self.cleaned_data["name_en"]}


class PatternForm(forms.Form):
    """A procedure from a pattern: who checks, who decides, how long each takes, the letter and the fee."""

    name_id = forms.CharField(label=gettext_lazy("Nama, dalam bahasa Indonesia"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Nama, dalam bahasa Inggris"), max_length=120)
    code = forms.CharField(required=False, max_length=60, validators=[CODE], widget=forms.HiddenInput)
    form = forms.CharField(required=False, max_length=60, validators=[CODE], widget=forms.HiddenInput)
    checker = forms.ChoiceField(label=gettext_lazy("Yang memeriksa"))
    check_days = forms.IntegerField(label=gettext_lazy("Hari kerja untuk memeriksa"), min_value=1, initial=2)
    decider = forms.ChoiceField(label=gettext_lazy("Yang memutuskan"))
    decide_days = forms.IntegerField(
        label=gettext_lazy("Hari kerja untuk memutuskan"), min_value=1, initial=1
    )
    assessor1 = forms.ChoiceField(
        label=gettext_lazy("Penilai pertama"),
        required=False,
        help_text=gettext_lazy(
            "Dua penilai bekerja bersamaan; keputusan menunggu keduanya. Tanpa penilai, langsung diputuskan."
        ),
    )
    assessor2 = forms.ChoiceField(label=gettext_lazy("Penilai kedua"), required=False)
    assess_days = forms.IntegerField(
        label=gettext_lazy("Hari kerja untuk menilai"), min_value=1, initial=2, required=False
    )
    letter = forms.ChoiceField(
        label=gettext_lazy("Surat yang terbit"),
        required=False,
        help_text=gettext_lazy("Ditandatangani oleh yang memutuskan."),
    )
    charge = forms.ChoiceField(
        label=gettext_lazy("Biaya menurut tarif"),
        required=False,
        help_text=gettext_lazy("Ditagih sesudah berkas lengkap; keputusan menunggu pembayaran."),
    )
    factors = forms.MultipleChoiceField(
        label=gettext_lazy("Biaya dikalikan dengan jawaban"),
        required=False,
        help_text=gettext_lazy(
            "Untuk tarif per meter, per hari atau per buah. Beberapa jawaban dikalikan: panjang dan lebar menjadi "
            "meter persegi. Tanpa pilihan, tarif ditagih satu kali."
        ),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        roles: list[tuple[str, str]],
        letters: Sequence[tuple[str, dict[str, str]]],
        known: Sequence[Charge],
        numbers: list[tuple[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """``numbers`` are the questions whose answers can multiply a fee."""
        super().__init__(*args, **kwargs)
        self.known = {charge.code: charge for charge in known}
        offered: dict[str, list[tuple[str, str]]] = {
            "checker": [("", _("Pilih perannya")), *roles],
            "decider": [("", _("Pilih perannya")), *roles],
            "assessor1": [("", _("Tanpa penilai")), *roles],
            "assessor2": [("", _("Tanpa penilai")), *roles],
            "letter": [("", _("Tanpa surat")), *((code, local(name)) for code, name in letters)],
            "charge": [("", _("Gratis")), *((charge.code, charge.label) for charge in known)],
            "factors": numbers,
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if not numbers:
            del self.fields["factors"]

    def clean(self) -> dict[str, Any]:
        """What multiplies needs something to multiply."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("factors") and not given.get("charge"):
            self.add_error("charge", _("Pilih tarif yang dikalikan."))
        self._check_assessors(given)
        return given

    def _check_assessors(self, given: dict[str, Any]) -> None:
        chosen = [given[key] for key in ASSESSORS if given.get(key)]
        if len(chosen) == 1:
            missing = next(key for key in ASSESSORS if not given.get(key))
            self.add_error(missing, _("Pilih dua penilai, atau tidak satu pun."))
        elif chosen and chosen[0] == chosen[1]:
            self.add_error("assessor2", _("Pilih peran lain dari penilai pertama."))
        if chosen and not given.get("assess_days"):
            self.add_error("assess_days", _("Tulis berapa hari kerja mereka menilai."))

    def name(self) -> dict[str, str]:
        """The name in both languages."""
        return {"id": self.cleaned_data["name_id"], "en": self.cleaned_data["name_en"]}

    def pattern(self, code: str, facts: tuple[str, ...]) -> Pattern:
        """The pattern as it was filled in; ``facts`` are those of the letter."""
        given = self.cleaned_data
        keys = ("checker", "check_days", "decider", "decide_days", "letter")
        return Pattern(
            code,
            self.name(),
            **{key: given[key] for key in keys},
            facts=facts,
            charge=self.known.get(given["charge"]),
            factors=tuple(given.get("factors", ())),
            assessors=tuple(given[key] for key in ASSESSORS if given[key]),
            assess_days=given["assess_days"] or 0,
        )


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
