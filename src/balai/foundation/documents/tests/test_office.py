"""Office pages: the whole contract on one screen."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, sign_in
from balai.foundation.documents import api, registers
from balai.foundation.documents.models import IssuedNumber, NumberSeries
from balai.foundation.documents.registers import RegisterEntry
from balai.foundation.organizations import api as organizations

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


def as_(actor) -> Client:
    return sign_in(Client(), User.objects.get(pk=actor.user_id))


@pytest.fixture
def admin(village):
    return actor_of(make_officer("admin", "admin_kabupaten", organizations.unit_by_code("35.10").id))


def test_the_head_sees_and_revokes(request_for, head) -> None:
    card = api.issue(head, request_for())
    client = as_(head)
    assert card.number in client.get(reverse("documents:documents")).content.decode()
    assert client.get(reverse("documents:document", args=[card.id])).status_code == 200
    response = client.post(reverse("documents:revoke", args=[card.id]), {"reason": "permintaan"})
    assert response.status_code == 302
    assert api.verify(card.code).state == "revoked"


def test_a_list_asks_a_register_once_for_all_its_letters(request_for, head, monkeypatch) -> None:
    first, *rest = [api.issue(head, request_for()) for _each in range(3)]
    api.revoke(head, rest[0].id, "permintaan", "")
    asked = []

    def entries_of(ids):
        asked.append(len(ids))
        return {first.id: RegisterEntry("suspended", date(2026, 3, 2), "Jangan dipakai dulu.")}

    monkeypatch.setattr(registers, "_registers", [entries_of])
    listed = as_(head).get(reverse("documents:documents")).content.decode()
    assert [listed.count(f"</svg>{word}<") for word in ("Dibekukan", "Dicabut", "Berlaku")] == [1, 1, 1]
    page = as_(head).get(reverse("documents:document", args=[first.id])).content.decode()
    assert "Dibekukan sejak Senin, 2 Maret 2026. Jangan dipakai dulu." in page
    assert asked == [2, 1]


def test_others_are_refused_and_nothing_changes(request_for, head, operator, outsider) -> None:
    card = api.issue(head, request_for())
    address = reverse("documents:revoke", args=[card.id])
    answers = [
        as_(actor).post(address, {"reason": "permintaan"}).status_code for actor in (operator, outsider)
    ]
    assert answers == [403, 404]
    assert as_(outsider).get(reverse("documents:document", args=[card.id])).status_code == 404
    assert as_(head).post(address, {"reason": ""}).status_code == 422
    assert api.verify(card.code).state == "valid"


def test_numbering_is_set_with_an_example(admin, village) -> None:
    address = reverse("documents:numbering", args=[village.id])
    response = as_(admin).post(address, {"pattern": "{nomor:04}/DS-TMS/{tahun}", "last_on_paper": "147"})
    assert response.status_code == 302
    assert "0148/DS-TMS/" in as_(admin).get(address).content.decode()


def test_a_wrong_pattern_is_explained(admin, village) -> None:
    address = reverse("documents:numbering", args=[village.id])
    response = as_(admin).post(address, {"pattern": "{nomor}"})
    assert response.status_code == 422
    assert "Pola harus memuat {nomor} dan {tahun}." in response.content.decode()
    assert NumberSeries.objects.count() == 0


def test_numbering_is_closed_to_others(head, village) -> None:
    response = as_(head).post(
        reverse("documents:numbering", args=[village.id]), {"pattern": "{nomor}/{tahun}"}
    )
    assert response.status_code == 403
    assert NumberSeries.objects.count() == 0


def test_a_number_is_cancelled(request_for, head, admin, village) -> None:
    card = api.issue(head, request_for())
    api.revoke(head, card.id, "salah_data")
    number = IssuedNumber.objects.get()
    address = reverse("documents:cancel", args=[number.id])
    assert as_(admin).get(address).status_code == 200
    assert as_(admin).post(address, {"reason": "salah cetak"}).status_code == 302
    assert as_(head).post(address, {"reason": "lagi"}).status_code == 403
    number.refresh_from_db()
    assert number.cancel_reason == "salah cetak"
