"""Parts are taken up one by one: what is shut is not there, and nothing is lost by it."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from balai.core.actor import SYSTEM, VISITOR, Actor
from balai.core.errors import Invalid, NotAllowed
from balai.core.http.pages import shelf
from balai.core.ui.navigation import groups
from balai.foundation.accounts.testing import actor_of, make_officer, sign_in
from balai.foundation.audit.models import Event
from balai.foundation.organizations.api import set_up_units, unit_by_code
from balai.foundation.parts.actions.choose_part import Wish, choose_part
from balai.foundation.parts.catalogue import WINGS, part_of_app, parts
from balai.foundation.parts.models import Choice
from balai.foundation.parts.selectors import is_open_app, roadmap, shut
from balai.foundation.regions.testing import plant_regency

pytestmark = pytest.mark.django_db
LATER = Wish("planned", date(2027, 3, 1), "Menunggu pelatihan operator desa")
ROADMAP, SERVICES = "/kerja/peta-jalan/", "/kerja/peta-jalan/layanan/"


@pytest.fixture
def admin() -> Actor:
    plant_regency()
    set_up_units(SYSTEM, "35.10")
    return actor_of(make_officer("admin", "admin_kabupaten", unit_by_code("35.10").id))


@pytest.fixture
def operator(admin: Actor) -> Actor:
    return actor_of(make_officer("operator", "operator_desa", unit_by_code("35.10.24.2008").id))


@pytest.fixture
def office(client: Client, admin: Actor) -> Client:
    """The administrator's browser."""
    from balai.foundation.accounts.models import User

    return sign_in(client, User.objects.get(username="admin"))


def shut_services(admin: Actor) -> None:
    """The mall, the interface, payments and licences stand on services: they go first."""
    choose_part(admin, parts()["mpp"], LATER)
    choose_part(admin, parts()["api"], LATER)
    choose_part(admin, parts()["pembayaran"], LATER)
    choose_part(admin, parts()["perizinan"], LATER)
    choose_part(admin, parts()["layanan"], LATER)
    shut.forget()  # as after the commit
    shelf.clear()  # public pages are kept for seconds


def test_every_part_says_what_a_regency_must_know() -> None:
    for part in parts().values():
        assert part.wing in WINGS
        assert set(part.needs) <= parts().keys()
        assert part.legal
        for words in (part.title, part.brings, part.effort, part.decides):
            assert sorted(words) == ["en", "id"], part.code
    assert part_of_app() == {
        "catalogue": "layanan",
        "applications": "layanan",
        "appointments": "layanan",
        "lifeevents": "layanan",
        "payments": "pembayaran",
        "licences": "perizinan",
        "queues": "mpp",
        "kiosk": "mpp",
        "displays": "mpp",
        "front_api": "api",
        "innovations": "kerja-sama",
        "adoption": "kerja-sama",
        "visits": "kerja-sama",
        "guests": "kerja-sama",
        "agreements": "kerja-sama",
    }


def test_without_a_choice_what_exists_is_in_use() -> None:
    states = {one.part.code: one.state for _, group in roadmap() for one in group}
    assert states == {
        "dasar": "used", "layanan": "used", "pembayaran": "used", "perizinan": "used", "api": "used",
        "mpp": "used", "desa": "planned",
        "keuangan-desa": "planned", "perencanaan": "planned", "kinerja": "planned", "wisata": "planned",
        "kerja-sama": "used",
    }  # fmt: skip


def test_a_part_that_is_shut_is_not_there_and_comes_back(client: Client, admin: Actor) -> None:
    assert client.get("/layanan/").status_code == 200
    assert "/layanan/" in portal_links()
    shut_services(admin)
    assert client.get("/layanan/").status_code == 404
    assert client.get("/lacak/").status_code == 404
    assert client.get("/api/v1/openapi.json").status_code == 404
    assert "/layanan/" not in portal_links()
    assert not is_open_app("applications")
    assert is_open_app("cases")
    choose_part(admin, parts()["layanan"], Wish("trial", None, "Licin dulu"))
    shut.forget()
    assert client.get("/layanan/").status_code == 200
    assert "/layanan/" in portal_links()


