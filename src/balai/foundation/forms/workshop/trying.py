"""Trying a form: asked as citizens are asked, judged by the same rules, and nothing of it is kept.

What was answered on earlier steps stays in the session of whoever tries, without numbers of identity and without
files; it goes with the session.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import QueryDict
from django.utils import timezone

from balai.core.ids import uuid7
from balai.foundation.forms.raw import read_post
from balai.foundation.forms.selectors import DraftCard
from balai.foundation.forms.spec import FormSpec, StepSpec
from balai.foundation.forms.steps import StepOutcome, step_after

KEY = "formulir_coba"


def trial_of(session: SessionBase, spec: FormSpec) -> DraftCard:
    """The trial of the form as far as it went: a draft that stands in no table."""
    kept = session.get(KEY, {})
    answers = kept["answers"] if kept.get("code") == spec.code else {}
    now = timezone.now()
    return DraftCard(uuid7(), without_files(spec), "", "", 0, now, now, False, answers)


def press_on(session: SessionBase, card: DraftCard, step: StepSpec, data: QueryDict) -> StepOutcome:
    """Judge what was answered on the step and remember it for the next ones."""
    typed = read_post(step.fields, data, {})
    answers = {**card.answers, **typed}
    now = replace(card, answers=answers)
    judged = now.examine()
    errors = judged.errors_of({field.name for field in step.fields})
    if not errors:
        session[KEY] = {"code": card.spec.code, "answers": _open(card.spec, answers)}
    return StepOutcome(now, step.name, typed, errors, next_step=step_after(card.spec, step, judged))


def begin_again(session: SessionBase) -> None:
    """Forget what was answered."""
    session.pop(KEY, None)


def without_files(spec: FormSpec) -> FormSpec:
    """The form with files that may be left out, since a trial takes none."""
    return replace(spec, steps=tuple(_step_without(step) for step in spec.steps))


def _step_without(step: StepSpec) -> StepSpec:
    fields = tuple(replace(field, required=field.required and not field.is_file) for field in step.fields)
    return replace(step, fields=fields)


def _open(spec: FormSpec, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers without numbers of identity: those are asked again on every step that shows them."""
    return {name: value for name, value in answers.items() if not spec.field(name).is_secret}
