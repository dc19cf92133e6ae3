"""Tasks in somebody's hands: taken, given back, handed on, and the same for many."""

import threading
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection

from balai.core.errors import Conflict, NotAllowed, NotVisible
from balai.foundation.audit.api import events_of
from balai.foundation.cases import holding
from balai.foundation.cases.actions.claim_task import claim_task
from balai.foundation.cases.actions.hand_over import hand_over
from balai.foundation.cases.actions.release_task import release_task
from balai.foundation.cases.api import ActInput, InboxFilters, act, inbox
from balai.foundation.cases.models import Task
from balai.foundation.cases.tests.cast import Cast, client_of, submit
from balai.foundation.cases.tests.test_engine import at, open_task, snapshot


def holder_of(task: Task) -> Any:
    return Task.objects.unscoped().get(pk=task.pk).taken_by_id


def names_of(case_id: Any) -> list[str]:
    return [event.name for event in events_of(case_id)]


def test_a_taken_task_leaves_the_colleagues_inbox_and_shows_its_holder(cast: Cast) -> None:
    card = submit(cast)
    claim_task(cast.operator, open_task(card.id).pk)
    assert inbox(cast.second_operator, InboxFilters()).rows == ()
    (row,) = inbox(cast.second_operator, InboxFilters(tab="unit")).rows
    assert (row.holder, row.is_mine) == ("Oki Operator (fiktif)", False)
    (mine,) = inbox(cast.operator, InboxFilters(held="me")).rows
    assert mine.is_mine
    assert inbox(cast.operator, InboxFilters(held="nobody")).rows == ()
    assert names_of(card.id) == ["cases.opened", "cases.claimed"]


def test_what_a_colleague_has_is_not_decided_by_another(cast: Cast) -> None:
    card = submit(cast)
    with time_machine.travel(at(3, 10, 30), tick=False):
        claim_task(cast.operator, open_task(card.id).pk)
    before = snapshot(card.id)
    told = f"{card.code} sedang dikerjakan Oki Operator (fiktif) sejak 3 November 2026 10.30."
    with pytest.raises(Conflict, match=r"sejak 3 November 2026 10\.30") as refusal:
        act(cast.second_operator, card.id, "teruskan", ActInput())
    assert told in str(refusal.value)
    with pytest.raises(Conflict):
        claim_task(cast.second_operator, open_task(card.id).pk)
    with pytest.raises(Conflict):
        release_task(cast.second_operator, open_task(card.id).pk)
    with pytest.raises(Conflict):
        hand_over(cast.second_operator, open_task(card.id).pk, cast.second_operator.user_id)
    assert snapshot(card.id) == before
    html = client_of(cast.second_operator).get(f"/kerja/perkara/{card.id}/").content.decode()
    assert "Dikerjakan Oki Operator (fiktif)" in html
    assert "Ambil alih" in html
    assert "/tindakan/teruskan/" not in html


def test_a_colleague_takes_over_and_the_story_says_from_whom(cast: Cast) -> None:
    card = submit(cast)
    task = open_task(card.id)
    claim_task(cast.operator, task.pk)
    client_of(cast.second_operator).post(f"/kerja/tugas/{task.pk}/ambil/", {"ambil_alih": "1"})
    assert holder_of(task) == cast.second_operator.user_id
    assert events_of(card.id)[-1].sentence == f"{card.code} diambil alih dari Oki Operator (fiktif)"
    assert act(cast.second_operator, card.id, "teruskan", ActInput()).state == "tanda_tangan"


def test_taking_twice_is_once_and_giving_back_frees(cast: Cast) -> None:
    card = submit(cast)
    task = open_task(card.id)
    claim_task(cast.operator, task.pk)
    claim_task(cast.operator, task.pk)
    assert names_of(card.id) == ["cases.opened", "cases.claimed"]
    release_task(cast.operator, task.pk)
    assert holder_of(task) is None
    assert len(inbox(cast.second_operator, InboxFilters()).rows) == 1
    with pytest.raises(Conflict, match="tidak sedang Anda kerjakan"):
        release_task(cast.operator, task.pk)


def test_only_the_role_takes(cast: Cast) -> None:
    task = open_task(submit(cast).id)
    for actor, refusal in [
        (cast.outsider, NotVisible),
        (cast.head, NotAllowed),
        (cast.inspector, NotAllowed),
    ]:
        with pytest.raises(refusal):
            claim_task(actor, task.pk)
    assert holder_of(task) is None


def test_a_supervisor_moves_a_task_between_others(cast: Cast) -> None:
    card = submit(cast)
    task = open_task(card.id)
    claim_task(cast.operator, task.pk)
    hand_over(cast.head, task.pk, cast.second_operator.user_id)
    assert holder_of(task) == cast.second_operator.user_id
    with pytest.raises(NotAllowed):
        hand_over(cast.inspector, task.pk, cast.operator.user_id)
    with pytest.raises(NotVisible):
        hand_over(cast.outsider, task.pk, cast.operator.user_id)
    assert client_of(cast.head).get(f"/kerja/tugas/{task.pk}/serahkan/").status_code == 200


