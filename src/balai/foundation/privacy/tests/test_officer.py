"""The data protection officer's work: register, retention, breaches."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.utils import timezone

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.accounts.models import User
from balai.foundation.audit.api import events_of
from balai.foundation.cases.api import OpenCase, get_case, open_case
from balai.foundation.cases.models import Case, Task
from balai.foundation.cases.tests.cast import Cast, client_of, submit
from balai.foundation.notices.models import Notice
from balai.foundation.privacy.actions.carry_out import carry_out_retention, try_retention
from balai.foundation.privacy.actions.note_breach import BreachFacts, note_breach, tell_subjects
from balai.foundation.privacy.models import Breach, Processing, RetentionRule, RetentionRun
from balai.foundation.privacy.tests.office import Office

pytestmark = pytest.mark.django_db


def facts(**changes: object) -> BreachFacts:
    given = {
        "title": "Laptop loket hilang",
        "discovered_at": timezone.now() - timedelta(hours=1),
        "revealed": "Nama dan alamat pemohon bulan Maret",
        "how": "Laptop dicuri dari loket",
        "handling": "Akun dikunci, kata sandi diganti",
        "subjects": 12,
    }
    return BreachFacts(**{**given, **changes})


def old_notices(cast: Cast) -> int:
    """The notices of a case, all older than the rule allows."""
    submit(cast)
    return Notice.objects.update(created_at=timezone.now() - timedelta(days=400))


def test_everybody_reads_the_register_with_its_basis(cast: Cast, office: Office) -> None:
    page = Client().get("/pelindungan-data/").content.decode()
    assert "Akun warga" in page
    assert "Tugas pelayanan publik" in page
    assert Processing.objects.count() == 6


def test_an_entry_is_changed_with_an_event_and_taken_back(cast: Cast, office: Office) -> None:
    client = client_of(office.officer)
    row = Processing.objects.get(code="akun")
    words = {
        f"{key}_{one}": text
        for key, both in row.facts.items()
        if isinstance(both, dict)
        for one, text in both.items()
    }
    data = words | {"basis": "legal_obligation", "source": row.facts["source"]}
    assert client.post("/kerja/pdp/catatan/akun/", data).status_code == 302
    row.refresh_from_db()
    assert (row.facts["basis"], row.original["basis"]) == ("legal_obligation", "public_task")
    assert client.post("/kerja/pdp/catatan/akun/asal/").status_code == 302
    row.refresh_from_db()
    assert row.edited is None
    names = [event.name for event in events_of(row.pk)]
    assert names == ["privacy.processing_changed", "privacy.processing_restored"]


def test_a_rule_is_tried_dry_before_it_removes_anything(cast: Cast, office: Office) -> None:
    count = old_notices(cast)
    assert {run.is_dry for run in carry_out_retention()} == {True}
    assert Notice.objects.count() == count
    report = {run.rule.code: (run.found, run.removed) for run in carry_out_retention()}
    assert report.pop("notices") == (count, count)
    others = ("appointments", "attempts", "jobs", "links", "registrations", "sessions", "visits")
    assert report == dict.fromkeys(others, (0, 0))
    assert not Notice.objects.exists()
    rule = RetentionRule.objects.get(code="notices")
    assert [event.name for event in events_of(rule.pk)] == ["privacy.retention_done"]
    assert Case.objects.unscoped().count() == Task.objects.unscoped().count() == 1


def test_what_is_kept_is_counted_with_its_reason(cast: Cast, office: Office) -> None:
    User.objects.filter(pk=cast.citizen.user_id).update(email="siti@example.test")
    count = old_notices(cast)
    try_retention(office.officer)
    run = {run.rule.code: run for run in carry_out_retention()}["notices"]
    assert (run.found, run.removed, run.kept, run.why_kept) == (count, count - 1, 1, "unsent")
    page = client_of(office.officer).get("/kerja/pdp/masa-simpan/").content.decode()
    assert "belum terkirim, atau gagal dan menunggu administrator" in page


def test_sign_ups_that_nobody_confirmed_go(cast: Cast, office: Office) -> None:
    user = User.objects.create(username="lupa", full_name="Lupa (fiktif)", email="lupa@example.test")
    EmailAddress.objects.create(user=user, email=user.email, verified=False)
    User.objects.update(created_at=timezone.now() - timedelta(days=31), last_login=None)
    try_retention(office.officer)
    run = {run.rule.code: run for run in carry_out_retention()}["registrations"]
    assert (run.found, run.removed, run.kept) == (1, 1, 0)
    assert not User.objects.filter(pk=user.pk).exists()
    assert User.objects.filter(pk=cast.citizen.user_id).exists()


def test_jobs_that_ended_go_and_failed_ones_wait_for_an_administrator(cast: Cast, office: Office) -> None:
    old = timezone.now() - timedelta(days=31)
    with connection.cursor() as cursor:
        for status in ("succeeded", "failed", "todo"):
            cursor.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('uji', %s, %s)",
                [f"uji.{status}", status],
            )
        cursor.execute("UPDATE procrastinate_events SET at = %s", [old])
        cursor.execute(
            "INSERT INTO procrastinate_events (job_id, type, at) SELECT id, 'deferred', %s FROM procrastinate_jobs",
            [old],
        )
    try_retention(office.officer)
    run = {run.rule.code: run for run in carry_out_retention()}["jobs"]
    assert (run.found, run.removed, run.kept, run.why_kept) == (2, 1, 1, "failed")
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE task_name LIKE 'uji.%' ORDER BY 1")
        assert cursor.fetchall() == [("uji.failed",), ("uji.todo",)]


def test_a_changed_rule_is_tried_again(cast: Cast, office: Office) -> None:
    try_retention(office.officer)
    RetentionRule.objects.filter(code="notices").update(days=30)
    runs = {run.rule.code: run.is_dry for run in carry_out_retention()}
    assert {code for code, is_dry in runs.items() if is_dry} == {"notices"}


def test_only_the_officer_tries_and_notes(cast: Cast, office: Office) -> None:
    with pytest.raises(NotAllowed):
        try_retention(cast.operator)
    with pytest.raises(NotAllowed):
        note_breach(cast.operator, facts())
    assert not RetentionRun.objects.exists()
    assert not Breach.objects.exists()


def test_a_breach_opens_its_case_and_the_clock_runs_from_the_discovery(cast: Cast, office: Office) -> None:
    breach = Breach.objects.get(pk=note_breach(office.officer, facts()))
    assert breach.due_at - breach.discovered_at == timedelta(hours=72)
    case = get_case(office.officer, breach.case_id)
    assert (case.procedure, case.due_at - case.submitted_at) == (
        "kegagalan-pelindungan-data",
        timedelta(hours=72),
    )
    with pytest.raises(Invalid):
        note_breach(office.officer, facts(discovered_at=timezone.now() + timedelta(hours=1)))
    client = client_of(office.officer)
    letter = client.get(f"/kerja/pdp/kegagalan/{breach.pk}/surat/lembaga/").content.decode()
    assert "Laptop dicuri dari loket" in letter
    assert "Perkiraan jumlah subjek data: 12" in letter
    assert client.get(f"/kerja/pdp/kegagalan/{breach.pk}/surat/lain/").status_code == 404


def test_the_owners_of_the_data_are_told_once_and_none_is_left_out(cast: Cast, office: Office) -> None:
    breach_id = note_breach(office.officer, facts())
    with pytest.raises(Invalid, match="salah-tulis"):
        tell_subjects(office.officer, breach_id, ["warga", "salah-tulis"])
    assert not Notice.objects.filter(kind="privacy.breach").exists()
    assert tell_subjects(office.officer, breach_id, ["warga"]) == 1
    assert Notice.objects.get(kind="privacy.breach").recipient_id == cast.citizen.user_id
    with pytest.raises(Conflict):
        tell_subjects(office.officer, breach_id, ["warga"])
    names = [event.name for event in events_of(breach_id)]
    assert names == ["privacy.breach_noted", "privacy.breach_told"]


def test_a_request_runs_by_the_clock_of_the_law(cast: Cast, office: Office) -> None:
    request = OpenCase("permintaan-data-pribadi", office.unit.pk, "PDP", "Permintaan", cast.citizen.user_id)
    card = open_case(cast.citizen, request)
    assert card.due_at - card.submitted_at == timedelta(hours=72)
    task = Task.objects.unscoped().get(case_id=card.id)
    assert (task.role, task.due_at - task.opened_at) == ("petugas_pdp", timedelta(hours=48))
