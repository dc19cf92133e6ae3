"""The list of one's own applications: found by status and words, a page at a time, at a bounded price."""

import re
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.core.ids import new_code
from balai.foundation.accounts.testing import actor_of, sign_in
from balai.foundation.cases.api import ActInput, act
from balai.foundation.cases.models import Case
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(world: World) -> Client:
    return sign_in(Client(), world.people["owner"])


def copies(world: World, number: int) -> list[Case]:
    """Further applications of the owner, like the first."""
    first = Case.objects.unscoped().get(pk=world.case_id)
    made = []
    for _each in range(number):
        copy = Case.objects.unscoped().get(pk=first.pk)
        copy.pk, copy.code = Case._meta.pk.get_default(), new_code("SKU")
        copy._state.adding = True
        copy.save(force_insert=True)
        made.append(copy)
    return made


def codes(page: Any) -> list[str]:
    return re.findall(r'<span class="code">(SKU-[^<]+)</span>', page.content.decode())


def test_a_page_at_a_time_and_every_application_once(
    world: World, owner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["balai.services.applications.views.mine"], "PAGE", 5)
    copies(world, 9)
    seen, address = [], "/permohonan/"
    while address:
        page = owner.get(address)
        assert len(codes(page)) <= 5
        seen += codes(page)
        following = re.search(r'rel="next" href="([^"]+)"', page.content.decode())
        address = f"/permohonan/{following[1]}" if following else ""
    expected = Case.objects.unscoped().filter(applicant=world.people["owner"]).order_by("-id")
    assert seen == [case.code for case in expected]
    assert len(seen) == 11


def test_by_status(world: World, owner: Client) -> None:
    waiting, closed = copies(world, 2)
    case_id = waiting.pk
    Case.objects.unscoped().filter(pk=closed.pk).update(
        closed_at=timezone.now() + timedelta(hours=1), outcome="rejected"
    )
    Case.objects.unscoped().filter(pk=case_id).update(stopped_at=timezone.now(), remaining_minutes=60)
    first = Case.objects.unscoped().get(pk=world.case_id)
    issued = Case.objects.unscoped().filter(outcome="granted").get()
    found = {
        name: sorted(codes(owner.get("/permohonan/", {"status": name})))
        for name in ("diproses", "menunggu", "selesai", "semua", "entah")
    }
    assert found["diproses"] == [first.code]
    assert found["menunggu"] == [waiting.code]
    assert found["selesai"] == sorted([closed.code, issued.code])
    assert len(found["semua"]) == len(found["entah"]) == 4
    page = owner.get("/permohonan/").content.decode()
    assert re.findall(r'<span class="figures">(\d+)</span>', page) == ["4", "1", "1", "2"]


def test_by_words(world: World, owner: Client) -> None:
    other = copies(world, 1)[0]
    assert codes(owner.get("/permohonan/", {"q": other.code.lower()})) == [other.code]
    Case.objects.unscoped().filter(pk=other.pk).update(subject="Kios Mawar")
    assert codes(owner.get("/permohonan/", {"q": "mawar"})) == [other.code]
    nothing = owner.get("/permohonan/", {"q": "tidakada"})
    assert "Tidak ada permohonan yang cocok" in nothing.content.decode()
    assert codes(owner.get("/permohonan/", {"q": "mawar", "status": "selesai"})) == []


@pytest.mark.parametrize(
    "address",
    ["?setelah=x", "?setelah=00000000-0000-0000-0000-000000000000", "?q=%00", "?q=%27%3A*", "?status=%3C"],
)
def test_odd_addresses_are_answered(world: World, owner: Client, address: str) -> None:
    assert owner.get(f"/permohonan/{address}").status_code == 200


def test_nobody_elses(world: World) -> None:
    citizen = sign_in(Client(), world.people["citizen"])
    assert codes(citizen.get("/permohonan/")) == []
    operator = sign_in(Client(), world.people["operator"])
    assert codes(operator.get("/permohonan/", {"q": "kios"})) == []


def test_the_price_does_not_grow(world: World, owner: Client) -> None:
    def price() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert owner.get("/permohonan/").status_code == 200
        return len(queries)

    copies(world, 8)
    price()
    ten = price()
    copies(world, 90)
    assert (price(), ten) == (ten, 11)


def test_a_returned_application_waits_for_its_applicant(world: World, owner: Client) -> None:
    act(
        actor_of(world.people["operator"]), world.case_id, "kembalikan", ActInput(reason="Foto kabur sekali.")
    )
    assert len(codes(owner.get("/permohonan/", {"status": "menunggu"}))) == 1