def test_many_at_once_each_with_its_own_result(cast: Cast) -> None:
    cards = [submit(cast) for _ in range(3)]
    tasks = [open_task(card.id) for card in cards]
    claim_task(cast.second_operator, tasks[1].pk)
    foreign = open_task(submit(cast, unit_id=cast.neighbour.pk).id)
    chosen = [str(task.pk) for task in [*tasks, foreign]]
    answer = client_of(cast.operator).post("/kerja/kotak/bersama/", {"tindakan": "ambil", "tugas": chosen})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "2 tugas selesai diubah; 2 tidak berubah." in html
    assert f"{cards[1].code} sedang dikerjakan Ova Operator (fiktif)" in html
    assert "Tugas ini sudah selesai atau tidak ditemukan." in html
    assert [holder_of(task) for task in tasks] == [
        cast.operator.user_id,
        cast.second_operator.user_id,
        cast.operator.user_id,
    ]
    assert holder_of(foreign) is None


def test_many_go_to_a_colleague(cast: Cast) -> None:
    tasks = [open_task(submit(cast).id) for _ in range(2)]
    client = client_of(cast.operator)
    post = {"tindakan": "serahkan", "tugas": [str(task.pk) for task in tasks]}
    page = client.post("/kerja/kotak/bersama/", post).content.decode()
    assert "Ova Operator" in page
    assert "Lulu Luar" not in page
    assert [holder_of(task) for task in tasks] == [None, None]
    client.post("/kerja/kotak/bersama/", {**post, "ke": str(cast.second_operator.user_id)})
    assert {holder_of(task) for task in tasks} == {cast.second_operator.user_id}


@pytest.mark.parametrize("what", ["tandatangani", "teruskan", "tolak", ""])
def test_nothing_is_decided_in_bulk(cast: Cast, what: str) -> None:
    card = submit(cast)
    before = snapshot(card.id)
    post = {"tindakan": what, "tugas": [str(open_task(card.id).pk)]}
    assert client_of(cast.operator).post("/kerja/kotak/bersama/", post).status_code == 422
    assert snapshot(card.id) == before


def test_a_chosen_list_is_printed_and_nonsense_is_told(cast: Cast) -> None:
    card = submit(cast)
    client = client_of(cast.operator)
    post = {"tindakan": "cetak", "tugas": [str(open_task(card.id).pk)]}
    assert card.code in client.post("/kerja/kotak/bersama/", post).content.decode()
    for chosen in ([], ["x"]):
        answer = client.post("/kerja/kotak/bersama/", {"tindakan": "ambil", "tugas": chosen})
        assert answer.status_code == 422
    unknown = client.post("/kerja/kotak/bersama/", {"tindakan": "ambil", "tugas": [str(uuid4())]})
    assert "0 tugas selesai diubah; 1 tidak berubah." in unknown.content.decode()


def _claim_together(cast: Any, monkeypatch: pytest.MonkeyPatch, pass_to: Any) -> tuple[list[str], int]:
    """Both officers have read the task before either writes."""
    from balai.foundation.cases.actions import claim_task as module

    task = open_task(submit(cast).id)
    both_have_read = threading.Barrier(2, timeout=10)

    def pass_after_both_read(*given: Any) -> None:
        both_have_read.wait()
        pass_to(*given)

    monkeypatch.setattr(module, "pass_to", pass_after_both_read)
    results = ["", ""]

    def take(place: int, actor: Any) -> None:
        try:
            claim_task(actor, task.pk)
            results[place] = "taken"
        except Conflict as conflict:
            results[place] = str(conflict)
        finally:
            connection.close()

    people = [cast.operator, cast.second_operator]
    threads = [threading.Thread(target=take, args=pair) for pair in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(15)
    return results, names_of(task.case_id).count("cases.claimed")


def _pass_without_looking(task: Task, person_id: Any) -> None:
    """What a naive claim does: it trusts what it read."""
    Task.objects.unscoped().filter(pk=task.pk).update(taken_by_id=person_id)


@pytest.fixture
def committed_cast(transactional_db: None) -> Any:
    from balai.foundation.cases.tests.cast import gather

    return gather()


def test_without_the_condition_both_believe_they_have_it(
    committed_cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _claim_together(committed_cast, monkeypatch, _pass_without_looking) == (["taken", "taken"], 2)


def test_with_the_condition_the_second_is_told_who_has_it(
    committed_cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    results, claims = _claim_together(committed_cast, monkeypatch, holding.pass_to)
    assert claims == 1
    assert results.count("taken") == 1
    winner = ["Oki Operator (fiktif)", "Ova Operator (fiktif)"][results.index("taken")]
    assert any(f"sedang dikerjakan {winner} sejak " in text for text in results)
