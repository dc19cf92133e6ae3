"""The quiet digest: one mail a day instead of one each, for kinds of which an officer gets many."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.foundation.notices.kinds import Kind, declare
from balai.foundation.notices.models import Delivery

DIGEST = declare(
    Kind(
        "notices.digest",
        _("Ringkasan harian"),
        "officer",
        facts=frozenset({"count", "lines"}),
        must_say=frozenset({"lines"}),
        duty=_("Ringkasan datang untuk pemberitahuan yang Anda pilih sekali sehari."),
    )
)
BATCH = 500


def release_digests() -> int:
    """Turn what was held for this morning into one letter for each person and channel; returns how many letters."""
    total = 0
    while made := _release_batch():
        total += made
    return total


@transaction.atomic
def _release_batch() -> int:
    """The newest row of a person carries the others; a single one goes out as itself."""
    groups = _due().order_by().values_list("notice__recipient_id", "channel").distinct()
    return sum(_carry(person_id, channel) for person_id, channel in groups[:BATCH])


def _due() -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=Delivery.State.HELD, due_at__lte=timezone.now())


def _carry(person_id: UUID, channel: str) -> int:
    held = _due().filter(channel=channel, notice__recipient_id=person_id).order_by("pk")
    ids = list(held.select_for_update(of=("self",)).values_list("pk", flat=True))
    if not ids:
        return 0
    rows = Delivery.objects.filter(pk__in=ids)
    rows.exclude(pk=ids[-1]).update(state=Delivery.State.CARRIED, carrier_id=ids[-1])
    return rows.filter(pk=ids[-1]).update(state=Delivery.State.WAITING)
