"""Events stand or fall with their change; the log of reads stands whatever happens."""

import pytest
from django.db import connections, transaction

from balai.core.actor import SYSTEM
from balai.foundation.audit import api
from balai.foundation.audit.models import Event, PersonalRead
from balai.foundation.packs.models import InstalledPack

GREETED = api.declare("audit.test_greeted", "{who} menyapa {whom}")
PAID = api.declare("audit.test_paid", "{total:rupiah} dibayar pada {day:day}")


def subject() -> InstalledPack:
    return InstalledPack(name="contoh", version="1.0.0")


@pytest.mark.django_db
def test_an_event_is_read_as_a_sentence():
    row = subject()
    api.record(SYSTEM, GREETED, subject=row, public=True, who="Siti")
    [event] = api.events_of(row.id, public_only=True)
    assert (event.sentence, event.actor_name) == ("Siti menyapa …", "Balai")


@pytest.mark.django_db
def test_amounts_and_days_are_stored_exactly_and_read_as_people_write_them():
    row = subject()
    api.record(SYSTEM, PAID, subject=row, total="1250000.50", day="2026-02-27")
    assert api.events_of(row.id)[0].sentence == "Rp 1.250.000,50 dibayar pada 27 Feb 2026"


@pytest.mark.django_db
def test_an_undeclared_name_fails_loudly():
    with pytest.raises(LookupError, match="audit.nobody"):
        api.record(SYSTEM, "audit.nobody", subject=subject())
    assert Event.objects.count() == 0


def test_a_name_is_declared_once():
    with pytest.raises(ValueError, match="declared twice"):
        api.declare("audit.test_greeted", "{who} berpamitan")


@pytest.mark.django_db(transaction=True, databases=["default", "witness"])
def test_a_read_survives_the_rollback_that_takes_the_event():
    row = subject()
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
        api.record(SYSTEM, GREETED, subject=row)
        api.log_read(SYSTEM, subject=row, what="nik", why="uji", allowed=False)
        raise ZeroDivisionError
    assert Event.objects.count() == 0
    assert PersonalRead.objects.get().allowed is False
    connections["witness"].close()
