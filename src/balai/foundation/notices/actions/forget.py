"""Forget old notices: messages whose matters are kept elsewhere."""

from datetime import datetime

from django.db import transaction

from balai.foundation.notices.models import Delivery, Notice

BATCH = 1000


def count_before(moment: datetime) -> int:
    """How many notices were written before the moment."""
    return Notice.objects.filter(created_at__lt=moment).count()


def forget_before(moment: datetime) -> int:
    """Delete notices written before the moment, with their rows of the outbox; returns how many notices."""
    total = 0
    while gone := _forget_batch(moment):
        total += gone
    return total


@transaction.atomic
def _forget_batch(moment: datetime) -> int:
    old = Notice.objects.filter(created_at__lt=moment).order_by("id").values_list("pk", flat=True)
    ids = list(old[:BATCH])
    Delivery.objects.filter(notice_id__in=ids).delete()
    Notice.objects.filter(pk__in=ids).delete()
    return len(ids)
