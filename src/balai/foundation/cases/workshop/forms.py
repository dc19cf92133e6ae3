"""The forms of the workshop of procedures; faults of the draft stand beside the fields that they concern."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.content import ContentError
from balai.foundation.cases.workshop.parts import Body, Part, body_of, typed_of

CODE = RegexValidator(r"^[a-z0-9][a-z0-9_-]*$", gettext_lazy("Huruf kecil, angka, - dan _ saja."))


class PieceForm(forms.Form):
    """Edits a piece of a draft. Whether it is sound is told, not demanded: a draft may be unfinished."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, parts: Sequence[Part], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        for part in parts:
            self.fields.update(part.fields())

    @classmethod
    def of(cls, parts: Sequence[Part], body: Body, version: int) -> "PieceForm":
        """The form filled from the data, ready to show faults."""
        return cls(parts, {**typed_of(parts, body), "version": version})

    def body(self) -> Body:
        """What was typed as data."""
        return body_of(self.parts, self.cleaned_data)

    def show_faults(self, faults: Iterable[ContentError], path: Sequence[str | int]) -> None:
        """Put each fault under ``path`` beside its field, or above the form."""
        depth = len(path)
        for fault in faults:
            if tuple(fault.path[:depth]) == tuple(path):
                rest = [str(step) for step in fault.path[depth:]]
                self.add_error(self._field(rest), str(fault))

    def _field(self, rest: list[str]) -> str | None:
        """The field of the longest beginning of the path that names one."""
        for length in range(len(rest), 0, -1):
            name = "_".join(rest[:length])
            found = next((one for one in self.fields if one == name or one.startswith(f"{name}_")), None)
            if found:
                return found
        return None


class CodeForm(forms.Form):
    """The code of a new piece."""

    code = forms.CharField(
        label=gettext_lazy("Kode"),
        max_length=60,
        validators=[CODE],
        help_text=gettext_lazy("Huruf kecil tanpa spasi, misalnya pemeriksaan. Tidak berubah lagi."),
    )


class NewProcedureForm(CodeForm):
    """A procedure from nothing."""

    name_id = forms.CharField(label=gettext_lazy("Nama, dalam bahasa Indonesia"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Nama, dalam bahasa Inggris"), max_length=120)

    def name(self) -> dict[str, str]:
        """The name in both languages."""
        return {"id": self.cleaned_data["name_id"], "en": self.cleaned_data["name_en"]}


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
