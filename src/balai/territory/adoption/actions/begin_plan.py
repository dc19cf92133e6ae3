"""Begin plans: from another region's catalogue, from the file of a visit, or from an own idea."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.core.ui.words import local
from balai.foundation.audit.api import record
from balai.foundation.organizations.api import regency_unit
from balai.foundation.regions.api import today
from balai.territory.adoption import events
from balai.territory.adoption.models import Plan, Requirement, Result
from balai.territory.adoption.policies import require_manager
from balai.territory.adoption.snapshots import Snapshot, Visited


@dataclass(frozen=True)
class Origin:
    """Where an innovation was taken from; ``code`` is the region's, empty for an own idea."""

    source: str
    code: str = ""
    name: str = ""
    visit_code: str = ""
    findings: Sequence[Mapping[str, str]] = field(default_factory=tuple)


@transaction.atomic
def begin_plan(actor: Actor, snapshot: Snapshot, origin: Origin, unit_id: UUID | None = None) -> Plan:
    """Take the innovation up as the last one in order, with everything that it needs and measures.

    Raises NotAllowed, and Conflict when there is a plan for it already.
    """
    require_manager(actor)
    regency_unit_id = regency_unit().id  # one at a time begins plans: the order has no gaps
    if Plan.objects.filter(origin_code=origin.code, code=snapshot["code"]).exists():
        title = local(snapshot["title"])
        raise Conflict(_("Rencana untuk “%(title)s” sudah ada.") % {"title": title})
    plan = Plan.objects.create(
        source=origin.source,
        origin_code=origin.code,
        origin_name=origin.name,
        code=snapshot["code"],
        name=local(snapshot["title"], "id")[:400],
        snapshot=snapshot,
        findings=list(origin.findings),
        visit_code=origin.visit_code,
        taken_on=today(),
        pack=snapshot.get("pack", ""),
        unit_id=unit_id,
        priority=(Plan.objects.aggregate(last=Max("priority"))["last"] or 0) + 1,
    )
    _take_needs(plan, snapshot)
    _take_indicators(plan, snapshot)
    told = {"title": plan.name, "origin": origin.name or _("gagasan sendiri")}
    record(actor, events.BEGUN, subject=plan, unit_id=regency_unit_id, public=False, **told)
    return plan


def _take_needs(plan: Plan, snapshot: Snapshot) -> None:
    Requirement.objects.bulk_create(
        Requirement(
            plan=plan,
            place=place,
            kind=need["kind"],
            text=need["text"],
            amount=None if need["amount"] is None else Decimal(need["amount"]),
        )
        for place, need in enumerate(snapshot["needs"], 1)
    )


def _take_indicators(plan: Plan, snapshot: Snapshot) -> None:
    """The origin's indicators are what is measured here too, so that both can stand side by side."""
    found: dict[str, Any] = {}
    for one in snapshot["evidence"]:
        found.setdefault(key_of(one["indicator"]), one)
    Result.objects.bulk_create(
        Result(plan=plan, indicator=one["indicator"], key=key, measure=one["unit"])
        for key, one in found.items()
        if key
    )


def key_of(indicator: Mapping[str, str]) -> str:
    """By what the same indicator is known in several regions."""
    return " ".join(local(indicator, "id").lower().split())[:400]


@transaction.atomic
def begin_from_file(actor: Actor, visited: Visited, codes: Sequence[str]) -> list[Plan]:
    """Take up the chosen innovations of a visit. Raises NotAllowed, Conflict, Invalid without a choice."""
    chosen = [entry for entry in visited.entries if entry[0]["code"] in codes]
    if not chosen:
        raise Invalid(_("Pilih sekurangnya satu inovasi."))
    return [
        begin_plan(
            actor,
            snapshot,
            Origin(Plan.Source.FILE, visited.host_code, visited.host_name, visited.visit_code, findings),
        )
        for snapshot, findings in chosen
    ]
