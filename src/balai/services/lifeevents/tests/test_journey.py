"""A kept journey: each line with where it stands now, one timeline, nobody else's."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.foundation.accounts.testing import actor_of, sign_in
from balai.foundation.audit.models import Event
from balai.foundation.cases.api import ActInput, act
from balai.foundation.cases.models import Case
from balai.foundation.privacy.erasers import ERASERS
from balai.services.lifeevents.access import get_journey
from balai.services.lifeevents.actions.keep_journey import keep_journey
from balai.services.lifeevents.models import Journey
from balai.services.lifeevents.selectors import guide_of, places_of
from tests.paper import OPENS_A_STALL, SERVICE, TAMANSARI
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
BIRTH = {"jumlah": "2", "tempat": "faskes", "nikah": "ya", "jkn": "belum", "biaya": "tidak"}


@pytest.fixture
def owner(world: World) -> Client:
    return sign_in(Client(headers={"accept-language": "id"}), world.people["owner"])


def standings(world: World, journey_id: Any = None) -> dict[str, str]:
    """Where each line of the owner's journey stands."""
    actor = actor_of(world.people["owner"])
    journey = get_journey(actor, journey_id or world.journey_id)
    return {
        place.item.key: str(place.standing) for place in places_of(actor, guide_of(journey.event_id), journey)
    }


def mark(client: Client, world: World, key: str, **data: str) -> Any:
    return client.post(f"/perjalanan/{world.journey_id}/langkah/{key}/", data)


def test_a_letter_of_before_counts_and_what_depends_waits(world: World) -> None:
    assert standings(world) == {
        "npwp": "ready",
        "nib": "later",
        "sku": "done",  # the owner was given one already
        "slhs": "later",
        "halal": "later",
        "reklame": "later",
    }


def test_a_tick_lets_the_next_one_begin_and_can_be_taken_back(world: World, owner: Client) -> None:
    marked = mark(owner, world, "npwp")
    assert marked["Location"] == f"/perjalanan/{world.journey_id}/#npwp"
    found = standings(world)
    assert (found["npwp"], found["nib"], found["halal"]) == ("done", "ready", "later")
    mark(owner, world, "npwp")
    mark(owner, world, "npwp", batal="1")
    assert standings(world)["nib"] == "later"
    told = Event.objects.filter(subject_id=world.journey_id).order_by("id").values_list("name", flat=True)
    assert list(told) == ["lifeevents.kept", "lifeevents.ticked", "lifeevents.unticked"]
    assert mark(owner, world, "badan").status_code == 404  # not among the lines after these answers


def test_a_line_follows_its_case_from_draft_to_the_letter(world: World, owner: Client) -> None:
    second = Case.objects.unscoped().get(pk=world.case_id)
    begun = second.submitted_at + timedelta(days=90)  # so that the letter of before does not count any more
    Journey.objects.filter(pk=world.journey_id).update(created_at=begun)
    assert standings(world)["sku"] == "running"
    act(
        actor_of(world.people["operator"]), world.case_id, "kembalikan", ActInput(reason="Foto kabur sekali.")
    )
    assert standings(world)["sku"] == "waiting"
    page = owner.get(f"/perjalanan/{world.journey_id}/").content.decode()
    assert f'class="btn btn-primary" href="/permohonan/{world.case_id}/"' in page
    act(actor_of(world.people["owner"]), world.case_id, "tarik", ActInput(reason="Tidak jadi sekarang."))
    assert standings(world)["sku"] == "draft"  # the owner has begun another one
    owner.post(f"/formulir/draf/{world.draft_id}/hapus/")
    assert standings(world)["sku"] == "refused"
    assert "Ajukan lagi" in owner.get(f"/perjalanan/{world.journey_id}/").content.decode()


def test_of_two_lines_of_a_service_the_first_case_belongs_to_the_first(world: World) -> None:
    actor = actor_of(world.people["owner"])
    journey_id = keep_journey(actor, "kelahiran", BIRTH)
    first = {"akta-1": "later", "akta-2": "later", "kia-1": "later", "kia-2": "later"}
    assert standings(world, journey_id) == {"surat-lahir": "ready", **first, "imunisasi": "ready"}
    Case.objects.unscoped().filter(pk=world.case_id).update(service_code="akta-kelahiran")
    found = standings(world, journey_id)
    assert (found["akta-1"], found["akta-2"], found["kia-1"]) == ("running", "later", "later")
    Case.objects.unscoped().filter(outcome="granted").update(service_code="akta-kelahiran")
    found = standings(world, journey_id)
    assert (found["akta-1"], found["akta-2"]) == ("done", "running")
    assert (found["kia-1"], found["kia-2"]) == ("ready", "later")


