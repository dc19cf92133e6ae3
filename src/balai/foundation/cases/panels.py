"""Panels of a case's page: what modules above keep beside a case, for its officers and for its applicant."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from balai.core.actor import Actor
from balai.core.ui.navigation import is_open
from balai.foundation.cases.cards import CaseCard

Side = Literal["officer", "applicant"]


@dataclass(frozen=True)
class Panel:
    """A template of the module above, and the facts that it shows as ``panel``."""

    template: str
    facts: Mapping[str, Any]


PanelOf = Callable[[Actor, CaseCard, Side], Panel | None]


@dataclass(frozen=True)
class _Source:
    order: int
    leads_to: str
    panel_of: PanelOf


_sources: list[_Source] = []


def case_panel(order: int, leads_to: str) -> Callable[[PanelOf], PanelOf]:
    """Register what gives a module's panel for a case that the actor was allowed to see, or None.

    ``leads_to`` names a page of the module: while that is switched off, so is the panel.
    """

    def register(panel_of: PanelOf) -> PanelOf:
        _sources.append(_Source(order, leads_to, panel_of))
        _sources.sort(key=lambda source: source.order)
        return panel_of

    return register


def panels_of(actor: Actor, case: CaseCard, side: Side) -> tuple[Panel, ...]:
    """What the modules above show beside the case, in their order."""
    open_sources = (source for source in _sources if is_open(source.leads_to))
    found = (source.panel_of(actor, case, side) for source in open_sources)
    return tuple(panel for panel in found if panel is not None)
