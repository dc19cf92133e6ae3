"""One round at a kiosk: what somebody has chosen so far. The address carries it; nothing of it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.core.secret import SecretError, seal, unseal
from balai.front.kiosk.saying import LANGUAGES, Speech, service_speech
from balai.services.queues.api import LineNow, PlaceNow, PriorityCard, ServiceChoice, Wish, priorities_of

MOST = 5  # services in one visit


@dataclass(frozen=True)
class Choice:
    """A service of a line; a line that names no services is chosen itself."""

    line: LineNow
    service: ServiceChoice | None

    @property
    def code(self) -> str:
        """As the address carries it: ``A:ktp-el``."""
        return f"{self.line.letter}:{self.service.code if self.service else ''}"

    @property
    def title(self) -> str:
        """What it is called."""
        return self.service.title if self.service else self.line.name

    @property
    def speech(self) -> Speech:
        """What it is called, aloud."""
        return service_speech(self.line, self.service)

    def wish(self) -> Wish:
        """As the queue takes it."""
        return Wish(line=self.line.letter, service=self.service.code if self.service else "")


@dataclass(frozen=True)
class Round:
    """What was chosen, in which language, and whether the pages are read out."""

    place: PlaceNow
    name: str
    language: str = "id"
    voice: bool = False
    choices: tuple[Choice, ...] = ()
    priority: str = ""
    by_phone: bool = False  # an officer takes it for somebody who calls
    booking: str = ""  # the code of an appointment; in addresses it is sealed, and opens in this round only

    def query(self, **changes: Any) -> str:
        """The question mark and what follows it, with changes."""
        after = replace(self, **changes)
        facts = [("putaran", after.name), ("bahasa", after.language)]
        facts += [("pilih", choice.code) for choice in after.choices]
        facts += [("prioritas", after.priority)] if after.priority else []
        facts += [("janji", seal(after.booking, _purpose(after.name)))] if after.booking else []
        facts += [("telepon", "1")] if after.by_phone else []
        facts += [("suara", "1")] if after.voice else []
        return f"?{urlencode(facts)}"

    def with_choice(self, choice: Choice) -> str:
        """The query with one more service; the same one twice counts once."""
        return self.query(choices=_each_once([*self.choices, choice]))

    @property
    def is_full(self) -> bool:
        """True when no further service fits into the visit."""
        return len(self.choices) + bool(self.booking) >= MOST

    @property
    def priority_card(self) -> PriorityCard | None:
        """The priority that was chosen, with its words."""
        return next((card for card in self.priorities if card.code == self.priority), None)

    @property
    def priorities(self) -> tuple[PriorityCard, ...]:
        """Who comes first in the lines that were chosen."""
        return priorities_of(choice.line for choice in self.choices)


def read_round(query: QueryDict, place: PlaceNow, language: str) -> Round:
    """The round as the address tells it. Raises Invalid for what the place does not have."""
    chosen = query.getlist("pilih")
    if len(chosen) > MOST:
        raise Invalid(_("Satu kunjungan paling banyak lima layanan."))
    found = Round(
        place,
        query.get("putaran", "")[:40],
        next((one for one in LANGUAGES if one == query.get("bahasa")), language),
        query.get("suara") == "1",
        _each_once([choice_of(place, code) for code in chosen]),
        query.get("prioritas", ""),
        query.get("telepon") == "1",
        _booking(query),
    )
    if found.priority and not found.priority_card:
        raise Invalid(_("Prioritas ini tidak ada dalam aturan tempat ini."))
    return found


def _booking(query: QueryDict) -> str:
    """The code that was shown in this round, "" for none. Raises Invalid for one of another round."""
    sealed = query.get("janji", "")
    try:
        return unseal(sealed, _purpose(query.get("putaran", ""))) if sealed else ""
    except SecretError as fault:
        raise Invalid(_("Tunjukkan kodenya sekali lagi. Mulai dari awal.")) from fault


def _purpose(name: str) -> str:
    return f"kiosk.{name}"


def _each_once(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    return tuple({choice.code: choice for choice in choices}.values())


def choice_of(place: PlaceNow, code: str) -> Choice:
    """The service that ``A:ktp-el`` names. Raises Invalid."""
    letter, _colon, wanted = code.partition(":")
    line = next((line for line in place.lines if line.letter == letter), None)
    service = next((one for one in line.services if one.code == wanted), None) if line else None
    if line is None or (service is None and (wanted or line.services)):
        raise Invalid(_("Layanan ini tidak ada di tempat ini. Mulai dari awal."))
    return Choice(line, service)


def choices_of(line: LineNow) -> list[Choice]:
    """What can be chosen in a line."""
    return [Choice(line, service) for service in line.services] or [Choice(line, None)]
