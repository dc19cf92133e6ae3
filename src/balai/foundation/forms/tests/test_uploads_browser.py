"""A file on a bad line, in a real browser: the same bytes arrive once, whatever the line does."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from balai.foundation.accounts.models import User
from balai.foundation.forms.models import Attachment, Upload
from balai.foundation.forms.tests.samples import pdf
from balai.foundation.forms.tests.test_browser import applicant, enter  # noqa: F401
from balai.foundation.forms.uploading import Part
from balai.foundation.forms.views import uploads
from tests.browser import DESK, PHONE, check_axe, check_width, shoot

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("balai.foundation.forms.tests.pages"),
    pytest.mark.usefixtures("storage"),
]
LETTER = pdf(extra=f"<< /Catatan ({'Balai desa. ' * 75_000}) >>")  # 900 kB
FILE = {"name": "surat izin.pdf", "mimeType": "application/pdf", "buffer": LETTER}
PIECES = "**/formulir/unggahan/*/"


class Line:
    """The line between browser and server: carries pieces until it is cut, and what it is told to lose."""

    def __init__(self) -> None:
        self.carried = 0
        self.cut_after: int | None = None
        self.is_silent = False

    def __call__(self, route: Route) -> None:
        if route.request.method != "PATCH":
            return route.abort() if self.is_cut else route.continue_()
        if self.is_cut:
            return None if self.is_silent else route.abort()
        self.carried += 1
        return route.continue_()

    @property
    def is_cut(self) -> bool:
        return self.cut_after is not None and self.carried >= self.cut_after


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[Part]:
    """Every piece that reached the server."""
    arrived: list[Part] = []
    store = uploads.store_piece

    def noting(holder: Any, upload_id: Any, part: Part) -> Any:
        arrived.append(part)
        return store(holder, upload_id, part)

    monkeypatch.setattr(uploads, "store_piece", noting)
    return arrived


def choose(page: Page) -> None:
    page.locator("input[name=izin]").set_input_files(FILE)


def assert_each_byte_came_once(kept: list[Part]) -> None:
    assert [part.start for part in kept] == [sum(len(p.content) for p in kept[:n]) for n in range(len(kept))]
    assert b"".join(part.content for part in kept) == LETTER


def test_the_line_breaks_in_the_middle_and_nothing_is_sent_twice(
    page: Page,
    live_server: Any,
    applicant: User,  # noqa: F811
    kept: list[Part],
) -> None:
    enter(page, live_server, applicant, "tempat")
    line = Line()
    line.cut_after = 1
    page.route(PIECES, line)
    choose(page)
    expect(page.get_by_text("Sambungan terputus. Yang sudah terkirim tidak hilang")).to_be_visible()
    expect(page.get_by_text("0,1 dari 0,9 MB")).to_be_hidden()
    expect(page.get_by_text("131 dari 900 kB")).to_be_visible()
    expect(page.get_by_role("progressbar", name="Mengirim surat izin.pdf")).to_have_attribute(
        "aria-valuetext", "131 dari 900 kB"
    )
    check_axe(page)
    check_width(page)
    shoot(page, "unggahan-terputus", whole=False)
    line.cut_after = None
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_role("link", name="surat izin.pdf")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("progressbar")).to_have_count(0)
    assert_each_byte_came_once(kept)
    attachment = Attachment.objects.get()
    assert (attachment.state, attachment.size, attachment.name) == ("checked", len(LETTER), "surat izin.pdf")


def test_a_reload_goes_on_by_itself(
    new_page: Callable[..., Page],
    live_server: Any,
    applicant: User,  # noqa: F811
    kept: list[Part],
) -> None:
    page = new_page(PHONE)
    enter(page, live_server, applicant, "tempat")
    line = Line()
    line.cut_after, line.is_silent = 1, True
    page.route(PIECES, line)
    choose(page)
    expect(page.get_by_text("131 dari 900 kB")).to_be_visible()
    line.cut_after = None
    page.reload()
    expect(page.get_by_role("link", name="surat izin.pdf")).to_be_visible(timeout=20_000)
    assert_each_byte_came_once(kept)


def test_another_device_goes_on_with_the_same_file(
    new_page: Callable[..., Page],
    live_server: Any,
    applicant: User,  # noqa: F811
    kept: list[Part],
) -> None:
    first = new_page(PHONE)
    card = enter(first, live_server, applicant, "tempat")
    line = Line()
    line.cut_after = 1
    first.route(PIECES, line)
    choose(first)
    expect(first.get_by_text("131 dari 900 kB")).to_be_visible()
    second = new_page(DESK)
    second.context.add_cookies(first.context.cookies())
    first.close()
    second.goto(f"{live_server.url}/uji/{card.id}/tempat/")
    expect(second.get_by_text("sudah terkirim. Pilih berkas yang sama untuk melanjutkan.")).to_be_visible()
    check_axe(second)
    choose(second)
    expect(second.get_by_role("link", name="surat izin.pdf")).to_be_visible(timeout=20_000)
    expect(second.get_by_text("Pilih berkas yang sama")).to_have_count(0)
    assert_each_byte_came_once(kept)


def test_it_is_paused_continued_and_cancelled_with_the_keyboard(
    new_page: Callable[..., Page],
    live_server: Any,
    applicant: User,  # noqa: F811
    kept: list[Part],
) -> None:
    page = new_page(DESK)
    enter(page, live_server, applicant, "tempat")
    line = Line()
    line.cut_after, line.is_silent = 1, True
    page.route(PIECES, line)
    choose(page)
    expect(page.get_by_text("131 dari 900 kB")).to_be_visible()
    page.get_by_role("button", name="Jeda surat izin.pdf").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Dijeda.")).to_be_visible()
    shoot(page, "unggahan-dijeda", whole=False)
    line.cut_after = None
    page.get_by_role("button", name="Lanjutkan surat izin.pdf").press("Enter")
    expect(page.get_by_role("link", name="surat izin.pdf")).to_be_visible(timeout=20_000)
    assert_each_byte_came_once(kept)


def test_a_cancelled_file_leaves_nothing(
    new_page: Callable[..., Page],
    live_server: Any,
    applicant: User,  # noqa: F811
) -> None:
    page = new_page(PHONE)
    enter(page, live_server, applicant, "tempat")
    line = Line()
    line.cut_after, line.is_silent = 1, True
    page.route(PIECES, line)
    choose(page)
    expect(page.get_by_text("131 dari 900 kB")).to_be_visible()
    line.cut_after = None
    with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        page.get_by_role("button", name="Batalkan surat izin.pdf").press("Enter")
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(page.locator("input[name=izin]")).to_be_focused()
    assert (Upload.objects.count(), Attachment.objects.count()) == (0, 0)


def test_the_next_step_waits_for_the_file(
    new_page: Callable[..., Page],
    live_server: Any,
    applicant: User,  # noqa: F811
) -> None:
    page = new_page(PHONE)
    enter(page, live_server, applicant, "tempat")
    page.get_by_label("Warung", exact=True).check()
    line = Line()
    line.cut_after = 1
    page.route(PIECES, line)
    choose(page)
    expect(page.get_by_text("131 dari 900 kB")).to_be_visible()
    page.get_by_role("button", name="Lanjut", exact=True).click()
    expect(page.get_by_text("Begitu selesai, halaman ini lanjut sendiri.")).to_be_visible()
    line.cut_after = None
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("berikut: akhir")).to_be_visible(timeout=20_000)


def test_what_the_server_refuses_says_why_and_leaves_the_field_free(
    new_page: Callable[..., Page],
    live_server: Any,
    applicant: User,  # noqa: F811
) -> None:
    page = new_page(PHONE)
    enter(page, live_server, applicant, "tempat")
    page.locator("input[name=izin]").set_input_files({**FILE, "buffer": b"\x7fELF" + b"\0" * 300_000})
    expect(page.get_by_text("Jenis berkas ini tidak diterima.")).to_be_visible()
    check_axe(page)
    assert Upload.objects.count() == 0
    page.get_by_role("button", name="Tutup").click()
    choose(page)
    expect(page.get_by_role("link", name="surat izin.pdf")).to_be_visible(timeout=20_000)


@pytest.mark.parametrize("options", [{"java_script_enabled": False}, {}])
def test_the_plain_file_input_works_as_before(
    new_page: Callable[..., Page],
    live_server: Any,
    applicant: User,  # noqa: F811
    options: dict[str, bool],
) -> None:
    """Without JavaScript, and where the browser cannot hash: on a page without TLS."""
    page = new_page(PHONE, **options)
    if not options:
        page.add_init_script("Object.defineProperty(crypto, 'subtle', {value: undefined})")
    enter(page, live_server, applicant, "tempat")
    page.get_by_label("Warung", exact=True).check()
    choose(page)
    page.get_by_role("button", name="Lanjut", exact=True).click()
    expect(page.get_by_text("berikut: akhir")).to_be_visible()
    assert (Attachment.objects.get().size, Upload.objects.count()) == (len(LETTER), 0)
