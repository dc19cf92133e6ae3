"""The agencies of a place as a kiosk shows them: a picture, a colour, how long one waits, or why not now."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from balai.front.kiosk.pictures import agency_picture, colour_of, service_picture
from balai.front.kiosk.rounds import Choice, Round, choices_of
from balai.services.queues.api import LineNow, PlaceNow


@dataclass(frozen=True)
class Tile:
    """Something to touch. With a ``refusal`` it cannot be touched now, and says why."""

    title: str
    href: str
    picture: str
    colour: int
    wait_seconds: int | None = None
    refusal: str = ""


def agency_tiles(place: PlaceNow, round_: Round, channel: str, address: str) -> list[Tile]:
    """The agencies in the order of their letters; ``address`` is the page of services, with ``{unit}``."""
    lines = sorted(place.lines, key=lambda line: (line.unit_name, line.letter))
    tiles = [
        (min(line.letter for line in group), _agency(group, round_, channel, address))
        for _unit, found in groupby(lines, key=lambda line: line.unit_id)
        if (group := list(found))
    ]
    return [tile for _letter, tile in sorted(tiles, key=lambda pair: pair[0])]


def _agency(lines: Sequence[LineNow], round_: Round, channel: str, address: str) -> Tile:
    open_lines = [line for line in lines if not line.refusals.get(channel)]
    waits = [line.wait_seconds for line in open_lines if line.wait_seconds is not None]
    return Tile(
        lines[0].unit_name,
        address.format(unit=lines[0].unit_id) + round_.query(),
        agency_picture(lines[0].unit_code),
        colour_of(lines[0].letter),
        min(waits, default=None),
        "" if open_lines else lines[0].refusals[channel],
    )


def service_tiles(place: PlaceNow, round_: Round, channel: str, pages: tuple[UUID, str]) -> list[Tile]:
    """What one can come for at an agency; ``pages`` names the agency and the page after the choice."""
    unit_id, address = pages
    lines = [line for line in place.lines if line.unit_id == unit_id]
    return [_service(choice, round_, channel, address) for line in lines for choice in choices_of(line)]


def _service(choice: Choice, round_: Round, channel: str, address: str) -> Tile:
    line = choice.line
    return Tile(
        choice.title,
        address + round_.with_choice(choice),
        service_picture(choice.service.code if choice.service else line.unit_code),
        colour_of(line.letter),
        line.wait_seconds,
        line.refusals.get(channel, ""),
    )
