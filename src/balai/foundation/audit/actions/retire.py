"""Remove entries whose time of keeping is over: the only way in which anything ever leaves these tables.

It switches the protecting triggers off for its own transaction, which only the owner of the tables can do. The
seals stay, so that the chain can still be walked; the removal is an event, which every verification tells.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.audit import events
from balai.foundation.audit.chain import entry_model, unpacked
from balai.foundation.audit.models import Seal
from balai.foundation.audit.recording import record
from balai.foundation.audit.verification import retired_up_to

SHORTEST = timedelta(days=365)  # nothing younger is ever removed


@dataclass(frozen=True)
class Retired:
    """How many entries were removed, and the last seal that covered them."""

    entries: int
    seal: int


def retire(actor: Actor, before: datetime, reason: str) -> Retired:
    """Remove the entries of all seals older than the moment, one seal a transaction; the newest seal always stays.

    Raises Invalid without a reason or when the moment is less than a year ago.
    """
    if not reason.strip():
        raise Invalid("Tuliskan alasan penghapusan, misalnya jadwal retensi arsipnya.")
    if before > timezone.now() - SHORTEST:
        raise Invalid("Catatan yang belum berumur satu tahun tidak dihapus.")
    old = Seal.objects.filter(number__gt=retired_up_to(), sealed_at__lt=before).order_by("number")
    newest = Seal.objects.order_by("-number").values_list("number", flat=True).first()
    numbers = [number for number in old.values_list("number", flat=True) if number != newest]
    removed = sum(_retire_one(actor, number, reason.strip()) for number in numbers)
    return Retired(removed, numbers[-1] if numbers else retired_up_to())


@transaction.atomic
def _retire_one(actor: Actor, number: int, reason: str) -> int:
    seal = Seal.objects.get(number=number)
    leaves = list(unpacked(seal.leaves))
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for leaf in leaves:
        by_kind[leaf.kind].append(leaf.id)
    removed = sum(_delete(kind, ids) for kind, ids in by_kind.items())
    last = entry_model(leaves[-1].kind)(pk=leaves[-1].id)
    record(actor, events.RETIRED, subject=last, seal=number, count=removed, reason=reason)
    return removed


def _delete(kind: str, ids: list[UUID]) -> int:
    model = entry_model(kind)
    with _owner_opens(model._meta.db_table):
        return model._default_manager.filter(pk__in=ids).delete()[0]


@contextmanager
def _owner_opens(table: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER audit_row_stays")
        yield
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER audit_row_stays")
