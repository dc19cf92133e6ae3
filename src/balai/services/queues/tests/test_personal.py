"""Visits are shown to their owner, and belong to nobody when their time is over; the figures stay."""

from datetime import timedelta

import pytest
import time_machine

from balai.foundation.accounts.testing import actor_of
from balai.foundation.privacy.erasers import ERASERS
from balai.foundation.privacy.holdings import holdings_of
from balai.foundation.privacy.sweepers import SWEEPERS
from balai.services.queues.models import Period, Visit
from balai.services.queues.tests.conftest import Mall, monday_at

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


def owned() -> int:
    return Visit.objects.filter(person__isnull=False).count()


def test_the_owner_reads_them_and_nobody_elses(mall: Mall) -> None:
    siti = actor_of(mall.siti)
    card = mall.take("A", actor=siti, person_id=mall.siti.pk)
    mall.take("A")
    (section,) = [one for one in holdings_of(siti).sections if one.code == "visits"]
    assert [(fact.name, fact.value) for fact in section.facts] == [
        (card.code, "2 Maret 2026, 08.00 WIB, Mal Pelayanan Publik: A 001 (Menunggu)")
    ]
    assert "visits" not in {one.code for one in holdings_of(actor_of(mall.rina)).sections}


def test_what_is_over_belongs_to_nobody_and_the_periods_stay(
    mall: Mall, monday: time_machine.Traveller
) -> None:
    siti = actor_of(mall.siti)
    mall.take("A", actor=siti, person_id=mall.siti.pk)
    monday.shift(timedelta(hours=2))
    mall.take("A", actor=siti, person_id=mall.siti.pk)
    sweeper, before = SWEEPERS["visits"], monday_at(9)
    assert (sweeper.count(before), sweeper.remove(before), sweeper.count(before), owned()) == (1, 1, 0, 1)
    eraser = ERASERS["visits"]
    assert eraser.erase is not None
    assert (eraser.count(mall.siti.pk), eraser.erase(mall.siti.pk), owned()) == (1, 1, 0)
    assert Period.objects.count() == 2
