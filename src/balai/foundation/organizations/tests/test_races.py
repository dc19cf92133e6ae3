"""Two administrators appoint at once."""

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection

from balai.core.actor import SYSTEM
from balai.foundation.accounts.testing import make_user
from balai.foundation.organizations.api import set_up_units
from balai.foundation.organizations.models import Holding, Post
from balai.foundation.regions.testing import plant_regency

DROP = "ALTER TABLE organizations_holding DISABLE TRIGGER holding_no_overlap"
RESTORE = "ALTER TABLE organizations_holding ENABLE TRIGGER holding_no_overlap"


@pytest.fixture
def post(transactional_db):
    plant_regency()
    set_up_units(SYSTEM, "35.10")
    return Post.objects.get(unit__code="35.10.24.2008", is_head=True)


def appoint_at_once(post, users):
    """Each user takes the post from the same day on, at the same moment; returns how many were refused."""
    start, refused = threading.Barrier(len(users)), []

    def insert(user):
        try:
            start.wait(20)
            Holding.objects.create(post=post, user=user, starts_on=date(2026, 3, 10))
        except IntegrityError:
            refused.append(user)
        finally:
            connection.close()

    threads = [threading.Thread(target=insert, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return len(refused)


def test_four_appointments_at_once_leave_one(post):
    users = [make_user(name) for name in ("satu", "dua", "tiga", "empat")]
    assert appoint_at_once(post, users) == 3
    assert Holding.objects.count() == 1


def test_without_the_trigger_all_four_would_stand(post):
    users = [make_user(name) for name in ("satu", "dua", "tiga", "empat")]
    with connection.cursor() as cursor:
        cursor.execute(DROP)
    try:
        assert appoint_at_once(post, users) == 0
        assert Holding.objects.count() == 4
    finally:
        with connection.cursor() as cursor:
            cursor.execute(RESTORE)
