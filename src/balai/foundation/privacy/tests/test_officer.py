"""The data protection officer's work: register, retention, breaches."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from balai.core.errors import Conflict, Invalid, NotAllowed
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
    assert Processing.objects.count() == 4


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
    assert report == {"links": (0, 0), "notices": (count, count), "sessions": (0, 0)}
    assert not Notice.objects.exists()
    rule = RetentionRule.objects.get(code="notices")
    assert [event.name for event in events_of(rule.pk)] == ["privacy.retention_done"]
    assert Case.objects.unscoped().count() == Task.objects.unscoped().count() == 1


def test_a_changed_rule_is_tried_again(cast: Cast, office: Office) -> None:
    try_retention(office.officer)
    RetentionRule.objects.filter(code="notices").update(days=30)
    runs = {run.rule.code: run.is_dry for run in carry_out_retention()}
    assert runs == {"links": False, "notices": True, "sessions": False}


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
