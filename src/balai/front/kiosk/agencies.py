"""The agencies of a place as a kiosk shows them: a picture, a colour, how long one waits, or why not now."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from balai.front.kiosk.pictures import agency_picture, colour_of, service_picture
from balai.front.kiosk.rounds import Choice, Round, choices_of
from balai.front.kiosk.saying import Speech, agency_speech, sentence
from balai.services.queues.api import LineNow


@dataclass(frozen=True)
class Tile:
    """Something to touch. With a ``refusal`` it cannot be touched now, and says why; ``is_unattended`` while the place
    is open and no counter of it is.
    """

    title: str
    href: str
    picture: str
    colour: int
    speech: Speech
    wait_seconds: int | None = None
    refusal: str = ""
    is_unattended: bool = False

    @property
    def said(self) -> Speech:
        """What it is, aloud, and that it cannot be touched now or nobody calls from it yet."""
        if self.refusal:
            return self.speech + sentence("tidak-bisa-dipilih")
        return self.speech + sentence("belum-ada-loket") if self.is_unattended else self.speech


@dataclass(frozen=True)
class Leads:
    """Where tiles lead: the page of an agency's services (with ``{unit}``), the page after a choice."""

    channel: str
    services: str
    onward: str


def agency_tiles(round_: Round, leads: Leads) -> list[Tile]:
    """The agencies in the order of their letters."""
    groups: dict[UUID, list[LineNow]] = {}
    for line in round_.place.lines:
        groups.setdefault(line.unit_id, []).append(line)
    return [_agency(round_, lines, leads) for lines in groups.values()]


def _agency(round_: Round, lines: Sequence[LineNow], leads: Leads) -> Tile:
    """What the place itself serves goes by the name of its line; the only service of an agency needs no page."""
    first, open_lines = lines[0], [line for line in lines if not line.refusals.get(leads.channel)]
    waits = [line.wait_seconds for line in open_lines if line.wait_seconds is not None]
    choices = [choice for line in lines for choice in choices_of(line)]
    only = leads.onward + round_.with_choice(choices[0]) if len(choices) == 1 else ""
    return Tile(
        first.name if first.unit_id == round_.place.unit_id else first.unit_name,
        only or leads.services.format(unit=first.unit_id) + round_.query(),
        agency_picture(first.unit_code),
        colour_of(first.letter),
        agency_speech(round_.place, first),
        min(waits, default=None),
        "" if open_lines else first.refusals[leads.channel],
        round_.place.is_open and not any(line.is_staffed for line in open_lines),
    )


def service_tiles(round_: Round, unit_id: UUID, leads: Leads) -> list[Tile]:
    """What one can come for at an agency."""
    lines = [line for line in round_.place.lines if line.unit_id == unit_id]
    return [_service(round_, choice, leads) for line in lines for choice in choices_of(line)]


def _service(round_: Round, choice: Choice, leads: Leads) -> Tile:
    line = choice.line
    return Tile(
        choice.title,
        leads.onward + round_.with_choice(choice),
        service_picture(choice.service.code if choice.service else line.unit_code),
        colour_of(line.letter),
        choice.speech,
        line.wait_seconds,
        line.refusals.get(leads.channel, ""),
        round_.place.is_open and not line.is_staffed,
    )
