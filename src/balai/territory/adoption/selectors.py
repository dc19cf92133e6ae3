"""Reads of plans, always of what the actor may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.exchange import Sheet
from balai.core.ui.words import local
from balai.territory.adoption.models import Plan, Progress, Requirement, Result, Standing, State, Step

SORTS = {"urutan": ("priority", "id"), "nama": ("name", "id"), "asal": ("origin_name", "priority")}
MOST = 500
NOTHING = Value(Decimal(0), output_field=DecimalField(max_digits=20, decimal_places=2))


@dataclass(frozen=True)
class Filters:
    """What a list shows; empty limits nothing."""

    text: str = ""
    state: str = ""
    sort: str = ""

    @property
    def is_empty(self) -> bool:
        """True when everything is shown."""
        return not (self.text or self.state)


def plans(actor: Actor, filters: Filters) -> QuerySet[Plan]:
    """The plans in their order with what is done and what is missing; one query."""
    rows: QuerySet[Plan] = Plan.objects.visible_to(actor).select_related("unit")
    if filters.state in State.values:
        rows = rows.filter(state=filters.state)
    if filters.text:
        words = filters.text.split()[:8]
        for word in words:
            rows = rows.filter(Q(name__icontains=word) | Q(origin_name__icontains=word))
    sort = SORTS.get(filters.sort.removeprefix("-"), SORTS["urutan"])
    first = F(sort[0]).desc() if filters.sort.startswith("-") else F(sort[0]).asc()
    return rows.order_by(first, *sort[1:]).annotate(**_counts())


def _counts() -> dict[str, Any]:
    alive = ~Q(steps__progress=Progress.DROPPED)
    return {
        "steps_alive": Count("steps", filter=alive, distinct=True),
        "steps_done": Count("steps", filter=Q(steps__progress=Progress.DONE), distinct=True),
        "needs_total": Count("requirements", distinct=True),
        "needs_met": Count(
            "requirements",
            filter=Q(requirements__standing__in=(Standing.HAVE, Standing.LEFT_OUT)),
            distinct=True,
        ),
    }


def has_plans() -> bool:
    """True once anything was taken up."""
    return Plan.objects.exists()


def state_counts(actor: Actor) -> dict[str, int]:
    """How many plans stand how; one query."""
    found = Plan.objects.visible_to(actor).order_by().values_list("state").annotate(count=Count("pk"))
    return {**dict.fromkeys(State.values, 0), **dict(found)}


def costs(plan_ids: Iterable[Any]) -> dict[Any, Decimal]:
    """What the steps of each plan cost, without dropped ones; one query."""
    rows = Step.objects.filter(plan__in=list(plan_ids)).exclude(progress=Progress.DROPPED).order_by()
    return dict(rows.values_list("plan").annotate(cost=Coalesce(Sum("cost"), NOTHING)))


@dataclass(frozen=True)
class Month:
    """What is due in a month, over all plans."""

    month: date
    steps: tuple[Step, ...]
    cost: Decimal
    plans: int


def road(actor: Actor) -> list[Month]:
    """The steps of all plans that are taken up, by month: not everything at once."""
    rows = (
        Step.objects.visible_to(actor).exclude(plan__state=State.LEFT_OUT).exclude(progress=Progress.DROPPED)
    )
    found: dict[date, list[Step]] = {}
    for step in rows.select_related("plan", "unit").order_by("month", "plan__priority", "place")[:MOST]:
        found.setdefault(step.month, []).append(step)
    return [month_of(month, steps) for month, steps in found.items()]


def month_of(month: date, steps: Sequence[Step]) -> Month:
    """The steps of a month with their sums."""
    cost = sum((step.cost for step in steps), Decimal(0))
    return Month(month, tuple(steps), cost, len({step.plan_id for step in steps}))


def steps_of(plan: Plan) -> list[Step]:
    """The steps of a plan in their order."""
    return list(plan.steps.select_related("unit", "closes").order_by("month", "place")[:MOST])


def needs_of(plan: Plan) -> list[Requirement]:
    """What the innovation needs, with the steps that close what is missing; two queries."""
    return list(plan.requirements.prefetch_related("steps"))


def gaps(needs: Iterable[Requirement]) -> list[Requirement]:
    """What is missing wholly or partly and no step closes."""
    lacking = (Standing.MISSING, Standing.PARTLY)
    return [
        need
        for need in needs
        if need.standing in lacking
        and not any(step.progress != Progress.DROPPED for step in need.steps.all())
    ]


def results_of(plan: Plan) -> list[Result]:
    """What is measured, in the order of the origin's evidence."""
    return list(plan.results.all()[:MOST])


def own_steps(actor: Actor) -> QuerySet[Step]:
    """The open steps that the actor's units carry out: the latest due first in line."""
    rows = Step.objects.at_work(actor).unfinished().select_related("plan", "unit")
    return rows.order_by("month", "plan__priority", "id")


def late_steps(actor: Actor) -> QuerySet[Any]:
    """Of those the ones whose month is over, or is this one: what waits."""
    return Step.objects.at_work(actor).unfinished().filter(month__lte=timezone.localdate().replace(day=1))


def has_steps(actor: Actor) -> QuerySet[Any]:
    """What makes the page of one's steps worth opening."""
    return Step.objects.at_work(actor)


def shared_plans(pack: str) -> list[Plan]:
    """The plans of a pack whose results may travel, with them; two queries."""
    rows = Plan.objects.filter(pack=pack, share=True).exclude(state=State.LEFT_OUT)
    return list(rows.prefetch_related("results")[:MOST])


COLUMNS = (
    "urutan", "rencana", "asal", "keadaan", "alasan", "unit", "bulan", "langkah", "unit langkah", "biaya",
    "paket", "kemajuan", "catatan",
)  # fmt: skip


def plan_sheet(rows: QuerySet[Plan]) -> Sheet:
    """The plans as a table, a row for each step; those without steps have one row, also what was left out."""
    lines: list[tuple[object, ...]] = []
    for plan in rows.prefetch_related("steps__unit")[:MOST]:
        unit = plan.unit.name if plan.unit else ""
        head = (
            plan.priority,
            local(plan.snapshot["title"]),
            plan.origin_name,
            plan.get_state_display(),
            plan.why,
            unit,
        )
        lines += [(*head, *_step_cells(step)) for step in plan.steps.all()] or [(*head, *[""] * 7)]
    return Sheet(COLUMNS, lines)


def _step_cells(step: Step) -> tuple[object, ...]:
    return (
        f"{step.month:%Y-%m}",
        step.text,
        step.unit.name,
        float(step.cost),
        step.pack,
        step.get_progress_display(),
        step.note,
    )
