"""The roadmap in a real browser, on a phone and at a desk."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from balai.core.actor import SYSTEM
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import make_officer, sign_in
from balai.foundation.organizations.api import set_up_units, unit_by_code
from balai.foundation.parts.selectors import shut
from balai.foundation.regions.testing import plant_regency
from tests.browser import check_axe, check_width, shoot

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_part_is_chosen_on_the_roadmap(page: Page, live_server: Any) -> None:
    plant_regency()
    set_up_units(SYSTEM, "35.10")
    make_officer("admin", "admin_kabupaten", unit_by_code("35.10").id)
    cookie = sign_in(Client(), User.objects.get(username="admin")).cookies["balai_session"].value
    page.context.add_cookies([{"name": "balai_session", "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/kerja/peta-jalan/")
    check_axe(page)
    check_width(page)
    shoot(page, "peta-jalan")
    page.get_by_role("link", name="Ubah Antarmuka data").click()
    check_axe(page)
    check_width(page)
    page.get_by_label("Keadaan").select_option("planned")
    page.get_by_label("Alasan").fill("Menunggu Kominfo")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Menunggu Kominfo")).to_be_visible()
    shut.forget()
