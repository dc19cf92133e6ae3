"""An agreement with four parties on one evening, and its life for a year, in a browser."""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import time_machine
from PIL import Image
from playwright.sync_api import Page, expect

from balai.foundation.cases.api import ActInput, act
from balai.foundation.organizations.api import unit_by_code
from balai.territory.agreements import api
from balai.territory.agreements.access import Voice
from balai.territory.agreements.actions.keep_duties import bring_late_ones
from balai.territory.agreements.actions.remind import remind_of_endings
from balai.territory.agreements.actions.write_text import answer, initial
from balai.territory.agreements.models import Agreement, Obligation, Remark, Signature, Stage
from balai.territory.agreements.tests.conftest import House, begun, build, partner, side
from tests.browser import DESK, PHONE, check_axe, check_width, outside_the_loop, shoot
from tests.window import Window, never_committed

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
OTHERS = ("Pemerintah Kabupaten Trenggalek", "Pemerintah Kabupaten Halmahera Utara", "Pemerintah Kota Banjar")
TEXT = "## Pasal 1 Maksud\nSaling belajar.\n\n## Pasal 2 Biaya\nDitanggung bersama."
EVENING, MONTHS = datetime(2027, 5, 8, 12, tzinfo=UTC), datetime(2027, 9, 2, 3, tzinfo=UTC)


@pytest.fixture
def house() -> Iterator[House]:
    """A house of its own: the browser's pages are answered on another connection than that of other tests."""
    with never_committed():
        with outside_the_loop():
            made = build()
        yield made


def test_four_parties_on_one_evening_and_a_year_after(
    db: None, window: Window, house: House, new_page: Callable[..., Page]
) -> None:
    desk, phone = new_page(DESK), new_page(PHONE)
    with time_machine.travel(EVENING, tick=False):
        with outside_the_loop():
            agreement = on_the_table(house)
        discussed(window, house, agreement, (desk, phone))
        signed(window, house, agreement, desk)
    with time_machine.travel(MONTHS, tick=False):
        late_duty(window, house, agreement, phone)
    with outside_the_loop(), time_machine.travel(datetime(2028, 4, 8, 2, tzinfo=UTC), tick=False):
        assert (remind_of_endings(date(2028, 4, 8)), remind_of_endings(date(2028, 4, 8))) == (1, 0)
    with time_machine.travel(datetime(2028, 4, 8, 3, tzinfo=UTC), tick=False):
        after_a_year(window, house, agreement, desk)


def on_the_table(house: House) -> Agreement:
    """Studied, offered, and a first text before four parties."""
    agreement = begun(house, *(partner(name) for name in OTHERS), months=12)
    for action, data in (("layak", {"hasil_kajian": "Layak"}), ("diterima", {})):
        act(house.keeper, agreement.case_id, action, ActInput(data=data))  # type: ignore[arg-type]
    api.write_text(api.own_voice(house.keeper, agreement.pk), TEXT, 0)
    return Agreement.objects.get(pk=agreement.pk)


def enter(window: Window, house: House, name: str, page: Page) -> None:
    """Somebody is signed in on the page."""
    with outside_the_loop():
        cookies = house.at(name).cookies
    window.give(page.context, {key: one.value for key, one in cookies.items()})


def looked_at(page: Page, name: str) -> None:
    """Readable for everybody, and not wider than a phone or a desk."""
    check_axe(page)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 800})
        check_width(page)
        shoot(page, f"kerja-sama-{name}")


def pressed(page: Page, name: str, role: str = "button") -> None:
    """A press that leads to a page that has loaded whole."""
    with page.expect_navigation(wait_until="load"):
        page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]


def discussed(window: Window, house: House, agreement: Agreement, pages: tuple[Page, Page]) -> None:
    """A guest comes by a private link, proposes another wording, and it is agreed by everybody."""
    desk, phone = pages
    enter(window, house, "keeper", desk)
    window.go(desk, f"/kerja/kerja-sama/{agreement.pk}/")
    looked_at(desk, "pembahasan")
    window.go(desk, f"/kerja/kerja-sama/pihak/{party_at(agreement, 2)}/tautan/")
    desk.get_by_label("Untuk siapa").fill("Kepala Bagian Kerja Sama")
    pressed(desk, "Buat tautan")
    looked_at(desk, "tautan")
    address = desk.locator("code").inner_text()
    assert window.go(phone, address.split("testserver")[-1].split(str(window.port))[-1]) == 200
    phone.get_by_text("Beri catatan").nth(1).click()
    phone.get_by_label("Catatan").nth(1).fill("Tegaskan siapa menanggung apa")
    phone.get_by_label("Usulan bunyi klausul").nth(1).fill("Ditanggung anggaran masing-masing pihak.")
    pressed(phone, "Kirim catatan")
    expect(phone.get_by_text("1 catatan terbuka").first).to_be_visible()
    looked_at(phone, "ruang")
    with outside_the_loop():
        others_accept(house, agreement)
    window.go(desk, f"/kerja/kerja-sama/{agreement.pk}/naskah/")
    pressed(desk, "Terima")
    looked_at(desk, "naskah")
    expect(desk.locator("ins").first).to_contain_text("anggaran masing-masing")
    pressed(desk, "Paraf versi 2")
    window.go(phone, "/kerja-sama/ruang/")
    pressed(phone, "Paraf versi 2")
    with outside_the_loop():
        for place in (3, 4):
            initial(Voice(house.keeper, agreement, side(agreement, place)), 2)
    window.go(desk, f"/kerja/kerja-sama/{agreement.pk}/")
    pressed(desk, "Naskah disepakati, siap ditandatangani", "link")
    pressed(desk, "Naskah disepakati, siap ditandatangani")
    assert stage(agreement) == Stage.SIGNATURE


