"""Services of the regency and its guests from the first page to the last, by everybody who has to do with them."""

import re

import pytest
from playwright.sync_api import expect

from balai.foundation.cases.models import Case
from tests.browser import outside_the_loop
from tests.journeys import people
from tests.services.papers import BIRTH, PASSPORT, PROXY, RESEARCH, SCAN
from tests.services.walk import Walk

pytestmark = pytest.mark.django_db(databases="__all__")
CLERK, COUNTER, GUEST = "verifikator.dukcapil", "petugas.mpp", "petugas.imigrasi"
BLURRED = "Nama bidan pada surat keterangan lahir belum terbaca."


def test_a_birth_returned_once_registered_elsewhere_and_handed_to_a_proxy(walk: Walk) -> None:
    case = walk.apply("warga", BIRTH)
    walk.decide(CLERK, case, "Kembalikan ke pemohon", reason=BLURRED)
    page = walk.case("warga", case)
    expect(page.locator("main")).to_contain_text(BLURRED)
    page.get_by_role("button", name="Perbaiki permohonan").click()
    correct(walk)
    walk.decide(CLERK, case, "Berkas lengkap dan benar")
    walk.decide(CLERK, case, "Sudah dicatat", nomor_akta="3510-LT-17082026-0042", tanggal_akta="2026-11-20")
    page = walk.case("warga", case)
    expect(page.locator("main")).to_contain_text("Kutipan akta siap diambil di Mal Pelayanan Publik")
    expect(page.locator("main")).to_contain_text("3510-LT-17082026-0042")
    walk.decide(COUNTER, case, "Serahkan", **PROXY)
    page = walk.case(COUNTER, case)
    page.get_by_role("link", name="Tanda terima untuk dicetak").click()
    walk.look(page)
    expect(page.locator("main")).to_contain_text("Rahmat Hidayat")
    page = walk.case("warga", case)
    expect(page.locator("main")).to_contain_text("Kutipan akta diserahkan")


def correct(walk: Walk) -> None:
    """The applicant goes through the steps again with another scan, and hands in."""
    page = walk.page("warga")
    for _step in range(len(BIRTH.steps) + 1):
        walk.look(page)
        if page.locator("input[name=surat_kelahiran]").count():
            walk.write(page, {"surat_kelahiran": SCAN, "pernyataan": "on"})
        people.go_on(page)
    page.get_by_role("button", name=re.compile("Kirim|Ajukan kembali")).click()
    page.wait_for_load_state()


def test_a_passport_with_an_appointment_and_what_the_agency_itself_keeps(walk: Walk) -> None:
    case = walk.apply("warga", PASSPORT)
    page = walk.page("warga")
    page.get_by_role("link", name="Pilih waktu datang").click()
    page.wait_for_load_state()
    walk.look(page)
    page.locator("main button[name=mulai]").first.click()
    page.wait_for_load_state()
    walk.look(page)
    page.get_by_role("button", name="Buat janji temu").click()
    page.wait_for_load_state()
    walk.look(page)
    expect(page.locator("main")).to_contain_text("Dijanjikan")
    page = walk.case(GUEST, case)
    expect(page.locator("main")).to_contain_text("Dijanjikan")
    booked = page.locator("main a[href*='kode=JNJ']").get_attribute("href") or ""
    walk.decide(GUEST, case, "Tetapkan jadwal")  # as the applicant booked it
    with outside_the_loop():
        assert f"hari={Case.objects.unscoped().get(pk=case).records['tanggal_datang']}&" in booked
    walk.decide(GUEST, case, "Tidak hadir, jadwalkan ulang", reason="Tidak datang pada jadwalnya.")
    walk.decide(GUEST, case, "Tetapkan jadwal", tanggal_datang="2026-12-03", jam_datang="10.00")
    walk.decide(GUEST, case, "Pemohon hadir, berkas diterima", nomor_permohonan="1710-0000-0000")
    page = walk.case("warga", case)
    expect(page.locator("main")).to_contain_text("Paspor sedang diproses di sistem Imigrasi")
    for told in ("Kamis, 3 Desember 2026", "10.00", "1710-0000-0000"):
        expect(page.locator("main")).to_contain_text(told)
    walk.decide(GUEST, case, "Paspor selesai")
    page = walk.case("warga", case)
    expect(page.locator("main")).to_contain_text("Paspor siap diambil")


def test_research_approved_in_line_signed_by_a_delegate_and_copied_to_two_agencies(walk: Walk) -> None:
    walk.delegate("sekretaris.dpmptsp", "kepala_dinas", "dpmptsp", "Keputusan Kepala Dinas 188/17/2026")
    case = walk.apply("warga", RESEARCH)
    walk.decide("verifikator.dpmptsp", case, "Berkas lengkap, teruskan")
    walk.decide("kabid.dpmptsp", case, "Setujui")
    walk.decide("sekretaris.dpmptsp", case, "Setujui")
    page = walk.decide("sekretaris.dpmptsp", case, "Setujui dan tanda tangani")
    expect(page.locator("body")).to_contain_text("tersimpan")
    page = walk.case("warga", case)
    expect(page.locator("main")).to_contain_text("Surat ditandatangani")
    page.locator("main a[href*='/v/']").first.click()
    walk.look(page)
    expect(page.locator("main")).to_contain_text("a.n. Kepala")
    for who in ("analis.kesbangpol", "perencana.bappeda"):
        page = walk.go(who, "/kerja/dokumen/tembusan/")
        expect(page.locator("main")).to_contain_text(RESEARCH.steps[0]["judul"])
        assert walk.window.go(page, f"/kerja/perkara/{case}/") in {403, 404}
