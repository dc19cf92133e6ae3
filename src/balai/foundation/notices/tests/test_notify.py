"""Who is told what, and what may stand in it."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from balai.core.actor import SYSTEM
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import make_user
from balai.foundation.cases.actions.note_overdue import note_overdue_tasks, warn_of_near_limits
from balai.foundation.cases.api import ActInput, act
from balai.foundation.cases.models import Case, Task
from balai.foundation.cases.tests.cast import Cast, submit
from balai.foundation.notices.actions.notify import clean, next_digest
from balai.foundation.notices.api import Message, notify, notify_each
from balai.foundation.notices.models import Delivery, Notice
from balai.foundation.notices.selectors import cards_of
from balai.foundation.notices.tests.kinds import PLAIN

pytestmark = pytest.mark.django_db


def told(actor: Any) -> list[str]:
    """The kinds that somebody was told, in order."""
    return [one.kind for one in Notice.objects.filter(recipient_id=actor.user_id).order_by("id")]


def test_the_applicant_gets_a_receipt_and_each_operator_a_task(cast: Cast) -> None:
    card = submit(cast)
    assert told(cast.citizen) == ["cases.received"]
    assert told(cast.operator) == told(cast.second_operator) == ["tasks.new"]
    assert told(cast.head) == told(cast.outsider) == told(cast.clerk) == []
    (line,) = cards_of(Notice.objects.filter(recipient_id=cast.citizen.user_id))
    assert line.text == f"Surat Uji Anda diterima dengan kode {card.code}"


def test_a_returned_application_says_what_to_do(cast: Cast) -> None:
    card = submit(cast)
    act(cast.operator, card.id, "kembalikan", ActInput(reason="Foto usaha belum terlihat jelas."))
    assert told(cast.citizen) == ["cases.received", "cases.returned"]
    notice = Notice.objects.get(kind="cases.returned")
    (line,) = cards_of([notice])
    assert line.text == f"Surat Uji ({card.code}) perlu Anda perbaiki: Foto usaha belum terlihat jelas."
    assert notice.link == f"/permohonan/{card.id}/"


def test_a_refusal_carries_its_reason(cast: Cast) -> None:
    card = submit(cast)
    act(cast.operator, card.id, "tolak", ActInput(reason="Usaha berada di desa lain."))
    (line,) = cards_of(Notice.objects.filter(kind="cases.rejected"))
    assert line.text == f"Surat Uji Anda ({card.code}) ditolak: Usaha berada di desa lain."
    assert told(cast.operator) == ["tasks.new"], "nobody is told of what is over"


def test_passing_on_tells_the_stage_and_the_next_officer(cast: Cast) -> None:
    card = submit(cast)
    act(cast.operator, card.id, "teruskan", ActInput())
    assert told(cast.citizen) == ["cases.received", "cases.moved"]
    assert told(cast.head) == ["tasks.new"]
    assert told(cast.operator) == ["tasks.new"]


def test_the_holder_is_warned_once_and_told_once_that_it_is_late(cast: Cast) -> None:
    submit(cast)
    task = Task.objects.unscoped().get()
    assert task.opened_at < task.warn_at < task.due_at
    assert warn_of_near_limits(task.warn_at) == 1
    assert warn_of_near_limits(task.due_at) == 0
    assert note_overdue_tasks(task.due_at.replace(year=task.due_at.year + 1)) == 1
    assert told(cast.operator) == ["tasks.new", "tasks.near", "tasks.overdue"]


def test_a_task_that_was_taken_concerns_its_holder_only(cast: Cast) -> None:
    submit(cast)
    task = Task.objects.unscoped().get()
    Task.objects.unscoped().update(taken_by_id=cast.second_operator.user_id)
    warn_of_near_limits(task.warn_at)
    assert told(cast.operator) == ["tasks.new"]
    assert told(cast.second_operator) == ["tasks.new", "tasks.near"]


def test_mail_waits_for_whoever_has_an_address_and_tasks_wait_for_the_digest(cast: Cast) -> None:
    User.objects.filter(pk=cast.citizen.user_id).update(email="siti@example.test")
    User.objects.filter(pk=cast.operator.user_id).update(email="oki@example.test")
    submit(cast)
    rows = Delivery.objects.order_by("id").values_list("notice__kind", "channel", "state")
    assert list(rows) == [("cases.received", "email", "waiting"), ("tasks.new", "email", "held")]


def test_the_digest_comes_at_half_past_six_where_the_regency_is(cast: Cast) -> None:
    assert next_digest(datetime(2026, 3, 2, 23, 0, tzinfo=UTC)) == datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    assert next_digest(datetime(2026, 3, 2, 23, 30, tzinfo=UTC)) == datetime(2026, 3, 3, 23, 30, tzinfo=UTC)


def test_no_personal_number_stands_in_a_notice(cast: Cast) -> None:
    number = "3510246505900001"
    card = submit(cast, subject=f"NIK {number}")
    act(cast.operator, card.id, "kembalikan", ActInput(reason="NIK 3510 2465 0590 0001 tidak cocok."))
    (line,) = cards_of(Notice.objects.filter(kind="cases.returned"))
    assert line.text.endswith("NIK ••••••••••••0001 tidak cocok.")
    for notice in Notice.objects.all():
        kept = re.sub(r"\D", "", str(notice.facts))
        assert number not in kept


def test_moments_are_kept_in_words_of_both_languages(cast: Cast) -> None:
    assert clean(datetime(2026, 3, 2, 7, 3, tzinfo=UTC)) == {
        "id": "2 Maret 2026, 14.03 WIB",
        "en": "2 March 2026, 14:03 WIB",
    }


def test_wrong_facts_unknown_kinds_and_no_transaction_are_faults() -> None:
    user = make_user()
    with pytest.raises(ValueError, match="wants the facts"):
        notify(SYSTEM, PLAIN.code, recipient_id=user.pk, subject=user, facts={"other": "x"})
    with pytest.raises(LookupError):
        notify(SYSTEM, "test.unknown", recipient_id=user.pk, subject=user, facts={})
    assert not Notice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_notice_outside_a_transaction_is_a_fault() -> None:
    user = make_user()
    with pytest.raises(TransactionManagementError):
        notify(SYSTEM, PLAIN.code, recipient_id=user.pk, subject=user, facts={"what": "x"})


def test_a_locked_account_is_told_nothing() -> None:
    user = make_user(is_active=False)
    notify(SYSTEM, PLAIN.code, recipient_id=user.pk, subject=user, facts={"what": "x"})
    assert not Notice.objects.exists()


@pytest.mark.parametrize("count", [10, 100])
def test_telling_many_costs_as_much_as_telling_few(count: int) -> None:
    users = [make_user(f"warga{n}", email=f"w{n}@example.test") for n in range(count)]
    message = Message(PLAIN.code, users[0], {"what": "x"})
    with CaptureQueriesContext(connection) as queries:
        notify_each(SYSTEM, message, [user.pk for user in users])
    assert len(queries) == 4
    assert Delivery.objects.count() == Notice.objects.count() == count


def test_the_case_page_and_the_case_are_unharmed_when_nobody_holds_the_role(cast: Cast) -> None:
    from balai.foundation.accounts.models import RoleGrant

    RoleGrant.objects.all().delete()
    submit(cast)
    assert Case.objects.unscoped().count() == 1
    assert told(cast.citizen) == ["cases.received"]
