"""The form of the administrator's choice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.services.catalogue.providing import providers, read_provider
from balai.services.catalogue.selectors import VariedService


class NewServiceForm(forms.Form):
    """A service from nothing."""

    name_id = forms.CharField(label=_("Nama layanan, dalam bahasa Indonesia"), max_length=80)
    name_en = forms.CharField(label=_("Nama layanan, dalam bahasa Inggris"), max_length=80)
    given_by = forms.ChoiceField(label=_("Diberikan oleh"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["given_by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Pilih instansinya")), *providers()]

    def title(self) -> dict[str, str]:
        """The name in both languages."""
        return {"id": self.cleaned_data["name_id"], "en": self.cleaned_data["name_en"]}

    def provider(self) -> dict[str, object]:
        """Who gives it, as packs say it."""
        return read_provider(self.cleaned_data["given_by"])


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
