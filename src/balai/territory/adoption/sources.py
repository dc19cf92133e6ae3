"""Where the network's lines come from: visits, agreements, adopters of our packs, plans of our own."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal

from balai.core.errors import Invalid
from balai.core.ui.words import local
from balai.foundation.packs.api import adopters
from balai.foundation.regions.api import RegencyCard, get_regions, regency
from balai.territory.adoption.models import Plan, State
from balai.territory.adoption.snapshots import Snapshot, read_entry
from balai.territory.agreements.api import agreement_links
from balai.territory.visits.api import visit_links

Kind = Literal["visit", "agreement", "adoption"]
FIRST_YEAR, LAST_YEAR, MOST_PLANS = 2000, 2100, 500
FACTS = "adoption"  # the name under which facts of results travel with the report of a pack


@dataclass(frozen=True)
class Link:
    """One region learned something from another one, or agreed with it, on a day."""

    kind: Kind
    learner_code: str
    learner_name: str
    teacher_code: str
    teacher_name: str
    on: date
    topics: tuple[str, ...] = ()
    what: str = ""


@dataclass(frozen=True)
class Adopted:
    """A regency that told us which pack of ours it runs, with the facts that it lets travel."""

    code: str
    name: str
    pack: str
    version: str
    on: date
    facts: Mapping[str, Any]

    @cached_property
    def plans(self) -> tuple[Snapshot, ...]:
        """The innovations that it says it took with the pack; read as carefully as anything from outside."""
        facts = self.facts.get(FACTS)
        entries = facts.get("plans") if isinstance(facts, Mapping) else None
        return tuple(_readable(entries if isinstance(entries, list) else []))

    @property
    def told(self) -> str:
        """What was adopted, in words: the innovations where they are told, and the pack with its version."""
        return ", ".join([*(local(plan["title"]) for plan in self.plans), f"{self.pack} {self.version}"])


def _readable(entries: list[Any]) -> Iterator[Snapshot]:
    for entry in entries:
        if isinstance(entry, Mapping):
            with suppress(Invalid):  # what is no innovation, or larger than one, tells nothing
                yield read_entry(entry)


def adopted_from_us() -> list[Adopted]:
    """Who runs packs of ours, as far as they let us know."""
    return [Adopted(row.code, row.name, row.pack, row.version, row.on, row.facts) for row in adopters()]


def links() -> list[Link]:
    """Everything that is known of who learned what from whom, the latest first; a query or two for each source."""
    here = regency()
    found = _named([*_visits(here), *_agreements(here), *_adopters(here), *_plans(here)])
    return sorted(found, key=lambda link: (link.on, link.learner_name), reverse=True)


def _named(found: list[Link]) -> list[Link]:
    """The links with regions called as the tree calls them, however each source wrote them."""
    places = get_regions({code for link in found for code in (link.learner_code, link.teacher_code) if code})
    names = {code: place.title for code, place in places.items()}
    return [
        replace(
            link,
            learner_name=names.get(link.learner_code, link.learner_name),
            teacher_name=names.get(link.teacher_code, link.teacher_name),
        )
        for link in found
    ]


def _visits(here: RegencyCard) -> Iterator[Link]:
    for one in visit_links(FIRST_YEAR, LAST_YEAR):
        yield Link("visit", one.origin_code, one.origin_name, here.code, here.name, one.on, one.topics)


def _agreements(here: RegencyCard) -> Iterator[Link]:
    for one in agreement_links():
        if isinstance(one.signed_on, date):
            partner = (one.region_code, one.region_name)
            yield Link("agreement", *partner, here.code, here.name, one.signed_on, one.innovations, one.title)


def _adopters(here: RegencyCard) -> Iterator[Link]:
    for one in adopted_from_us():
        topics = tuple(plan["code"] for plan in one.plans)
        yield Link("adoption", one.code, one.name, here.code, here.name, one.on, topics, one.told)


def _plans(here: RegencyCard) -> Iterator[Link]:
    rows = Plan.objects.exclude(state=State.LEFT_OUT).exclude(origin_code="")[:MOST_PLANS]
    for plan in rows:
        yield Link(
            "adoption", here.code, here.name, plan.origin_code, plan.origin_name, plan.taken_on, (), str(plan)
        )
