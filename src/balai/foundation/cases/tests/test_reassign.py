"""Somebody left: all that they had in hand goes to a colleague, or back to everybody with the role."""

from uuid import UUID

import pytest
from django.test import Client

from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.foundation.audit.api import events_of
from balai.foundation.cases.actions import reassign
from balai.foundation.cases.actions.claim_task import claim_task
from balai.foundation.cases.actions.reassign import Move, begin_reassignment, carry_out
from balai.foundation.cases.api import ActInput, CaseCard, act
from balai.foundation.cases.models import Reassignment, Task
from balai.foundation.cases.tests.cast import Cast, client_of, submit
from balai.foundation.cases.tests.test_engine import open_task
from balai.foundation.notices.models import Notice

WHY = "Pindah tugas per 1 Desember"


def in_hand(cast: Cast, count: int = 2) -> list[CaseCard]:
    """Letters that the operator works on."""
    cards = [submit(cast) for _each in range(count)]
    for card in cards:
        claim_task(cast.operator, open_task(card.id).pk)
    return cards


def move(cast: Cast, to: UUID | None) -> Move:
    assert cast.operator.user_id is not None
    return Move(cast.village.pk, cast.operator.user_id, to, WHY)


def holders() -> set[UUID | None]:
    return set(Task.objects.unscoped().filter(closed_at=None).values_list("taken_by_id", flat=True))


def address(cast: Cast) -> str:
    return f"/kerja/ikhtisar/{cast.village.pk}/{cast.operator.user_id}/pindahkan/"


def test_everything_goes_to_a_colleague_with_one_event_a_case(cast: Cast) -> None:
    cards = in_hand(cast)
    page = client_of(cast.head).get(address(cast)).content.decode()
    assert "Ova Operator (fiktif) (dapat mengerjakan 2 dari 2)" in page
    sent = {"to": str(cast.second_operator.user_id), "reason": WHY}
    done = client_of(cast.head).post(address(cast), sent)
    assert done["Location"] == f"/kerja/ikhtisar/?unit={cast.village.pk}"
    assert holders() == {cast.second_operator.user_id}
    for card in cards:
        last = events_of(card.id)[-1]
        assert (last.name, last.is_public) == ("cases.reassigned", False)
        said = f"dipindahkan dari Oki Operator (fiktif) kepada Ova Operator (fiktif): {WHY}"
        assert last.sentence == f"{card.code} {said}"
    (told,) = Notice.objects.filter(kind="tasks.reassigned")
    assert (told.recipient_id, told.facts["count"]) == (cast.second_operator.user_id, "2")


def test_it_goes_back_to_the_role(cast: Cast) -> None:
    in_hand(cast)
    row = carry_out(begin_reassignment(cast.head, move(cast, None)).pk)
    assert (row.moved, holders()) == (2, {None})
    assert not Notice.objects.filter(kind="tasks.reassigned").exists()


def test_what_was_decided_meanwhile_and_other_hands_are_left_alone(cast: Cast) -> None:
    decided, waiting = in_hand(cast)
    row = begin_reassignment(cast.head, move(cast, cast.second_operator.user_id))
    act(cast.operator, decided.id, "teruskan", ActInput())
    assert carry_out(row.pk).moved == 1
    assert open_task(waiting.id).taken_by_id == cast.second_operator.user_id
    assert open_task(decided.id).taken_by_id is None


def test_a_killed_job_goes_on_and_counts_each_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    in_hand(cast, 3)
    row = begin_reassignment(cast.head, move(cast, None))
    with monkeypatch.context() as patch:
        patch.setattr(reassign, "each_apart", lambda ids, do, *_more: [do(one) for one in ids[:1]])
        patch.setattr(reassign, "_finish", lambda _actor, found: found)
        carry_out(row.pk)
    with pytest.raises(Conflict, match="sedang dipindahkan"):
        begin_reassignment(cast.head, move(cast, None))
    assert carry_out(row.pk).moved == 3
    assert carry_out(row.pk).moved == 3


def test_a_large_pile_is_left_to_a_job(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    from balai.foundation.cases import tasks
    from balai.foundation.cases.views import reassigning

    in_hand(cast)
    asked: list[str] = []
    monkeypatch.setattr(reassigning, "AT_ONCE", 1)
    monkeypatch.setattr(tasks.reassign, "defer", lambda reassignment_id: asked.append(reassignment_id))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        client_of(cast.head).post(address(cast), {"to": "semua", "reason": WHY})
    assert holders() == {cast.operator.user_id}
    (row,) = Reassignment.objects.all()
    assert asked == [str(row.pk)]
    assert tasks.reassign(asked[0]) == 2
    assert holders() == {None}


def test_only_who_leads_the_unit_and_only_to_fitting_hands(cast: Cast) -> None:
    in_hand(cast)
    for actor, status in [
        (cast.operator, 403),
        (cast.inspector, 403),
        (cast.citizen, 403),
        (cast.clerk, 403),
    ]:
        assert client_of(actor).post(address(cast), {"to": "semua", "reason": WHY}).status_code == status
    assert Client().get(address(cast))["Location"].startswith("/masuk/")
    for actor, error in [(cast.operator, NotVisible), (cast.inspector, NotAllowed)]:
        with pytest.raises(error):
            begin_reassignment(actor, move(cast, None))
    with pytest.raises(Invalid):
        begin_reassignment(cast.head, move(cast, cast.head.user_id))
    assert client_of(cast.head).post(address(cast), {"to": "semua", "reason": "pindah"}).status_code == 422
    assert (holders(), Reassignment.objects.count()) == ({cast.operator.user_id}, 0)
    assert client_of(cast.camat).get(address(cast)).status_code == 200
