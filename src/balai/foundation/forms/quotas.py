"""How much may be sent on one day: nobody fills the disk of a regency from a phone."""

from collections.abc import Iterator
from hashlib import sha256

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.forms.checking.content import MEGABYTE
from balai.foundation.forms.holder import Holder

PERSON = 200 * MEGABYTE
VISITOR = 60 * MEGABYTE
ADDRESS = 1000 * MEGABYTE  # of all visitors behind one address: many phones share one
TAKE = """
    INSERT INTO forms_traffic (key, day, size) VALUES (%(key)s, %(day)s, %(size)s)
    ON CONFLICT (key) DO UPDATE SET size = forms_traffic.size + excluded.size
    WHERE forms_traffic.size + excluded.size <= %(limit)s
    RETURNING size
"""


class QuotaSpent(Invalid):
    """More was sent today than one may."""


def take_quota(holder: Holder, size: int) -> None:
    """Count bytes that are about to be sent. Raises QuotaSpent, and then nothing is counted.

    Call it inside the transaction that the bytes belong to.
    """
    with connection.cursor() as cursor:
        for key, limit in _budgets(holder):
            cursor.execute(TAKE, {"key": key, "day": timezone.localdate(), "size": size, "limit": limit})
            if cursor.fetchone() is None:
                raise QuotaSpent(
                    _(
                        "Batas unggahan hari ini ({limit} MB) tercapai. Isian tersimpan; unggah lagi besok."
                    ).format(limit=limit // MEGABYTE)
                )


def _budgets(holder: Holder) -> Iterator[tuple[str, int]]:
    """What is counted for the holder, and how much of it a day allows."""
    if holder.actor.user_id is not None:
        yield _key("person", str(holder.actor.user_id)), PERSON
        return
    yield _key("visitor", holder.visitor), VISITOR
    if holder.address:
        yield _key("address", holder.address), ADDRESS


def _key(kind: str, value: str) -> str:
    return sha256(f"{timezone.localdate()}\0{kind}\0{value}".encode()).hexdigest()
