"""Adoption: what other modules may use."""

from balai.territory.adoption.actions.begin_plan import Origin, begin_plan
from balai.territory.adoption.actions.change_plan import PlanFacts, change_plan
from balai.territory.adoption.actions.judge import Measured, judge, measure
from balai.territory.adoption.actions.keep_steps import StepFacts, put_step, tell_progress
from balai.territory.adoption.selectors import has_plans, needs_of, results_of
from balai.territory.adoption.snapshots import read_entry
from balai.territory.adoption.sources import FACTS

__all__ = [
    "FACTS",
    "Measured",
    "Origin",
    "PlanFacts",
    "StepFacts",
    "begin_plan",
    "change_plan",
    "has_plans",
    "judge",
    "measure",
    "needs_of",
    "put_step",
    "read_entry",
    "results_of",
    "tell_progress",
]
