"""Seal what has been committed, in batches, outside of any business transaction."""

from collections import defaultdict
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.foundation.audit import events
from balai.foundation.audit.chain import BEGINNING, Leaf, digest_of, leaves_of, root_of
from balai.foundation.audit.models import Seal, Unsealed
from balai.foundation.audit.recording import record

BATCH = 1000
LOCK = 7_253_001  # advisory lock: one sealer at a time


def seal_all() -> int:
    """Seal until nothing is left that was committed before; returns the number of entries."""
    sealed = 0
    while (count := seal_batch()) > 0:
        sealed += count
    return sealed


@transaction.atomic
def seal_batch(size: int = BATCH) -> int:
    """Put one further seal on the chain; returns its number of entries, 0 when there is nothing to do.

    The queue shows what is committed, whenever its ids were made: a transaction that ends late is sealed late and never
    lost. The place in the chain is given here, under a lock, and depends on no clock.
    """
    if not _is_alone():
        return 0
    queue = dict(Unsealed.objects.order_by("id").values_list("id", "kind")[:size])
    leaves = sorted(_read(queue))
    lost = set(queue) - {leaf.id for leaf in leaves}
    Unsealed.objects.filter(pk__in=queue).delete()
    if leaves:
        _append(leaves)
    for entry_id in sorted(lost):
        _tell_of_loss(entry_id, queue[entry_id])
    return len(leaves) + len(lost)


def _is_alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _read(queue: dict[UUID, str]) -> list[Leaf]:
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for entry_id, kind in queue.items():
        by_kind[kind].append(entry_id)
    return [leaf for kind, ids in by_kind.items() for leaf in leaves_of(kind, ids).values()]


def _append(leaves: list[Leaf]) -> Seal:
    last = Seal.objects.defer("leaves").order_by("-number").first()
    packed = b"".join(leaf.packed() for leaf in leaves)
    seal = Seal(
        number=last.number + 1 if last else 1,
        previous=last.digest if last else BEGINNING,
        root=root_of(packed),
        count=len(leaves),
        total=(last.total if last else 0) + len(leaves),
        sealed_at=timezone.now(),
        leaves=packed,
    )
    seal.digest = digest_of(seal)
    seal.save(force_insert=True)
    return seal


def _tell_of_loss(entry_id: UUID, kind: str) -> None:
    """Somebody with the owner's rights removed an entry before it was sealed: that is an event itself."""
    record(
        SYSTEM, events.ENTRY_LOST, subject=Unsealed(pk=entry_id, kind=kind), kind=kind, entry=str(entry_id)
    )
