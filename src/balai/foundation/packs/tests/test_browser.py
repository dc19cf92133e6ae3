"""The pages of packs in a real browser, on a phone and at a desk."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, sign_in
from balai.foundation.organizations.api import set_up_units, unit_by_code
from balai.foundation.packs.actions.bring_pack import bring_pack
from balai.foundation.packs.actions.check_arrival import check_arrival
from balai.foundation.packs.actions.install_arrival import install_arrival
from balai.foundation.packs.api import install
from balai.foundation.packs.models import Arrival
from balai.foundation.packs.tests.test_packs import EVENTS, MANIFEST
from balai.foundation.packs.tests.test_pages import zipped
from balai.foundation.regions.testing import plant_regency
from balai.services.catalogue.models import LifeEvent
from tests.browser import check_axe, check_width, shoot

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def admin(transactional_db: None, tmp_path: Path) -> Actor:
    plant_regency()
    set_up_units(SYSTEM, "35.10")
    (tmp_path / "pack.yaml").write_text(MANIFEST)
    (tmp_path / "life_events.yaml").write_text(EVENTS)
    install(tmp_path)
    return actor_of(make_officer("admin", "admin_kabupaten", unit_by_code("35.10").id))


@pytest.fixture
def office(page: Page, live_server: Any, admin: Actor) -> Page:
    """The administrator's browser at the list of packs."""
    client = sign_in(Client(), User.objects.get(username="admin"))
    cookie = client.cookies["balai_session"].value
    page.context.add_cookies([{"name": "balai_session", "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/kerja/paket/")
    return page


def judge(page: Page, name: str) -> None:
    check_axe(page)
    check_width(page)
    shoot(page, name)


def test_a_pack_is_uploaded_chosen_from_and_installed(office: Page, admin: Actor) -> None:
    LifeEvent.objects.update(icon="flower")
    office.reload()
    judge(office, "paket")
    office.get_by_label("Berkas paket").set_input_files(
        {
            "name": "contoh.zip",
            "mimeType": "application/zip",
            "buffer": zipped(EVENTS.replace("heart", "store")),
        }
    )
    office.get_by_role("button", name="Unggah dan periksa").click()
    expect(office.get_by_text("Setiap berkas dibaca")).to_be_visible()
    check_axe(office)
    check_arrival(Arrival.objects.get().pk)
    expect(office.get_by_text("Yang berlaku sesudahnya")).to_be_visible()  # the page asks by itself
    judge(office, "paket-pilih")
    office.get_by_label("Ambil dari paket").check()
    office.get_by_role("button", name="Pasang paket").click()
    expect(office.get_by_text("Sedang dipasang")).to_be_visible()
    install_arrival(admin, Arrival.objects.get().pk, {"life_events/menikah": "theirs"})
    expect(office.get_by_text("Seluruhnya dalam satu langkah")).to_be_visible()
    judge(office, "paket-hasil")
    assert LifeEvent.objects.get().icon == "store"


def test_faults_are_shown_beside_their_lines(office: Page, live_server: Any, admin: Actor) -> None:
    content = zipped(EVENTS + "- code: lahir\n  icon: baby\n- code: pindah\n")
    arrival = bring_pack(admin, "contoh.zip", content)
    check_arrival(arrival)
    office.goto(f"{live_server.url}/kerja/paket/kiriman/{arrival}/")
    expect(office.get_by_text("wajib ada")).to_have_count(2)
    judge(office, "paket-salah")


def test_a_pack_shows_what_was_adapted(office: Page, live_server: Any) -> None:
    LifeEvent.objects.update(icon="flower")
    office.goto(f"{live_server.url}/kerja/paket/contoh/")
    adapted = office.locator("details", has_text="Peristiwa hidup").first
    adapted.click()
    expect(adapted.get_by_role("row", name="Ikon")).to_contain_text("flower")
    judge(office, "paket-satu")
