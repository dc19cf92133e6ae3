"""Forms of the treasurer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.core.ui.widgets import RupiahField


class CashForm(forms.Form):
    """What was counted, and the rest that the page showed."""

    amount = RupiahField(label=_("Uang yang diterima"), help_text=_("Sesudah dikurangi kembalian."))
    seen_rest = RupiahField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=240, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Pembayar membacanya. Sekurangnya sepuluh huruf."),
    )  # fmt: skip


class TransferForm(forms.Form):
    """The reference of a transfer that was made."""

    reference = forms.CharField(label=_("Referensi transfer"), max_length=120)


class DepositForm(forms.Form):
    """The slip of the bank, and the sum that the page showed."""

    reference = forms.CharField(label=_("Nomor bukti setor bank"), max_length=120)
    seen_amount = RupiahField(widget=forms.HiddenInput)
