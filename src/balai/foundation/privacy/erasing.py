"""The plan of an erasure: of each kind how much there is, whether it goes, and which law keeps the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal
from uuid import UUID

from balai.foundation.privacy.erasers import ACCOUNT, ERASERS, HOLDS
from balai.foundation.privacy.models import ErasureRule

Fate = Literal["removed", "later", "kept"]


@dataclass(frozen=True)
class Line:
    """One kind of data. ``later`` goes once its owner has been told; ``source`` is the law behind the fate."""

    code: str
    name: Mapping[str, str]
    count: int
    fate: Fate
    reason: Mapping[str, str]
    source: str

    def as_kept(self) -> dict[str, Any]:
        """The line as a row keeps it."""
        return asdict(self)


def plan_of(person_id: UUID, case_id: UUID, *, with_account: bool) -> list[Line]:
    """What an erasure for the case would do now; kinds of which there is nothing are left out."""
    rules = ErasureRule.objects.all()
    return list(_lines(rules, person_id, case_id, with_account=with_account))


def _lines(rules: Any, person_id: UUID, case_id: UUID, *, with_account: bool) -> Iterator[Line]:
    for rule in rules:
        count = ERASERS[rule.code].count(person_id)
        if not count or (rule.code == ACCOUNT and not with_account):
            continue
        hold = held_by(rule, person_id, case_id)
        grounds = rule.holds[hold] if hold else {"reason": rule.reason, "source": rule.source}
        fate: Fate = "kept" if rule.kept or hold else "later" if rule.code == ACCOUNT else "removed"
        yield Line(rule.code, rule.name, count, fate, grounds["reason"], grounds["source"])


def held_by(rule: ErasureRule, person_id: UUID, case_id: UUID) -> str:
    """The circumstance that keeps what the rule would let go, "" when there is none."""
    return next((code for code in rule.holds if HOLDS[code](person_id, case_id)), "")