def test_no_page_leads_to_a_part_that_is_shut(client: Client, office: Client, admin: Actor) -> None:
    pages = ["/", "/tiada/", "/kerja/pengelolaan/", "/kerja/peta-jalan/"]
    before = {page: office.get(page).content.decode() for page in pages}
    assert all("/layanan/" in text for text in before.values())
    shut_services(admin)
    for page in pages:
        text = office.get(page).content.decode()
        leading = re.findall(
            r'(?:href|action|hx-get)="(/(?:kerja/)?layanan/[^"]*|/lacak/|/permohonan/[^"]*)"', text
        )
        assert leading == [], page


def portal_links() -> list[str]:
    return [link.href for group in groups("portal", VISITOR, "/") for link in group.links]


def test_every_change_is_an_event(admin: Actor) -> None:
    choose_part(admin, parts()["api"], LATER)
    event = Event.objects.get(name="parts.chosen")
    assert event.facts == {
        "part": "Antarmuka data bagi aplikasi lain",
        "before": "Dipakai",
        "after": "Direncanakan",
        "reason": "Menunggu pelatihan operator desa",
    }
    assert event.actor_name == admin.name


@pytest.mark.parametrize(
    ("code", "wish", "sentence"),
    [
        ("dasar", LATER, "Dasar bersama selalu dipakai"),
        ("layanan", LATER, "“Tagihan dan pembayaran” memerlukan bagian ini; ubah itu dulu."),
        ("desa", Wish("used", None, "Segera"), "Bagian ini belum ada di versi Balai ini."),
        ("api", Wish("planned", None, "  "), "Tuliskan alasannya."),
    ],
)
def test_what_stands_against_a_choice(code: str, wish: Wish, sentence: str, admin: Actor) -> None:
    with pytest.raises(Invalid, match=sentence.replace("(", r"\(")):
        choose_part(admin, parts()[code], wish)
    assert not Choice.objects.exists()


def test_what_is_needed_comes_first(admin: Actor) -> None:
    shut_services(admin)
    with pytest.raises(Invalid, match="Nyalakan dulu “Katalog layanan dan permohonan”."):
        choose_part(admin, parts()["api"], Wish("used", None, "Minta Kominfo"))


def test_only_an_administrator_with_a_second_factor_chooses(admin: Actor, operator: Actor) -> None:
    from balai.foundation.accounts.models import User

    half = actor_of(User.objects.get(username="admin"), second_factor=False)
    for actor in (operator, VISITOR, half):
        with pytest.raises(NotAllowed):
            choose_part(actor, parts()["api"], LATER)
    assert not Choice.objects.exists()


@pytest.mark.parametrize("facts", [{"reason": ""}, {"month": date(2027, 3, 2)}])
def test_the_database_holds_reason_and_month(facts: dict[str, object]) -> None:
    whole = {"part": "api", "state": "planned", "month": None, "reason": "x"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Choice.objects.create(**{**whole, **facts})


def test_the_roadmap_for_officers_and_its_form(office: Client) -> None:
    page = office.get(ROADMAP).content.decode()
    assert page.count("Belum ada di versi ini") == 5
    assert "/kerja/peta-jalan/dasar/" not in page
    bad = office.post("/kerja/peta-jalan/api/", {"state": "planned", "month": "2027-13", "reason": ""})
    assert bad.status_code == 422
    facts = {"state": "planned", "month": "2027-03", "reason": "Menunggu Kominfo"}
    refused = office.post(SERVICES, facts)
    assert refused.status_code == 422
    assert "ubah itu dulu" in refused.content.decode()
    done = office.post("/kerja/peta-jalan/api/", facts, follow=True)
    assert done.redirect_chain == [(ROADMAP, 302)]
    page = done.content.decode()
    assert "Maret 2027" in page
    assert "Menunggu Kominfo" in page
    assert office.get("/kerja/peta-jalan/tiada/").status_code == 404


def test_an_operator_reads_and_does_not_choose(client: Client, operator: Actor) -> None:
    from balai.foundation.accounts.models import User

    sign_in(client, User.objects.get(username="operator"))
    page = client.get(ROADMAP).content.decode()
    assert SERVICES not in page
    assert client.get(SERVICES).status_code == 403


def test_a_process_asks_once_in_five_seconds(django_assert_num_queries: object) -> None:
    shut.forget()
    with django_assert_num_queries(1):  # type: ignore[operator]
        for _ in range(50):
            is_open_app("applications")
