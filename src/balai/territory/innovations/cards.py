"""Innovations as other modules and pages see them, in the reader's language."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from balai.core.ui.words import is_verified, local, unmarked
from balai.territory.innovations.models import Innovation, Stage

NeedKind = Literal["rule", "people", "cost", "equipment", "pack"]


@dataclass(frozen=True)
class Need:
    """What an innovation cannot do without; ``amount`` is rupiah, where it is known."""

    kind: NeedKind
    text: str
    amount: Decimal | None = None


@dataclass(frozen=True)
class Evidence:
    """A figure before and after, in a unit, of a year or day, from a source; ``before`` is often not known."""

    indicator: str
    before: Decimal | None
    after: Decimal | None
    unit: str
    on: str
    source: str

    @property
    def is_verified(self) -> bool:
        """False while nobody has compared the figure with its source."""
        return is_verified(self.source)

    @property
    def told_source(self) -> str:
        """The source without the mark."""
        return unmarked(self.source)


@dataclass(frozen=True)
class InnovationCard:
    """One innovation. ``since`` is a year or a day; ``part`` and ``pack`` are those of Balai that it is."""

    code: str
    title: str
    summary: str
    problem: str
    stage: str
    since: str
    unit_id: UUID | None
    part: str
    pack: str
    needs: tuple[Need, ...]
    evidence: tuple[Evidence, ...]
    is_public: bool
    how: str = ""
    failed: tuple[str, ...] = ()
    contact: str = ""
    sources: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()  # parts that no report tells in these words

    @property
    def stage_name(self) -> str:
        """The stage in words."""
        return str(Stage(self.stage).label)


def card_of(row: Innovation) -> InnovationCard:
    """The innovation in the reader's language."""
    facts: Mapping[str, Any] = row.content
    return InnovationCard(
        code=row.code,
        title=local(row.title),
        summary=local(row.summary),
        problem=local(facts["problem"]),
        stage=row.stage,
        since=row.since,
        unit_id=row.unit_id,
        part=row.part,
        pack=row.carried_by,
        needs=tuple(_need(one) for one in facts.get("needs", ())),
        evidence=tuple(_evidence(one) for one in facts.get("evidence", ())),
        is_public=row.is_public,
        how=local(facts.get("how")),
        failed=tuple(local(told) for told in facts.get("failed", ())),
        contact=local(facts.get("contact")),
        sources=tuple(facts.get("sources", ())),
        unverified=tuple(facts.get("unverified", ())),
    )


def _need(one: Mapping[str, Any]) -> Need:
    amount = one.get("amount")
    return Need(one["kind"], local(one["text"]), None if amount is None else Decimal(amount))


def _evidence(one: Mapping[str, Any]) -> Evidence:
    return Evidence(
        local(one["indicator"]),
        _number(one.get("before")),
        _number(one.get("after")),
        local(one.get("unit")),
        str(one["on"]),
        str(one["source"]),
    )


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def as_facts(card: InnovationCard) -> dict[str, Any]:
    """A card as plain data: numbers as text, so that nothing is rounded on the way."""
    facts = asdict(card)
    facts["unit_id"] = str(card.unit_id) if card.unit_id else ""
    for group, names in (("needs", ("amount",)), ("evidence", ("before", "after"))):
        for one in facts[group]:
            one.update({name: None if one[name] is None else str(one[name]) for name in names})
    return facts
