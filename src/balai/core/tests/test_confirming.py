"""What cannot be taken back is asked first: in a dialog, or where no script has run on a page of its own."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from balai.core.http.confirming import ANSWER, TYPED
from balai.core.http.confirming import QUESTION as QUESTION_MARK
from tests.architecture import source

pytestmark = pytest.mark.django_db
SAVE, QUESTION = "/galeri/simpan/", "Cabut surat ini sekarang?"


def post(client: Client, address: str, sent: dict[str, Any], **more: Any) -> Any:
    """As a browser sends a form without files."""
    return client.post(address, urlencode(sent, doseq=True), content_type=TYPED, **more)


@pytest.fixture(autouse=True)
def gallery(settings) -> None:
    settings.DEMO = True


def test_without_an_answer_nothing_is_carried_out(client: Client) -> None:
    sent = {"_tanya": QUESTION, "version": "3", "alasan": ["a <b>", "c"]}
    page = post(client, SAVE + "?hal=2", sent, headers={"referer": "http://testserver/galeri/?tema=gelap"})
    text = page.content.decode()
    assert (page.status_code, text.count(f"{QUESTION}</h1>"), "Belum ada yang berubah." in text) == (
        200,
        1,
        True,
    )
    assert f'action="{SAVE}?hal=2"' in text
    assert 'href="/galeri/?tema=gelap"' in text
    form = text.partition(f'action="{SAVE}')[2].partition("</form>")[0]
    assert re.findall(r'name="(\w+)" value="([^"]*)"', form)[1:] == [
        ("version", "3"), ("alasan", "a &lt;b&gt;"), ("alasan", "c"), ("_dipastikan", "1"),
    ]  # fmt: skip
    answered = post(client, SAVE, {"_tanya": QUESTION, "version": "3", "_dipastikan": "1"})
    assert answered.json() == {"version": 4}
    assert post(client, SAVE, {"version": "3"}).json() == {"version": 4}


def test_the_way_back_leads_to_no_other_house(client: Client) -> None:
    page = post(client, SAVE, {"_tanya": QUESTION}, headers={"referer": "https://lain.example/galeri/"})
    assert 'href="/"' in page.content.decode()
    assert "lain.example" not in page.content.decode()


def test_a_forged_question_is_refused_like_any_forged_post() -> None:
    assert post(Client(enforce_csrf_checks=True), SAVE, {"_tanya": QUESTION}).status_code == 403


@pytest.mark.parametrize("script", [True, False])
def test_a_browser_asks_with_and_without_scripts(new_page, live_server, script: bool) -> None:
    page: Page = new_page(java_script_enabled=script)
    page.goto(f"{live_server.url}/galeri/")
    page.wait_for_load_state()
    page.get_by_role("button", name="Cabut sekarang").click()
    expect(page.get_by_text(QUESTION, exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("/galeri/$" if script else f"{SAVE}$"))
    with page.expect_navigation():
        page.get_by_role(
            "button", name="Cabut sekarang" if script else "Ya, lanjutkan", exact=True
        ).last.click()
    expect(page.locator("body")).to_have_text('{"version": 2}')


def test_a_field_that_is_called_like_a_question_asks_nothing(client: Client) -> None:
    """Only the mark of ``<c-confirm>`` asks: nobody who writes a form gives a field such a name by chance."""
    assert post(client, SAVE, {"tanya": "Berapa?", "dipastikan": "", "version": "3"}).json() == {"version": 4}
    assert {QUESTION_MARK, ANSWER} == {"_tanya", "_dipastikan"}
    marked = [
        f"{path.parent.name}/{path.name}"
        for path in source.templates()
        if re.search(r"name=\W_|data-question", path.read_text())
    ]
    assert marked == ["components/confirm.html", "core/confirm.html"]
    forms = (path.read_text() for path in source.python_files())
    assert [found for text in forms for found in re.findall(r"^    _\w+ = forms\.", text, re.M)] == []


def test_no_form_with_files_asks_this_way() -> None:
    """Files do not come along to the page of the question."""
    forms = (
        form
        for path in source.templates()
        for form in re.findall(r"<form\b.*?</form>", path.read_text(), re.S)
    )
    assert [form for form in forms if "<c-confirm" in form and "multipart" in form] == []
