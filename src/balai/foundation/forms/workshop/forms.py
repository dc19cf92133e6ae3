"""The small forms of the workshop of forms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.foundation.forms.workshop.words import TYPE_WORDS


class NewFormForm(forms.Form):
    """A form from nothing."""

    title_id = forms.CharField(label=_("Nama formulir, dalam bahasa Indonesia"), max_length=120)
    title_en = forms.CharField(label=_("Nama formulir, dalam bahasa Inggris"), max_length=120)

    def title(self) -> dict[str, str]:
        """The title in both languages."""
        return {"id": self.cleaned_data["title_id"], "en": self.cleaned_data["title_en"]}


class TypeForm(forms.Form):
    """Which type of answer a question asks for."""

    jenis = forms.ChoiceField(label=_("Jenis jawaban"), choices=list(TYPE_WORDS.items()))
