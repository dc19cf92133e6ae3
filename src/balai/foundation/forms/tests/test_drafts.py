"""Drafts: saved by themselves, found everywhere, lost nowhere, seen by nobody else."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.core.actor import VISITOR
from balai.core.errors import Invalid, NotAllowed, NotVisible
from balai.foundation.accounts.models import User
from balai.foundation.audit.models import Event
from balai.foundation.forms import api, tasks
from balai.foundation.forms.holder import SESSION_KEY, Holder
from balai.foundation.forms.models import Draft
from balai.foundation.forms.tests.conftest import holder, signed_in
from balai.foundation.forms.tests.samples import NIK

pytestmark = pytest.mark.django_db
START = "2024-02-27 09:00:00+07:00"


def save(client: Client, card: Any, version: int, step: str = "tempat", **data: str) -> Any:
    return client.post(f"/formulir/draf/{card.id}/?langkah={step}", {"version": version, **data})


@pytest.fixture
def card(form: None, sari: User) -> Any:
    return api.start_draft(holder(sari), "usaha", "layanan:sku")


def test_a_step_saves_itself_as_typed(sari: User, card: Any, desk: Client) -> None:
    response = save(desk, card, card.version, jenis="lain", omzet="banyak")
    assert response.status_code == 200
    assert response.json()["version"] == card.version + 1
    saved = api.draft_of(holder(sari), card.id)
    assert (saved.step, saved.answers["omzet"], saved.version) == ("tempat", "banyak", card.version + 1)
    assert response.json()["saved_at"] == saved.saved_at.isoformat()


def test_a_nik_is_sealed_before_it_is_kept(sari: User, card: Any, desk: Client) -> None:
    save(desk, card, card.version, "diri", nama="Sari", nik=NIK)
    row = Draft.objects.get(pk=card.id)
    assert NIK not in str(row.answers)
    again = save_after_a_while(desk, card, 2, "diri", nama="Sari W", nik="••••••••••••0001")
    assert again.status_code == 200
    assert Draft.objects.get(pk=card.id).answers["nik"] == row.answers["nik"]


def save_after_a_while(client: Client, card: Any, version: int, step: str, **data: str) -> Any:
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        return save(client, card, version, step, **data)


def test_two_devices(sari: User, card: Any, desk: Client) -> None:
    with time_machine.travel(START, tick=False) as clock:
        assert save(desk, card, 1, jenis="warung").status_code == 200
        clock.shift(10)
        late = save(signed_in(sari), card, 1, jenis="jasa")
    assert late.status_code == 409
    assert late.json()["version"] == 2
    assert "disimpan dari perangkat lain" in late.json()["message"]
    assert Draft.objects.get(pk=card.id).answers["jenis"] == "warung"


def test_saving_too_often_waits(card: Any, desk: Client) -> None:
    with time_machine.travel(START, tick=False) as clock:
        assert save(desk, card, 1, jenis="warung").status_code == 200
        hasty = save(desk, card, 2, jenis="jasa")
        assert (hasty.status_code, hasty["Retry-After"]) == (429, "1")
        clock.shift(2)
        assert save(desk, card, 2, jenis="jasa").status_code == 200


def test_nobody_else_sees_or_saves_it(sari: User, tono: User, card: Any) -> None:
    for other in (signed_in(tono), Client()):
        assert save(other, card, 1, jenis="warung").status_code == 404
        assert other.get(f"/formulir/draf/{card.id}/hapus/").status_code == 404
        assert other.post(f"/formulir/draf/{card.id}/hapus/").status_code == 404
        assert str(card.id) not in other.get("/formulir/draf/").content.decode()
    assert api.draft_of(holder(sari), card.id).version == 1


def test_the_method_and_the_token_are_checked(sari: User, card: Any, desk: Client) -> None:
    assert desk.get(f"/formulir/draf/{card.id}/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in(sari).cookies
    assert save(strict, card, 1, jenis="warung").status_code == 403
    assert api.draft_of(holder(sari), card.id).version == 1


def test_too_much_text_is_refused_and_nothing_changes(sari: User, card: Any) -> None:
    with pytest.raises(Invalid, match="terlalu panjang"):
        api.save_draft(holder(sari), card.id, "diri", {"nama": "x" * 250_000}, 1)
    assert api.draft_of(holder(sari), card.id).answers == card.answers


def test_the_same_beginning_is_the_same_draft(sari: User, card: Any) -> None:
    assert api.start_draft(holder(sari), "usaha", "layanan:sku").id == card.id
    assert api.start_draft(holder(sari), "usaha", "layanan:lain").id != card.id
    with pytest.raises(NotAllowed):
        api.start_draft(Holder(VISITOR), "usaha", "layanan:sku")
    with pytest.raises(Invalid):
        api.start_draft(holder(sari), "tiada", "layanan:sku")


def test_the_list_costs_the_same_for_one_and_for_ten(sari: User, card: Any) -> None:
    with CaptureQueriesContext(connection) as one:
        assert len(api.my_drafts(holder(sari))) == 1
    for number in range(9):
        api.start_draft(holder(sari), "usaha", f"layanan:{number}")
    with CaptureQueriesContext(connection) as ten:
        assert len(api.my_drafts(holder(sari))) == 10
    assert (len(one), len(ten)) == (3, 3)


def test_discarding_asks_first(sari: User, card: Any, desk: Client) -> None:
    page = desk.get(f"/formulir/draf/{card.id}/hapus/")
    assert "tidak dapat dikembalikan" in page.content.decode()
    assert Draft.objects.count() == 1
    assert desk.post(f"/formulir/draf/{card.id}/hapus/").status_code == 302
    assert Draft.objects.count() == 0
    assert Event.objects.get(name="forms.draft_discarded").subject_id == card.id
    with pytest.raises(NotVisible):
        api.draft_of(holder(sari), card.id)


def test_a_visitor_begins_and_keeps_it_after_signing_in(form: None, sari: User) -> None:
    client = Client()
    session = client.session
    session[SESSION_KEY] = "token-of-this-browser"
    session.save()
    visitor = api.current_holder(as_request(client, VISITOR))
    card = api.start_draft(visitor, "usaha", "layanan:sku")
    assert save(client, card, 1, jenis="warung").status_code == 200
    assert save(Client(), card, 2, jenis="jasa").status_code == 404
    assert api.current_holder(as_request(client, holder(sari).actor)).actor.user_id == sari.id
    adopted = api.draft_of(holder(sari), card.id)
    assert (adopted.answers["jenis"], adopted.is_visitors) == ("warung", False)
    with pytest.raises(NotVisible):
        api.draft_of(visitor, card.id)
    assert Event.objects.get(name="forms.draft_adopted").actor_id == sari.id


def as_request(client: Client, actor: Any) -> Any:
    request = RequestFactory().get("/")
    request.session, request.actor = client.session, actor
    return request


def test_drafts_end(sari: User, card: Any, form: None) -> None:
    assert card.expires_at - card.saved_at == timedelta(days=30)
    visitors = api.start_draft(Holder(VISITOR, "d" * 64), "usaha", "layanan:sku")
    assert visitors.expires_at - visitors.saved_at == timedelta(days=1)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        tasks.clean_up()
    assert [row.pk for row in Draft.objects.all()] == [card.id]
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        with pytest.raises(NotVisible):
            api.draft_of(holder(sari), card.id)
        tasks.clean_up()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("fields", [{"visitor": "x"}, {"owner": None}])
def test_the_database_wants_exactly_one_holder(card: Any, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="draft_one_holder"):
        Draft.objects.filter(pk=card.id).update(**fields)
