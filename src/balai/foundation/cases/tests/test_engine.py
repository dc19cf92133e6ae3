"""A case from door to door: tasks, exact deadlines, decisions, refusals that change nothing."""

import copy
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import DatabaseError, transaction

from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.foundation.audit.api import events_of
from balai.foundation.cases.api import (
    ActInput,
    act,
    add_note,
    find_by_code,
    get_case,
    hand_over,
    install_procedure,
    note_overdue_tasks,
    public_timeline,
    timeline,
)
from balai.foundation.cases.models import Case, CaseNote, Task, UnscopedReadError
from balai.foundation.cases.tests.cast import Cast, submit
from balai.foundation.cases.tests.procedures import LETTER

REASON = ActInput(reason="Foto tempat usaha buram")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 in Banyuwangi (WIB, UTC+7); the 2nd is a Monday."""
    return datetime(2026, 11, day, hour - 7, minute, tzinfo=UTC)


def row(case_id: object) -> Case:
    return Case.objects.unscoped().get(pk=case_id)


def open_task(case_id: object) -> Task:
    return Task.objects.unscoped().get(case_id=case_id, closed_at=None)


def snapshot(case_id: object) -> tuple[object, ...]:
    """Everything that a refused action must leave alone."""
    tasks = list(Task.objects.unscoped().filter(case_id=case_id).order_by("id").values())
    cases = list(Case.objects.unscoped().filter(pk=case_id).values())
    return cases, tasks, len(events_of(case_id)), CaseNote.objects.count()


@time_machine.travel(at(2, 9, 12), tick=False)
def test_a_submitted_case_waits_for_the_operator_with_exact_deadlines(cast: Cast) -> None:
    card = submit(cast)
    task = open_task(card.id)
    assert card.code.startswith("UJI-")
    assert (card.state, card.version, card.submitted_at) == ("periksa", 1, at(2, 9, 12))
    assert (task.role, task.unit_id, task.opened_at) == ("operator_desa", cast.village.pk, at(2, 9, 12))
    assert task.due_at == at(2, 11, 12)
    assert (task.case_code, task.title) == (card.code, "Surat Uji, Warung Bu Siti")
    assert (task.ask["id"], task.from_name, task.place) == (
        "Periksa berkas",
        "Siti (fiktif)",
        "Desa Tamansari",
    )


def test_from_submission_to_the_signed_letter(cast: Cast) -> None:
    with time_machine.travel(at(2, 9), tick=False):
        card = submit(cast)
    with time_machine.travel(at(2, 10), tick=False):
        forwarded = act(cast.operator, card.id, "teruskan", ActInput(data={"agenda": " 12 "}))
    assert (forwarded.state, forwarded.version, row(card.id).records) == ("tanda_tangan", 2, {"agenda": "12"})
    assert open_task(card.id).role == "kepala_desa"
    with time_machine.travel(at(2, 11), tick=False):
        done = act(cast.head, card.id, "tandatangani", ActInput())
    assert (done.state, done.outcome, done.closed_at) == ("terbit", "granted", at(2, 11))
    assert not Task.objects.unscoped().filter(case_id=card.id, closed_at=None).exists()
    names = [event.name for event in events_of(card.id)]
    assert names == ["cases.opened", "cases.acted", "cases.acted"]


def test_the_clock_stands_still_while_it_waits_for_the_applicant(cast: Cast) -> None:
    with time_machine.travel(at(2, 9), tick=False):
        card = submit(cast)
    whole = row(card.id).due_at
    with time_machine.travel(at(2, 10), tick=False):
        returned = act(cast.operator, card.id, "kembalikan", REASON)
    waiting = row(card.id)
    assert returned.waits_for_applicant
    assert (waiting.stopped_at, waiting.remaining_minutes, waiting.due_at) == (at(2, 10), 360, whole)
    with time_machine.travel(at(4, 9), tick=False):
        act(cast.citizen, card.id, "ajukan_kembali", ActInput(answers={"usaha": "Warung kopi"}))
    resumed = row(card.id)
    assert (resumed.stopped_at, resumed.remaining_minutes) == (None, None)
    assert resumed.answers == {"usaha": "Warung kopi"}
    from balai.foundation.organizations.api import calendar_of

    left = calendar_of(cast.village.pk).between(at(4, 9), resumed.due_at)
    assert left.total_seconds() == 360 * 60


def test_a_clock_that_had_run_out_gets_the_least_time_of_the_procedure(cast: Cast) -> None:
    with time_machine.travel(at(2, 9), tick=False):
        card = submit(cast)
    with time_machine.travel(at(9, 10), tick=False):
        act(cast.operator, card.id, "kembalikan", REASON)
    assert row(card.id).remaining_minutes == 0
    with time_machine.travel(at(10, 9), tick=False):
        act(cast.citizen, card.id, "ajukan_kembali", ActInput())
    assert row(card.id).due_at == at(10, 10)
    assert open_task(card.id).due_at == at(10, 10)


def test_without_a_least_time_a_clock_that_had_run_out_is_due_at_once(cast: Cast) -> None:
    strict = copy.deepcopy(LETTER)
    del strict["states"]["perbaikan"]["resume"]
    install_procedure(strict)
    with time_machine.travel(at(2, 9), tick=False):
        card = submit(cast)
    with time_machine.travel(at(9, 10), tick=False):
        act(cast.operator, card.id, "kembalikan", REASON)
    with time_machine.travel(at(10, 9), tick=False):
        act(cast.citizen, card.id, "ajukan_kembali", ActInput())
    assert row(card.id).due_at == at(10, 9)


@pytest.mark.parametrize(("text", "complete"), [("", False), ("  pendek  ", False), ("cukup panjang", True)])
def test_a_refusal_needs_a_reason_of_ten_letters(cast: Cast, text: str, complete: bool) -> None:
    card = submit(cast)
    before = snapshot(card.id)
    if complete:
        assert act(cast.operator, card.id, "tolak", ActInput(reason=text)).outcome == "rejected"
        return
    with pytest.raises(Invalid) as refusal:
        act(cast.operator, card.id, "tolak", ActInput(reason=text))
    assert list(refusal.value.fields) == ["reason"]
    assert snapshot(card.id) == before


def test_who_may_not_act_changes_nothing(cast: Cast) -> None:
    card = submit(cast)
    before = snapshot(card.id)
    for actor, error in [
        (cast.head, NotAllowed),
        (cast.camat, NotAllowed),
        (cast.citizen, NotAllowed),
        (cast.inspector, NotAllowed),
        (cast.outsider, NotVisible),
        (cast.clerk, NotVisible),
    ]:
        with pytest.raises(error):
            act(actor, card.id, "teruskan", ActInput())
    assert snapshot(card.id) == before


def test_signing_needs_the_second_factor_and_the_permission(cast: Cast) -> None:
    card = submit(cast)
    act(cast.operator, card.id, "teruskan", ActInput())
    before = snapshot(card.id)
    with pytest.raises(NotAllowed, match="kode kedua"):
        act(replace(cast.head, second_factor=False), card.id, "tandatangani", ActInput())
    powerless = replace(cast.head.grants[0], permissions=frozenset({"cases.work"}))
    with pytest.raises(NotAllowed, match="wewenang"):
        act(replace(cast.head, grants=(powerless,)), card.id, "tandatangani", ActInput())
    assert snapshot(card.id) == before


def test_an_action_of_another_state_is_refused(cast: Cast) -> None:
    card = submit(cast)
    with pytest.raises(NotAllowed):
        act(cast.head, card.id, "tandatangani", ActInput())
    with pytest.raises(Invalid):
        act(cast.operator, card.id, "tidak-ada", ActInput())


def test_the_second_on_a_stale_page_is_told_who_was_first(cast: Cast) -> None:
    card = submit(cast)
    with time_machine.travel(at(2, 10, 30), tick=False):
        act(cast.operator, card.id, "teruskan", ActInput(seen_version=1))
    before = snapshot(card.id)
    with pytest.raises(Conflict, match=r"Oki Operator \(fiktif\) pada 2 November 2026 10\.30"):
        act(cast.second_operator, card.id, "tolak", replace(REASON, seen_version=1))
    assert snapshot(card.id) == before


def test_the_applicant_withdraws_before_a_decision_only(cast: Cast) -> None:
    card = submit(cast)
    assert act(cast.citizen, card.id, "tarik", ActInput()).outcome == "withdrawn"
    with pytest.raises(NotAllowed):
        act(cast.citizen, card.id, "tarik", ActInput())
    with pytest.raises(NotAllowed):
        act(cast.operator, card.id, "teruskan", ActInput())


def test_an_internal_remark_stays_inside(cast: Cast) -> None:
    card = submit(cast)
    add_note(cast.operator, card.id, "Sudah ditelepon")
    act(cast.operator, card.id, "teruskan", ActInput(reason="Sesuai dengan data desa"))
    inside = [entry.title for entry in timeline(cast.operator, card.id) if entry.is_internal]
    assert inside == ["Sudah ditelepon", "Sesuai dengan data desa"]
    outside = [entry.title for entry in public_timeline(cast.citizen, card.id)]
    assert outside == [
        "Permohonan diajukan",
        "Berkas lengkap",
        "Menunggu tanda tangan",
        "Surat terbit",
    ]
    with pytest.raises(NotAllowed):
        add_note(cast.citizen, card.id, "Boleh?")
    with pytest.raises(NotVisible):
        add_note(cast.outsider, card.id, "Boleh?")
    assert CaseNote.objects.count() == 2


def test_the_applicant_reads_the_reason_and_who_has_it_now(cast: Cast) -> None:
    with time_machine.travel(at(2, 9), tick=False):
        card = submit(cast)
        start = public_timeline(cast.citizen, card.id)
    assert [(entry.status, entry.title) for entry in start] == [
        ("done", "Permohonan diajukan"),
        ("now", "Berkas diperiksa"),
        ("next", "Tanda tangan"),
        ("next", "Surat terbit"),
    ]
    assert (start[1].who, start[1].at) == ("Operator desa, Desa Tamansari", at(2, 11))
    act(cast.operator, card.id, "kembalikan", REASON)
    returned = public_timeline(cast.citizen, card.id)
    assert (returned[1].title, returned[1].detail, returned[1].who) == (
        "Dikembalikan untuk diperbaiki",
        "Foto tempat usaha buram",
        "Operator desa",
    )
    assert returned[2].title == "Menunggu Anda melengkapi"


def test_a_code_tells_where_the_case_is_and_nothing_personal(cast: Cast) -> None:
    card = submit(cast)
    act(cast.operator, card.id, "kembalikan", REASON)
    found = find_by_code(card.code.lower().replace("-", " "))
    assert found is not None
    assert (found.code, found.title, found.waits_for_applicant) == (card.code, "Surat Uji", True)
    assert "Siti" not in repr(found)
    assert "Oki" not in repr(found)
    assert "buram" not in repr(found)
    assert find_by_code(card.code[:-1] + ("A" if card.code[-1] != "A" else "B")) is None
    assert find_by_code("") is None


def test_who_sees_the_case(cast: Cast) -> None:
    card = submit(cast)
    for actor in (cast.citizen, cast.operator, cast.head, cast.camat, cast.inspector):
        assert get_case(actor, card.id).code == card.code
    for actor in (cast.outsider, cast.clerk, replace(cast.outsider, grants=())):
        with pytest.raises(NotVisible):
            get_case(actor, card.id)


def test_a_task_at_the_district_office_opens_the_case_to_it(cast: Cast) -> None:
    from balai.foundation.cases.api import install_procedure
    from balai.foundation.cases.tests.procedures import LETTER

    states = {**LETTER["states"]}
    states["periksa"] = {**states["periksa"], "where": "agency:dukcapil", "roles": ["verifikator"]}
    install_procedure({**LETTER, "code": "lintas-unit", "states": states})
    card = submit(cast, procedure="lintas-unit")
    assert open_task(card.id).unit_id == cast.agency.pk
    assert act(cast.clerk, card.id, "teruskan", ActInput()).state == "tanda_tangan"


def test_a_task_is_handed_to_a_colleague_with_the_same_role(cast: Cast) -> None:
    from balai.foundation.cases.inbox import InboxFilters, inbox

    card = submit(cast)
    task = open_task(card.id)
    with pytest.raises(Invalid):
        hand_over(cast.operator, task.id, cast.head.user_id)
    with pytest.raises(NotVisible):
        hand_over(cast.outsider, task.id, cast.second_operator.user_id)
    hand_over(cast.operator, task.id, cast.second_operator.user_id)
    assert inbox(cast.operator, InboxFilters()).rows == ()
    assert [row.code for row in inbox(cast.second_operator, InboxFilters()).rows] == [card.code]
    assert events_of(card.id)[-1].sentence == f"{card.code} diserahkan kepada Ova Operator (fiktif)"


def test_a_late_task_is_told_once(cast: Cast) -> None:
    with time_machine.travel(at(2, 9), tick=False):
        card = submit(cast)
    assert note_overdue_tasks(at(2, 11)) == 0
    assert note_overdue_tasks(at(2, 11, 1)) == 1
    assert note_overdue_tasks(at(3, 9)) == 0
    late = events_of(card.id)[-1]
    assert (late.name, late.is_public) == ("cases.overdue", False)
    assert late.sentence == f"{card.code} melewati batas waktu di Desa Tamansari"


def test_reading_without_a_scope_trips(cast: Cast) -> None:
    submit(cast)
    for read in (
        lambda: list(Case.objects.all()),
        lambda: Case.objects.count(),
        lambda: Task.objects.filter(role="operator_desa").exists(),
        lambda: Task.objects.first(),
        lambda: Task.objects.update(role="x"),
    ):
        with pytest.raises(UnscopedReadError):
            read()


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM cases_case",
        "DELETE FROM cases_task",
        "UPDATE cases_task SET action = 'lain' WHERE closed_at IS NOT NULL",
        "UPDATE cases_case SET outcome = 'granted'",
        "UPDATE cases_case SET code = 'X'",
        "UPDATE cases_procedureversion SET digest = ''",
        "DELETE FROM cases_procedureversion",
    ],
)
def test_the_database_refuses_to_rewrite_the_past(cast: Cast, change: str) -> None:
    from django.db import connection

    card = submit(cast)
    act(cast.operator, card.id, "tolak", REASON)
    with (
        pytest.raises(DatabaseError, match="never deleted or rewritten|only as its procedure says"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
