"""From the answers to the list: which steps, how many times, in which order, until when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from balai.core.clock import read_day
from balai.foundation.forms.api import holds
from balai.services.lifeevents.spec import GuideSpec, Paper, Step


@dataclass(frozen=True)
class Item:
    """One line of the list. ``number`` of ``times`` when a step is done several times, as for twins.

    ``papers`` are those that it needs after these answers; ``after`` the keys of the lines that come first.
    """

    key: str
    step: Step
    papers: tuple[Paper, ...]
    number: int
    times: int
    after: tuple[str, ...]
    deadline: date | None


@dataclass(frozen=True)
class Need:
    """A paper to have at hand, and how many lines use it."""

    paper: Paper
    uses: int


def plan(spec: GuideSpec, answers: Mapping[str, Any]) -> tuple[Item, ...]:
    """The lines that follow from cleaned answers, in the order of the guide."""
    chosen = [step for step in spec.steps if holds(step.when, answers)]
    times = {step.code: _times(step, answers) for step in chosen}
    papers = {paper.code: paper for paper in spec.papers if holds(paper.when, answers)}
    return tuple(
        Item(
            key=_key(step.code, number, times[step.code]),
            step=step,
            papers=tuple(papers[code] for code in step.papers if code in papers),
            number=number,
            times=times[step.code],
            after=_before(step, number, times),
            deadline=_deadline(step, answers),
        )
        for step in chosen
        for number in range(1, times[step.code] + 1)
    )


def needed(items: Sequence[Item]) -> tuple[Need, ...]:
    """The papers to prepare once for all lines; what a line itself brings about is not prepared."""
    made = {item.step.code for item in items}
    wanted = [paper for item in items for paper in item.papers if made.isdisjoint(paper.made_by)]
    return tuple(
        Need(paper, wanted.count(paper)) for paper in {paper.code: paper for paper in wanted}.values()
    )


def _times(step: Step, answers: Mapping[str, Any]) -> int:
    answer = str(answers.get(step.repeat, "1"))
    return int(answer) if answer.isdigit() else 1


def _key(code: str, number: int, times: int) -> str:
    return f"{code}-{number}" if times > 1 else code


def _before(step: Step, number: int, times: Mapping[str, int]) -> tuple[str, ...]:
    """The lines before this one: of a step done as often as this one only the same number, else all of it."""
    keys = []
    for code in step.after:
        count = times.get(code, 0)
        wanted = [number] if count == times[step.code] else range(1, count + 1)
        keys += [_key(code, one, count) for one in wanted]
    return tuple(keys)


def _deadline(step: Step, answers: Mapping[str, Any]) -> date | None:
    if step.deadline is None:
        return None
    day = read_day(str(answers.get(step.deadline.field, "")))
    try:
        return day + timedelta(days=step.deadline.days) if day else None
    except OverflowError:  # a year that no calendar has
        return None
