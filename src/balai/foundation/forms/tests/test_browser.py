"""A step in a real browser: with and without JavaScript, on a phone and at a desk."""

import io
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from balai.core.actor import SYSTEM
from balai.core.content import ContentContext
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import make_user
from balai.foundation.forms import api, vault
from balai.foundation.forms.install import install_forms
from balai.foundation.forms.models import Attachment, Draft, Upload
from balai.foundation.forms.tests.conftest import holder, signed_in
from balai.foundation.forms.tests.samples import FORM, NIK
from tests.browser import PHONE, check_axe, check_width

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("balai.foundation.forms.tests.pages"),
]


@pytest.fixture
def applicant(transactional_db: None, tmp_path: Any) -> User:
    install_forms([FORM], ContentContext("uji", "1.0.0", tmp_path, SYSTEM))
    return make_user("sari", full_name="Sari Wulandari")


def enter(page: Page, live_server: Any, user: User, step: str) -> Any:
    """Open the step of a new draft as the person."""
    card = api.start_draft(holder(user), "usaha", "uji:1", {"name": user.full_name, "nik": NIK})
    cookie = signed_in(user).cookies["balai_session"].value
    page.context.add_cookies([{"name": "balai_session", "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/uji/{card.id}/{step}/")
    return card


def test_what_is_known_opens_to_be_changed(page: Page, live_server: Any, applicant: User) -> None:
    enter(page, live_server, applicant, "diri")
    expect(page.get_by_text("••••••••••••0001")).to_be_visible()
    expect(page.locator("input[name=nama]")).to_be_hidden()
    page.get_by_text("Ubah Nama").click()
    expect(page.locator("input[name=nama]")).to_be_visible()
    check_axe(page)
    check_width(page)


def test_fields_appear_while_answering_and_the_step_saves_itself(
    page: Page, live_server: Any, applicant: User
) -> None:
    card = enter(page, live_server, applicant, "tempat")
    expect(page.locator("input[name=jenis_lain]")).to_be_hidden()
    page.get_by_label("Lain", exact=True).check()
    expect(page.locator("input[name=jenis_lain]")).to_be_visible()
    page.locator("input[name=omzet]").fill("1500000")
    expect(page.locator("input[name=omzet]")).to_have_value("1.500.000")
    expect(page.locator("input[name=version]")).to_have_value(str(card.version + 1), timeout=10_000)
    assert Draft.objects.get(pk=card.id).answers["omzet"] == "1.500.000"
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_role("alert")).to_contain_text("Isi jenis_lain.")
    check_axe(page)
    check_width(page)
    page.get_by_role("link", name="Isi jenis_lain.").click()
    expect(page.locator("input[name=jenis_lain]")).to_be_focused()


def test_without_javascript_the_next_page_shows_the_field(
    new_page: Callable[..., Page], live_server: Any, applicant: User
) -> None:
    page = new_page(PHONE, java_script_enabled=False)
    enter(page, live_server, applicant, "tempat")
    page.get_by_label("Lain", exact=True).check()
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_text("Jawaban Anda memerlukan sedikit keterangan tambahan.")).to_be_visible()
    page.locator("input[name=jenis_lain]").fill("Kios bunga")
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_text("berikut: akhir")).to_be_visible()


def photograph(side: tuple[int, int], noise: float) -> bytes:
    """A JPEG as a phone makes it: lying on its side, with a note which way is up."""
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right to stand upright
    Image.effect_noise(side, noise).convert("RGB").save(target, "JPEG", quality=90, exif=exif)
    return target.getvalue()


def test_a_large_photograph_is_made_smaller_and_upright_before_it_is_sent(
    new_page: Callable[..., Page], live_server: Any, applicant: User, storage: Any
) -> None:
    page = new_page(PHONE)
    enter(page, live_server, applicant, "tempat")
    content = photograph((2400, 1800), 15)
    box = page.locator("input[type=file]").first
    box.set_input_files({"name": "warung.jpg", "mimeType": "image/jpeg", "buffer": content})
    expect(page.get_by_text("dikecilkan dari")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("link", name="warung.jpg")).to_be_visible(timeout=20_000)
    upload = Upload.objects.get()
    assert upload.size < len(content)
    assert kept_size(upload) == (1500, 2000)


def test_a_small_photograph_is_sent_as_it_is(
    new_page: Callable[..., Page], live_server: Any, applicant: User, storage: Any
) -> None:
    page = new_page(PHONE)
    enter(page, live_server, applicant, "tempat")
    content = photograph((640, 480), 20)
    box = page.locator("input[type=file]").first
    box.set_input_files({"name": "warung.jpg", "mimeType": "image/jpeg", "buffer": content})
    expect(page.get_by_role("link", name="warung.jpg")).to_be_visible(timeout=20_000)
    upload = Upload.objects.get()
    assert upload.digest == sha256(content).hexdigest()
    assert kept_size(upload) == (480, 640)


def kept_size(upload: Upload) -> tuple[int, int]:
    """Width and height of the picture that was kept."""
    row = Attachment.objects.get(pk=upload.attachment_id)
    return Image.open(io.BytesIO(vault.get(row.id, row.path, row.key_name))).size
