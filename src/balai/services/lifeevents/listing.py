"""The list as people read it: each line with who keeps it, what it costs, what to bring, where it goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.ui.words import local
from balai.foundation.organizations.api import UnitCard, get_units, unit_by_code
from balai.foundation.regions.api import regency
from balai.services.catalogue.api import ServicePage, service_pages
from balai.services.lifeevents.plan import Need
from balai.services.lifeevents.progress import Place, Standing
from balai.services.lifeevents.spec import Paper, Step

TURN = frozenset({Standing.WAITING, Standing.DRAFT, Standing.READY, Standing.REFUSED})


@dataclass(frozen=True)
class PaperLine:
    """A paper in words. ``from_line`` is the number of the line that it comes from; ``uses`` how many use it."""

    title: str
    detail: str
    kind: str
    from_line: int = 0
    uses: int = 0


@dataclass(frozen=True)
class Line:
    """A line of the list in the reader's language.

    ``slug`` is the service's, whose page tells the law; empty when it is kept elsewhere. ``is_brief`` lines fold what
    need not be read now.
    """

    number: int
    place: Place
    title: str
    text: str
    agency: str
    where: str
    cost: str
    time: str
    papers: tuple[PaperLine, ...]
    legal: tuple[str, ...]
    slug: str
    waits_for: tuple[str, ...]
    is_brief: bool

    @property
    def key(self) -> str:
        """The key of the line."""
        return self.place.item.key

    @property
    def host(self) -> str:
        """The name of the site on which it is done."""
        return urlsplit(self.place.item.step.link).hostname or ""

    @property
    def is_next(self) -> bool:
        """True when it is the person's turn."""
        return self.place.standing in TURN

    @property
    def deadline(self) -> date | None:
        """The last day, where one follows from the answers."""
        return self.place.item.deadline


@dataclass(frozen=True)
class _Keeper:
    """Who keeps a step, where, for how much, how long."""

    agency: str
    where: str
    cost: str
    time: str
    legal: tuple[str, ...]
    slug: str = ""


def lines(found: Sequence[Place], *, is_followed: bool = False) -> list[Line]:
    """The lines with what their services and units say of themselves.

    Where a list ``is_followed``, only what is the person's turn is told in full; a repeated line never is.
    """
    services = service_pages({place.item.step.service for place in found} - {""})
    units = get_units({page.unit_id for page in services.values() if page.unit_id})
    numbers = {place.item.key: number for number, place in enumerate(found, 1)}
    titles = {place.item.key: _title(place) for place in found}
    first = {place.item.step.code: numbers[place.item.key] for place in reversed(found)}
    return [
        Line(
            number=numbers[place.item.key],
            place=place,
            title=titles[place.item.key],
            text=local(place.item.step.text),
            papers=tuple(_paper(paper, first) for paper in place.item.papers),
            is_brief=place.item.number > 1 or (is_followed and place.standing not in TURN),
            waits_for=tuple(titles[item.key] for item in place.waits_for),
            **vars(_keeper(place.item.step, services, units)),
        )
        for place in found
    ]


def paper_lines(needs: Sequence[Need]) -> list[PaperLine]:
    """What to prepare once."""
    return [
        PaperLine(local(need.paper.title), local(need.paper.detail), need.paper.kind, uses=need.uses)
        for need in needs
    ]


def _title(place: Place) -> str:
    item, title = place.item, local(place.item.step.title)
    if item.times == 1:
        return title
    return _("{title} ({number} dari {times})").format(title=title, number=item.number, times=item.times)


def _paper(paper: Paper, first: Mapping[str, int]) -> PaperLine:
    maker = next((first[code] for code in paper.made_by if code in first), 0)
    return PaperLine(local(paper.title), local(paper.detail), paper.kind, maker)


def _keeper(step: Step, services: Mapping[str, ServicePage], units: Mapping[UUID, UnitCard]) -> _Keeper:
    page = services.get(step.service)
    if page is None:
        return _kept_elsewhere(step)
    card = page.card
    unit = units.get(page.unit_id) if page.unit_id else None
    agency = unit.name if unit else _("Pemerintah desa atau kelurahan Anda")
    slug = card.slug if page.is_open and page.is_applied_for else ""
    return _Keeper(agency, card.place, card.cost, card.time, (), slug)


def _kept_elsewhere(step: Step) -> _Keeper:
    unit = unit_by_code(f"{regency().code}/{step.unit}") if step.unit else None
    agency = unit.name if unit else local(step.agency)
    address = unit.address if unit else ""
    return _Keeper(agency, local(step.place) or address, local(step.cost), local(step.time), step.legal)
