"""The form of a number from home."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from balai.core.ids import uuid7
from balai.services.queues.api import LineNow, PlaceNow, PriorityCard, priorities_of

MOST = 5
NO_PRIORITY = "tidak"


@dataclass(frozen=True)
class Option:
    """A service that can be ticked."""

    value: str
    title: str
    is_chosen: bool


@dataclass(frozen=True)
class OpenLine:
    """A line with its services; with a ``refusal`` it gives no numbers now."""

    line: LineNow
    refusal: str
    left: int | None
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Agency:
    """The lines of an agency; shown unfolded when something of it was chosen."""

    name: str
    lines: tuple[OpenLine, ...]

    @property
    def is_unfolded(self) -> bool:
        """True when one of its services is ticked."""
        return any(option.is_chosen for one in self.lines for option in one.options)

    @property
    def waits(self) -> list[int]:
        """The known waits of lines that give numbers, the shortest first."""
        found = (one.line.wait_seconds for one in self.lines if not one.refusal)
        return sorted(wait for wait in found if wait is not None)

    @property
    def is_closed(self) -> bool:
        """True when no line of it gives numbers now."""
        return all(one.refusal for one in self.lines)


class TakeForm(forms.Form):
    """Which services of a place, and whether somebody comes first."""

    layanan = forms.MultipleChoiceField(
        error_messages={
            "required": gettext_lazy("Pilih paling sedikit satu layanan."),
            "invalid_choice": gettext_lazy("Layanan ini sedang tidak memberi nomor. Pilih yang lain."),
        }
    )
    prioritas = forms.ChoiceField(
        required=False,
        initial=NO_PRIORITY,
        widget=forms.RadioSelect,
        label=gettext_lazy("Perlu didahulukan?"),
        help_text=gettext_lazy("Menurut aturan yang berlaku bagi semua orang; petugas dapat menanyakannya."),
    )
    kunci = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)

    def __init__(self, place: PlaceNow, channel: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._place, self._channel = place, channel
        lines = [line for line in place.lines if line.is_taking(channel)]
        offered = [service for line in lines for service in _services(line)]
        self.fields["layanan"].choices = offered  # type: ignore[attr-defined]
        first = [(card.code, _told(card)) for card in priorities_of(place.lines)]
        self.fields["prioritas"].choices = [(NO_PRIORITY, _("Tidak")), *first]  # type: ignore[attr-defined]

    def clean_prioritas(self) -> str:
        """The code of a priority; empty for none."""
        return str(self.cleaned_data["prioritas"]).replace(NO_PRIORITY, "")

    def clean_layanan(self) -> list[str]:
        """At most five services in one visit."""
        chosen: list[str] = self.cleaned_data["layanan"]
        if len(chosen) > MOST:
            raise forms.ValidationError(_("Satu kunjungan paling banyak lima layanan."))
        return chosen

    def wishes(self) -> list[tuple[str, str]]:
        """The letters of the lines with the codes of the services."""
        parts = (value.partition(":") for value in self.cleaned_data["layanan"])
        return [(letter, service) for letter, _colon, service in parts]

    def agencies(self) -> list[Agency]:
        """What the page offers, by agency, in the order of the letters."""
        chosen = set(self["layanan"].value() or ())
        groups: dict[str, list[OpenLine]] = {}
        for line in self._place.lines:
            groups.setdefault(line.unit_name, []).append(self._line(line, chosen))
        return [Agency(name, tuple(lines)) for name, lines in groups.items()]

    def _line(self, line: LineNow, chosen: set[str]) -> OpenLine:
        refusal = line.refusals.get(self._channel, "")
        options = (Option(value, title, value in chosen and not refusal) for value, title in _services(line))
        return OpenLine(line, refusal, line.left.get(self._channel), tuple(options))


def _told(card: PriorityCard) -> str:
    sentence = ngettext("{who}, didahulukan {n} menit", "{who}, didahulukan {n} menit", card.minutes)
    return sentence.format(who=card.label, n=card.minutes)


def _services(line: LineNow) -> Sequence[tuple[str, str]]:
    named = [(f"{line.letter}:{service.code}", service.title) for service in line.services]
    return named or [(f"{line.letter}:", line.name)]
