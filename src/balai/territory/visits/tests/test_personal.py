"""Contacts and drafts go when their time is over; requests from one address have a brake; others see nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from balai.foundation.accounts.testing import sign_in
from balai.foundation.audit.models import Change as JournalEntry
from balai.territory.visits import personal
from balai.territory.visits.access import draft_token
from balai.territory.visits.actions.draft import begin_draft, count_old, forget_old
from balai.territory.visits.models import Delegation, RequestDraft
from balai.territory.visits.tests.conftest import ask
from balai.territory.visits.views import public

LATER = datetime(2030, 1, 1, tzinfo=UTC)


def test_contacts_go_and_visits_stay(house) -> None:
    visit = ask()
    wished = datetime(2026, 3, 11, 23, tzinfo=UTC)
    assert [personal.count_over(moment) for moment in (wished, wished + timedelta(days=1))] == [0, 1]
    Delegation.objects.filter(pk=visit.pk).update(wished_last=None, state="declined", reason="penuh")
    assert (personal.count_over(LATER), personal.forget_over(LATER), personal.count_over(LATER)) == (1, 1, 0)
    visit.refresh_from_db()
    assert (visit.contact_name, visit.contact_email, visit.contact_phone) == ("", "", "")
    journal = str(list(JournalEntry.objects.values_list("before", "after")))
    assert "pasangkayu.example" not in journal


def test_drafts_go_on_elsewhere_and_are_swept(house, client: Client) -> None:
    draft = begin_draft({"asal": "76.01"})
    page = f"/kunjungan/ajukan/{draft_token(draft)}/"
    kept = client.post(f"{page}simpan/", {"version": "1", "leader_office": "Bupati <b>", "asal": "76.01"})
    assert kept.json() == {"version": 2}
    assert client.post(f"{page}simpan/", {"version": "1", "leader_office": "lain"}).status_code == 409
    text = Client().get(page).content.decode()
    assert ("Bupati &lt;b&gt;" in text, "Bupati <b>" in text) == (True, False)
    assert client.post("/kunjungan/ajukan/palsu/simpan/", {"version": "1"}).status_code == 404
    assert (count_old(LATER), forget_old(LATER), RequestDraft.objects.count()) == (1, 1, 0)
    assert client.get(page).status_code == 404


def test_too_many_drafts_from_one_address(house, client: Client, monkeypatch) -> None:
    monkeypatch.setattr(public, "MOST_DRAFTS", 1)
    assert client.post("/kunjungan/mulai/", {"asal": ""}).status_code == 302
    slow = client.post("/kunjungan/mulai/", {"asal": ""})
    assert (slow.status_code, int(slow["Retry-After"]) > 0, RequestDraft.objects.count()) == (429, True, 1)
    assert client.post("/kunjungan/mulai/", {"asal": "99.99"}).status_code in {404, 429}


@pytest.mark.django_db(databases=["default", "witness"])
def test_nobody_else_sees_the_desk_or_a_visit(house) -> None:
    visit = ask()
    for user in (house.mall, house.village_head, house.outsider):
        client = sign_in(Client(), user)
        for path in ("", "riwayat/", "tempat/", f"{visit.pk}/", f"{visit.pk}/acara.pdf"):
            assert client.get(f"/kerja/kunjungan/{path}").status_code == 403
        assert client.get(f"/kerja/perkara/{visit.case_id}/").status_code == 404
    unproved = sign_in(Client(), house.coordinator, second_factor=False)
    assert unproved.get("/kerja/kunjungan/").status_code == 302
