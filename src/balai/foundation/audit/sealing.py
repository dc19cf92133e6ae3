"""The state of the seal, as far as it is known without walking the chain."""

from dataclasses import dataclass
from datetime import datetime

from balai.foundation.audit.models import Head, Seal, Unsealed, Verification
from balai.foundation.audit.selectors import moment_of
from balai.foundation.audit.verification import Finding


@dataclass(frozen=True)
class SealState:
    """The last seal, what waits and since when, the last verification with its findings, the newest heads."""

    seal: Seal | None
    waiting: int
    waiting_since: datetime | None
    verification: Verification | None
    findings: tuple[str, ...]
    heads: tuple[Head, ...]


def seal_state(heads: int) -> SealState:
    """The state now, with that many heads."""
    oldest = Unsealed.objects.order_by("id").values_list("id", flat=True).first()
    verification = Verification.objects.first()
    return SealState(
        seal=Seal.objects.defer("leaves").order_by("-number").first(),
        waiting=Unsealed.objects.count(),
        waiting_since=moment_of(oldest) if oldest else None,
        verification=verification,
        findings=tuple(Finding(**each).sentence for each in verification.findings) if verification else (),
        heads=tuple(Head.objects.all()[:heads]),
    )
