"""The forms of the case page: an action with what it asks, a remark, a colleague, a reason to look."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.ui.words import local
from balai.foundation.cases.actions.input import LONGEST_TEXT, SHORTEST_REASON
from balai.foundation.cases.cards import ActInput, ActionCard
from balai.foundation.cases.procedure.spec import ActionField

_WIDGETS: dict[str, Any] = {
    "text": forms.TextInput,
    "long_text": lambda: forms.Textarea(attrs={"rows": 4}),
    "date": lambda: forms.DateInput(attrs={"type": "date"}),
    "number": lambda: forms.TextInput(attrs={"inputmode": "decimal"}),
}


class ActionForm(forms.Form):
    """Everything that an action asks; whether it suffices is decided by the action itself."""

    seen_version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("Halaman ini tidak lengkap terkirim. Muat ulang, lalu ulangi.")
        },
    )

    def __init__(
        self, action: ActionCard, offer: Mapping[str, tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        """``offer`` is what is known for fields, by their names, each with where it is from."""
        super().__init__(*args, **kwargs)
        self.action = action
        for item in action.fields:
            self.fields[item.name] = _field(item, *offer.get(item.name, ("", "")))
        self.fields["reason"] = _reason(action)

    def given(self) -> ActInput:
        """What was typed."""
        data = {item.name: self.cleaned_data.get(item.name, "") for item in self.action.fields}
        return ActInput(
            reason=self.cleaned_data["reason"], data=data, seen_version=self.cleaned_data["seen_version"]
        )


def _field(item: ActionField, initial: str, source: str) -> forms.CharField:
    return forms.CharField(
        label=local(item.label),
        required=item.required,
        initial=initial,
        help_text=source,
        max_length=LONGEST_TEXT,
        widget=_WIDGETS[item.kind](),
    )


def _reason(action: ActionCard) -> forms.CharField:
    short = _("Tulis alasan sekurangnya %(count)s huruf.") % {"count": SHORTEST_REASON}
    if action.tells_applicant:
        label = _("Alasan untuk pemohon")
        text = _("Pemohon membacanya. Sekurangnya %(count)s huruf.") % {"count": SHORTEST_REASON}
    elif action.needs_reason:
        label = _("Alasan")
        text = _("Hanya dibaca petugas. Sekurangnya %(count)s huruf.") % {"count": SHORTEST_REASON}
    else:
        label, text = _("Catatan"), _("Hanya dibaca petugas.")
    return forms.CharField(
        label=label,
        help_text=text,
        required=action.needs_reason,
        error_messages={"required": short},
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class NoteForm(forms.Form):
    """An internal remark."""

    text = forms.CharField(
        label=gettext_lazy("Catatan internal"),
        help_text=gettext_lazy("Hanya dibaca petugas, tidak dapat dihapus."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HandOverForm(forms.Form):
    """A colleague for a task."""

    to = forms.ChoiceField(label=gettext_lazy("Rekan"), widget=forms.RadioSelect)

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = choices  # type: ignore[attr-defined]


class ReassignForm(forms.Form):
    """To whom everything goes that somebody has in hand, and why."""

    to = forms.ChoiceField(label=gettext_lazy("Dipindahkan kepada"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        help_text=gettext_lazy(
            "Tercatat pada setiap perkara, misalnya: pindah tugas per 1 Desember. Jangan menulis keadaan kesehatan."
        ),
        min_length=SHORTEST_REASON,
        max_length=240,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = choices  # type: ignore[attr-defined]


class RevealForm(forms.Form):
    """Why somebody looks at an identity number."""

    why = forms.CharField(
        label=gettext_lazy("Alasan membuka nomor identitas"),
        help_text=gettext_lazy("Dicatat bersama nama Anda dan waktunya; warga dapat melihatnya."),
        min_length=SHORTEST_REASON,
        max_length=240,
    )
