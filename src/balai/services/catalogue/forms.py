"""The form of the administrator's choice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.services.catalogue.selectors import VariedService


class PublishForm(forms.Form):
    """On what the change rests."""

    reason = forms.CharField(
        label=_("Dasar perubahan"),
        help_text=_("Misalnya nomor keputusan. Tercatat bersama nama Anda."),
        max_length=240,
    )


class VariantForm(forms.Form):
    """Which variant applies, and by which decision."""

    variant = forms.ChoiceField(label=_("Ragam yang berlaku"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Dasar keputusan"),
        help_text=_("Misalnya nomor peraturan bupati atau surat edaran. Tercatat bersama nama Anda."),
        max_length=240,
    )

    def __init__(self, service: VariedService, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["variant"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(variant.code, variant.title) for variant in service.variants]
        field.initial = service.chosen.code
