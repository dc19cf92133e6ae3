"""Steps are tasks in the inbox of their unit: from their month on, until they are told done, dropped or moved."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils import timezone

from balai.core.clock import after_months
from balai.core.errors import Invalid
from balai.foundation.cases.api import ActInput, InboxFilters, act, inbox
from balai.foundation.cases.models import Case, Task
from balai.foundation.regions.api import today
from balai.territory.adoption.actions.change_plan import PlanFacts, change_plan
from balai.territory.adoption.actions.give_tasks import give_due_tasks
from balai.territory.adoption.actions.keep_steps import StepFacts, put_step, remove_step, tell_progress
from balai.territory.adoption.models import Plan, Step
from balai.territory.adoption.tests.conftest import House, take, unit

pytestmark = pytest.mark.django_db
TEXT = "Latih operator desa"


def facts(months: int, slug: str = "dpmd") -> StepFacts:
    """The step, so many months from now."""
    return StepFacts(TEXT, unit(slug), after_months(today().replace(day=1), months), Decimal(0))


def planned(house: House, months: int) -> Step:
    return put_step(house.keeper, take(house, "smart-kampung").pk, facts(months))


def seen_by(house: House, who: str) -> list[str]:
    """The titles in the inbox of a person."""
    return [row.title for row in inbox(getattr(house, who), InboxFilters()).rows]


def outcome(case_id: UUID | None) -> str:
    return Case.objects.unscoped().get(pk=case_id).outcome


def test_a_step_of_this_month_is_a_task_of_its_unit_alone(house: House) -> None:
    step = planned(house, 0)
    assert seen_by(house, "village") == [f"{TEXT}, Smart Kampung"]
    assert seen_by(house, "outsider") == []
    due = timezone.localtime(Case.objects.unscoped().get(pk=step.case_id).due_at)
    assert due.date() == after_months(today().replace(day=1), 1) - timedelta(days=1)
    page = house.at("village").get(f"/kerja/perkara/{step.case_id}/").content.decode()
    assert f"/kerja/adopsi/langkah/{step.pk}/" in page


def test_a_later_step_becomes_a_task_with_its_month_once(house: House) -> None:
    step = planned(house, 2)
    assert seen_by(house, "village") == []
    assert give_due_tasks(today()) == 0
    Step.objects.filter(pk=step.pk).update(month=today().replace(day=1))
    assert (give_due_tasks(today()), give_due_tasks(today())) == (1, 0)
    assert seen_by(house, "village") == [f"{TEXT}, Smart Kampung"]


def test_what_is_late_shows_as_late(house: House) -> None:
    step = planned(house, -2)
    (row,) = inbox(house.village, InboxFilters()).rows
    assert row.due_at <= timezone.now() + timedelta(seconds=1)
    assert not Task.objects.unscoped().filter(case_id=step.case_id, escalate_at=None).exists()


def test_nobody_closes_the_task_without_telling(house: House) -> None:
    step = planned(house, 0)
    with pytest.raises(Invalid, match="Laporkan dahulu"):
        act(house.village, step.case_id, "selesai", ActInput())
    assert seen_by(house, "village") == [f"{TEXT}, Smart Kampung"]


@pytest.mark.parametrize(("progress", "note"), [("done", ""), ("dropped", "Dana dialihkan")])
def test_telling_ends_the_task_whoever_tells(house: House, progress: str, note: str) -> None:
    step = planned(house, 0)
    tell_progress(house.village, step.pk, "doing", "")
    assert seen_by(house, "village") == [f"{TEXT}, Smart Kampung"]
    tell_progress(house.keeper, step.pk, progress, note)
    assert seen_by(house, "village") == []
    assert outcome(step.case_id) == "recorded"


def test_a_step_that_is_taken_up_again_has_a_new_task(house: House) -> None:
    first = planned(house, 0)
    tell_progress(house.village, first.pk, "done", "")
    again = tell_progress(house.village, first.pk, "doing", "Ternyata belum")
    assert again.case_id not in (None, first.case_id)
    assert seen_by(house, "village") == [f"{TEXT}, Smart Kampung"]


def test_a_step_that_goes_elsewhere_takes_its_task_along(house: House) -> None:
    step = planned(house, 0)
    moved = put_step(house.keeper, step.plan_id, facts(0, "dukcapil"), step.pk)
    assert outcome(step.case_id) == "withdrawn"
    assert (seen_by(house, "village"), seen_by(house, "outsider")) == ([], [f"{TEXT}, Smart Kampung"])
    put_step(house.keeper, step.plan_id, facts(3, "dukcapil"), step.pk)
    assert seen_by(house, "outsider") == []
    assert outcome(moved.case_id) == "withdrawn"
    put_step(house.keeper, step.plan_id, facts(0), step.pk)
    remove_step(house.keeper, step.pk)
    assert seen_by(house, "village") == []


def test_steps_of_what_is_left_out_are_nobodys_task(house: House) -> None:
    step = planned(house, 0)
    left = PlanFacts(unit("dpmd"), "left_out", "Belum tahun ini", False)
    change_plan(house.keeper, step.plan_id, left)
    assert seen_by(house, "village") == []
    change_plan(house.keeper, step.plan_id, PlanFacts(unit("dpmd"), "running", "Sekarang", False))
    assert seen_by(house, "village") == [f"{TEXT}, Smart Kampung"]
    assert Plan.objects.get().steps.get().case_id != step.case_id
