"""Pages of documents in a real browser: numbers without end stay on the page."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from balai.core.actor import SYSTEM
from balai.foundation.accounts.testing import make_officer, sign_in
from balai.foundation.documents.actions.keep_roots import RootDraft, trust_root
from balai.foundation.documents.signing.authority import made_up
from balai.foundation.organizations.api import set_up_units, unit_by_code
from balai.foundation.regions.testing import plant_regency
from tests.browser import check_axe, check_width, shoot

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def test_the_roots_that_are_trusted_fit_a_phone(
    page: Page, live_server: Any, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant_regency()
    set_up_units(SYSTEM, "35.10")
    monkeypatch.setattr("balai.foundation.documents.tasks.judge_unknown_soon", lambda: None)
    trust_root(SYSTEM, RootDraft(made_up("Penerbit Contoh").root_pem.decode(), "Situs penerbit"))
    client = sign_in(Client(), make_officer("admin", "admin_kabupaten", unit_by_code("35.10").id))
    cookie = client.cookies["balai_session"].value
    page.context.add_cookies([{"name": "balai_session", "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/kerja/pengelolaan/akar-tepercaya/")
    check_axe(page)
    check_width(page)
    shoot(page, "akar-tepercaya")
