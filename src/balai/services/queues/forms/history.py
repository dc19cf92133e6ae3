"""Which days of the queue somebody wants to look back at, and by what; all of it stands in the address."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.core.ui.widgets import DayInput
from balai.services.queues.history import BYS, By
from balai.services.queues.hours import today
from balai.services.queues.models import Place

USUAL_DAYS, MOST_DAYS = 7, 92
BY_LABELS: dict[By, Any] = {
    "jam": _("Jam"),
    "hari": _("Hari"),
    "instansi": _("Instansi"),
    "layanan": _("Layanan"),
    "petugas": _("Petugas"),
}


class HistoryForm(forms.Form):
    """The last seven days of all places by hour, unless the address says otherwise."""

    tempat = forms.ChoiceField(label=_("Tempat"), required=False)
    dari = forms.DateField(label=_("Dari"), widget=DayInput)
    sampai = forms.DateField(label=_("Sampai"), widget=DayInput)
    menurut = forms.ChoiceField(choices=[(by, by) for by in BYS], required=False)

    def __init__(self, places: list[Place], data: Any) -> None:
        super().__init__({**_usual(), **{name: value for name, value in data.items() if value}})
        self.places = places
        self.fields["tempat"].choices = [  # type: ignore[attr-defined]
            ("", _("Semua tempat")),
            *((place.code, place.title) for place in places),
        ]

    def clean(self) -> dict[str, Any]:
        """The days in their order, and not more of them than a page can tell."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("dari"), cleaned.get("sampai")
        if first and last and first > last:
            self.add_error("sampai", _("Hari terakhir mendahului hari pertama."))
        elif first and last and last - first >= timedelta(days=MOST_DAYS):
            self.add_error("sampai", _("Paling lama {n} hari sekaligus.").format(n=MOST_DAYS))
        return cleaned

    @property
    def by(self) -> By:
        """What the figures are grouped by."""
        wanted: By = self.cleaned_data.get("menurut") or "jam"
        return wanted

    @property
    def chosen(self) -> list[Place]:
        """The places of the address."""
        code = self.cleaned_data.get("tempat")
        return [place for place in self.places if not code or place.code == code]


def _usual() -> dict[str, Any]:
    last = today()
    return {
        "dari": f"{last - timedelta(days=USUAL_DAYS - 1):%Y-%m-%d}",
        "sampai": f"{last:%Y-%m-%d}",
        "menurut": "jam",
    }