def others_accept(house: House, agreement: Agreement) -> None:
    for place in (3, 4):
        answer(Voice(house.keeper, agreement, side(agreement, place)), Remark.objects.get().pk, True)


def party_at(agreement: Agreement, place: int) -> UUID:
    """The party at a place."""
    with outside_the_loop():
        return side(agreement, place).pk


def stage(agreement: Agreement) -> str:
    """How far it has come."""
    with outside_the_loop():
        agreement.refresh_from_db()
        return agreement.stage


def signed(window: Window, house: House, agreement: Agreement, page: Page) -> None:
    """The regent signs here with a certificate; the other three on paper, which is certified with its hash."""
    enter(window, house, "regent", page)
    window.go(page, f"/kerja/kerja-sama/{agreement.pk}/upacara/")
    pressed(page, "Tanda tangani")
    looked_at(page, "upacara")
    enter(window, house, "keeper", page)
    window.go(page, f"/kerja/kerja-sama/{agreement.pk}/naskah-asli/")
    page.get_by_label("Hari ditandatangani").fill("2027-05-08")
    page.get_by_label("Naskah asli yang dipindai").set_input_files(
        files=[{"name": "naskah.jpg", "mimeType": "image/jpeg", "buffer": scan()}]
    )
    looked_at(page, "naskah-asli")
    pressed(page, "Simpan naskah asli")
    with outside_the_loop():
        assert [one.way for one in Signature.objects.order_by("id")] == [
            "certificate",
            "paper",
            "paper",
            "paper",
        ]
    pressed(page, "Nyatakan berlaku", "link")
    pressed(page, "Nyatakan berlaku")
    assert stage(agreement) == Stage.EXECUTION
    assert (agreement.begins_on, agreement.ends_on) == (date(2027, 5, 8), date(2028, 5, 7))
    window.go(page, f"/kerja/kerja-sama/{agreement.pk}/")
    looked_at(page, "berlaku")


def scan() -> bytes:
    """A photographed page."""
    content = io.BytesIO()
    Image.new("RGB", (120, 170), "#f6f2e8").save(content, "JPEG")
    return content.getvalue()


def late_duty(window: Window, house: House, agreement: Agreement, page: Page) -> None:
    """What was not done is in the agency's inbox; it is done with its evidence, and the task is gone."""
    with outside_the_loop():
        agency = unit_by_code("35.10/dpmptsp").id
        owed = api.DutyDraft(side(agreement, 1).pk, "Menerima tim magang", date(2027, 9, 1), agency)
        api.add_duty(house.keeper, agreement.pk, owed)
        assert bring_late_ones(date(2027, 9, 2)) == 1
    enter(window, house, "agency", page)
    window.go(page, "/kerja/kotak/")
    page.get_by_role("link", name="Menerima tim magang").first.click()
    page.get_by_role("link", name="Catat pemenuhannya").click()
    page.get_by_label("Apa yang dilakukan").fill("Tim sudah diterima selama dua minggu")
    page.get_by_label("Bukti").set_input_files(
        files=[{"name": "berita-acara.jpg", "mimeType": "image/jpeg", "buffer": scan()}]
    )
    looked_at(page, "pemenuhan")
    pressed(page, "Kewajiban dipenuhi")
    expect(page.get_by_text("Tim sudah diterima selama dua minggu")).to_be_visible()
    with outside_the_loop():
        assert Obligation.objects.get(kind="agreed").done_on == date(2027, 9, 2)
    window.go(page, "/kerja/kotak/")
    expect(page.get_by_text("Menerima tim magang")).to_have_count(0)


def after_a_year(window: Window, house: House, agreement: Agreement, page: Page) -> None:
    """It is about to end: the keeper reports and extends; the public reads what came of it."""
    enter(window, house, "keeper", page)
    window.go(page, "/kerja/kerja-sama/?keadaan=ending")
    looked_at(page, "register")
    page.get_by_role("link", name="Pelayanan publik terpadu").click()
    pressed(page, "Tulis laporan", "link")
    page.get_by_label("Tahun", exact=True).select_option("2027")
    page.get_by_label("Hasil", exact=True).fill("Tiga tim magang; dua layanan ditiru.")
    page.get_by_label("Saran tindak lanjut").fill("Lanjutkan dengan perjanjian kerja sama.")
    pressed(page, "Simpan laporan")
    pressed(page, "Perpanjang", "link")
    page.get_by_label("Berlaku sampai dengan").fill("2029-05-07")
    page.get_by_label("Nomor adendum").fill("Adendum 1/2028")
    page.get_by_label("Ditandatangani pada").fill("2028-04-07")
    page.get_by_label("Alasan").fill("Hasilnya baik bagi keempat daerah")
    pressed(page, "Catat perpanjangan")
    looked_at(page, "setahun")
    window.go(page, "/kerja-sama/")
    looked_at(page, "publik")
    page.get_by_role("link", name="Pelayanan publik terpadu").click()
    expect(page.get_by_text("Tiga tim magang; dua layanan ditiru.")).to_be_visible()
    looked_at(page, "publik-satu")
    window.go(page, "/kerja-sama/mitra/")
    looked_at(page, "mitra")
