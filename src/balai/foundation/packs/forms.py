"""The form with which a pack is brought."""

from django import forms
from django.utils.translation import gettext_lazy as _


class BringForm(forms.Form):
    """A ZIP."""

    file = forms.FileField(
        label=_("Berkas paket"),
        help_text=_(
            "Satu berkas ZIP, paling besar 16 MB. Diperiksa dan dibandingkan dulu; belum ada yang berubah."
        ),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )
