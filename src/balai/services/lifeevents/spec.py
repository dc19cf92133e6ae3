"""A guide as frozen data: what is asked, which steps follow from the answers, which papers they need."""

from dataclasses import dataclass
from typing import Any

from balai.foundation.forms.api import Condition, FormSpec

Words = dict[str, str]


@dataclass(frozen=True)
class Paper:
    """A document that steps need. ``made_by`` are the steps that it may come from, when they are of the guide."""

    code: str
    kind: str  # as requirements of services: known, upload, bring
    title: Words
    detail: Words
    made_by: tuple[str, ...] = ()
    when: Condition | None = None


@dataclass(frozen=True)
class Deadline:
    """How many days after (or, when negative, before) the day that was answered a step is to be done."""

    field: str
    days: int


@dataclass(frozen=True)
class Step:
    """One thing to be done: a service of Balai, or something that an agency keeps elsewhere.

    ``after`` names earlier steps that come first; ``repeat`` the question whose answer says how many times.
    """

    code: str
    title: Words
    text: Words
    service: str = ""
    appointment: str = ""
    unit: str = ""
    agency: Words | None = None
    place: Words | None = None
    cost: Words | None = None
    time: Words | None = None
    link: str = ""
    papers: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    when: Condition | None = None
    repeat: str = ""
    deadline: Deadline | None = None
    legal: tuple[str, ...] = ()


@dataclass(frozen=True)
class GuideSpec:
    """The guide of one life event. ``reach_back`` days before it was begun, a case still belongs to it."""

    event: str
    intro: Words
    questions: FormSpec
    papers: tuple[Paper, ...]
    steps: tuple[Step, ...]
    reach_back: int = 60

    def step(self, code: str) -> Step:
        """The step. Raises KeyError."""
        return {step.code: step for step in self.steps}[code]

    def services(self) -> list[str]:
        """The codes of the services that some step needs."""
        return list(dict.fromkeys(step.service for step in self.steps if step.service))


Definition = dict[str, Any]
