"""Results side by side by the same indicator: ours, the origin's, and those of regencies that agreed to be compared."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from balai.core.ui.words import is_verified, local, short_date, unmarked
from balai.foundation.regions.api import regency
from balai.territory.adoption.actions.begin_plan import key_of
from balai.territory.adoption.models import Plan, Result
from balai.territory.adoption.selectors import shared_plans
from balai.territory.adoption.snapshots import read_entry
from balai.territory.adoption.sources import Adopted, adopted_from_us
from balai.territory.innovations.api import public_entries


@dataclass(frozen=True)
class Figure:
    """What one region measured; days are as they were told. ``who`` is ours, the origin or another adopter."""

    region: str
    who: str
    before: Decimal | None
    after: Decimal | None
    on: str
    source: str

    @property
    def is_verified(self) -> bool:
        """False where its region says that nobody has compared it with its source."""
        return is_verified(self.source)

    @property
    def told(self) -> str:
        """The day and the source, without the mark."""
        day = self.on
        with suppress(ValueError):
            day = short_date(date.fromisoformat(day))
        return ", ".join(text for text in (day, unmarked(self.source)) if text)

    @property
    def change(self) -> Decimal | None:
        """After minus before, where both are known."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Compared:
    """One indicator in all regions that measured it."""

    key: str
    indicator: str
    measure: str
    figures: tuple[Figure, ...]


def compared(plan: Plan, results: Iterable[Result], others: Iterable[Adopted] = ()) -> list[Compared]:
    """The indicators of a plan side by side; facts of others count where they name the same indicator."""
    theirs = _by_key(plan.snapshot["evidence"])
    told, here = _told(others, plan.code), regency().name
    found = []
    for result in results:
        ours = Figure(
            here, "ours", result.before, result.after,
            f"{result.after_on or result.before_on or ''}", result.source,
        )  # fmt: skip
        origin = [_figure(plan.origin_name, "origin", one) for one in theirs.get(result.key, ())]
        adopters = [_figure(name, "adopter", one) for name, one in told.get(result.key, ())]
        figures = (ours, *origin, *adopters)
        found.append(Compared(result.key, local(result.indicator), local(result.measure), figures))
    return found


def _by_key(evidence: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for one in evidence:
        found.setdefault(key_of(one["indicator"]), []).append(one)
    return found


def _figure(region: str, who: str, one: Mapping[str, Any]) -> Figure:
    return Figure(region, who, _number(one["before"]), _number(one["after"]), one["on"], one["source"])


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _told(others: Iterable[Adopted], code: str) -> dict[str, list[tuple[str, Mapping[str, Any]]]]:
    """What adopters told of an innovation, by indicator."""
    found: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for one in others:
        for snapshot in one.plans:
            if snapshot["code"] == code:
                for figure in snapshot["evidence"]:
                    found.setdefault(key_of(figure["indicator"]), []).append((one.name, figure))
    return found


def facts_of_pack(pack: str) -> dict[str, Any]:
    """What travels to the origin with the report of a pack: state and results of plans that are shared."""
    plans = [_shared(plan) for plan in shared_plans(pack)]
    return {"plans": plans} if plans else {}


def _shared(plan: Plan) -> dict[str, Any]:
    return {
        "code": plan.code,
        "title": plan.snapshot["title"],
        "state": plan.state,
        "evidence": [_shared_result(one) for one in plan.results.all() if one.after is not None],
    }


def _shared_result(one: Result) -> dict[str, Any]:
    return {
        "indicator": one.indicator,
        "unit": one.measure,
        "before": None if one.before is None else f"{one.before.normalize():f}",
        "after": None if one.after is None else f"{one.after.normalize():f}",
        "on": f"{one.after_on}",
        "source": one.source,
    }


@dataclass(frozen=True)
class AdopterResult:
    """What an adopter of ours told of an innovation of ours. ``code`` is the innovation's, ``region_code`` theirs."""

    region: str
    region_code: str
    code: str
    title: str
    indicator: str
    measure: str
    figure: Figure

    @property
    def day(self) -> date | None:
        """When it was measured; None where they told no day."""
        try:
            return date.fromisoformat(self.figure.on)
        except ValueError:
            return None


def side_by_side() -> list[AdopterResult]:
    """What adopters of ours agreed to show, each indicator with our own figure first where we tell one."""
    theirs = results_of_adopters()
    told = {(row.code, row.indicator.lower()): row for row in theirs}
    here = regency()
    ours = [
        replace(row, region=here.name, region_code=here.code, figure=_figure(here.name, "ours", read))
        for entry in public_entries()
        for read in read_entry(entry)["evidence"]
        if (row := told.get((entry["code"], local(read["indicator"]).lower())))
    ]
    return sorted([*ours, *theirs], key=_place)


def _place(row: AdopterResult) -> tuple[object, ...]:
    return row.code, row.indicator.lower(), row.figure.who != "ours", row.region


def results_of_adopters() -> list[AdopterResult]:
    """What regencies that adopted from us agreed to show, by innovation and indicator."""
    found = [
        AdopterResult(
            one.name,
            one.code,
            snapshot["code"],
            local(snapshot["title"]),
            local(figure["indicator"]),
            local(figure["unit"]),
            _figure(one.name, "adopter", figure),
        )
        for one in adopted_from_us()
        for snapshot in one.plans
        for figure in snapshot["evidence"]
    ]
    return sorted(found, key=_place)