def test_the_page_tells_it_all_once(world: World, owner: Client) -> None:
    mark(owner, world, "npwp")
    page = owner.get(f"/perjalanan/{world.journey_id}/").content.decode()
    assert ("2 dari 6 langkah selesai" in page, 'value="2" max="6"' in page) == (True, True)
    assert re.search(r'Berikutnya: <a class="link" href="#nib">', page)
    assert re.findall(r'class="timeline-title">([^<]+)<', page)[0] == "Permohonan diajukan"
    assert "Anda tandai selesai" in page
    assert "warung.jpg" in page  # uploaded once, offered again
    assert "Surat Keterangan Usaha" in page
    listed = owner.get("/perjalanan/").content.decode()
    assert "2 dari 6 langkah selesai" in listed


def test_a_closed_journey_keeps_its_cases_and_the_next_one_starts_after_it(
    world: World, owner: Client
) -> None:
    owner.post(f"/perjalanan/{world.journey_id}/tutup/")
    assert standings(world)["sku"] == "done"
    again = keep_journey(actor_of(world.people["owner"]), "usaha", OPENS_A_STALL)
    assert again != world.journey_id
    assert standings(world, again)["sku"] == "draft"
    page = owner.get(f"/perjalanan/{world.journey_id}/").content.decode()
    assert ("Perjalanan ini sudah ditutup pada" in page, "Tandai selesai" in page) == (True, False)


def test_an_application_leads_back_to_the_list(world: World, owner: Client) -> None:
    address = f'href="/perjalanan/{world.journey_id}/"'
    assert address in owner.get(f"/permohonan/{world.case_id}/").content.decode()
    owner.post(f"/perjalanan/{world.journey_id}/tutup/")
    assert address not in owner.get(f"/permohonan/{world.case_id}/").content.decode()


def test_removing_it_forgets_the_answers_and_nothing_else(world: World, owner: Client) -> None:
    before = Case.objects.unscoped().count()
    assert owner.post(f"/perjalanan/{world.journey_id}/hapus/")["Location"] == "/perjalanan/"
    assert not Journey.objects.filter(pk=world.journey_id).exists()
    assert Case.objects.unscoped().count() == before
    for event in Event.objects.filter(subject_id=world.journey_id):
        assert not set(OPENS_A_STALL.values()) & set(map(str, event.facts.values()))


def test_it_stands_among_the_own_data_and_goes_on_request(world: World, owner: Client) -> None:
    page = owner.get("/akun/data-saya/").content.decode()
    assert "Perjalanan: Membuka usaha" in page
    assert "Warung, katering, rumah makan" in page
    journeys, person = ERASERS["journeys"], world.people["owner"]
    assert (journeys.count(person.pk), journeys.count(world.people["citizen"].pk)) == (1, 0)
    assert journeys.erase is not None
    assert journeys.erase(person.pk) == 1
    assert Journey.objects.count() == 0


@pytest.mark.parametrize("who", ["citizen", "operator", "admin"])
def test_nobody_elses(world: World, who: str) -> None:
    client = sign_in(Client(), world.people[who])
    assert client.get(f"/perjalanan/{world.journey_id}/").status_code == 404
    for act_on in ("tutup", "hapus", "langkah/npwp"):
        assert client.post(f"/perjalanan/{world.journey_id}/{act_on}/").status_code == 404
    journey = Journey.objects.get(pk=world.journey_id)
    assert (journey.closed_at, journey.ticks.count()) == (None, 0)


def test_what_a_counter_opened_for_the_person_counts_too(world: World) -> None:
    Case.objects.unscoped().filter(applicant=world.people["owner"]).update(channel="loket")
    assert standings(world)["sku"] == "done"


def test_the_price_does_not_grow_with_old_cases(world: World, owner: Client) -> None:
    def price() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert owner.get(f"/perjalanan/{world.journey_id}/").status_code == 200
        return len(queries)

    price()
    before = price()
    first = Case.objects.unscoped().get(pk=world.case_id)
    for number in range(10):
        first.pk, first.code = Case._meta.pk.get_default(), f"SKU-{number:04}-0000"
        first._state.adding = True
        first.save(force_insert=True)
    assert price() == before


def test_the_service_can_be_begun_from_the_list(world: World, owner: Client) -> None:
    keep_journey(actor_of(world.people["citizen"]), "usaha", OPENS_A_STALL)
    other = sign_in(Client(headers={"accept-language": "id"}), world.people["citizen"])
    journey = Journey.objects.get(person=world.people["citizen"])
    page = other.get(f"/perjalanan/{journey.pk}/").content.decode()
    assert f'href="/layanan/{SERVICE}/ajukan/"' in page
    other.post(f"/layanan/{SERVICE}/ajukan/", {"desa": TAMANSARI})
    assert "Lanjutkan isian" in other.get(f"/perjalanan/{journey.pk}/").content.decode()
