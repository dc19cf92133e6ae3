"""Files in and out: what is read, what is refused, and the page from upload to confirmation."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from python_calamine import CalamineWorkbook

from balai.core.actor import SYSTEM
from balai.core.errors import Invalid
from balai.core.exchange import Problem, Report, Sheet, read_lines, run_export, run_import
from balai.core.exchange.sheets import to_csv, to_xlsx
from balai.foundation.accounts.testing import make_officer, sign_in
from balai.foundation.organizations.api import set_up_units, unit_by_code
from balai.foundation.organizations.models import Holiday
from balai.foundation.regions.testing import plant_regency

COLUMNS = ["kode", "nama"]
SHEET = Sheet(COLUMNS, [("35.10", "Banyuwangi"), ("=1+1", -8.5), ("-8.5", None)])


@pytest.mark.parametrize(
    "content",
    [
        b"kode,nama\n35.10,Banyuwangi\n",
        b"\xef\xbb\xbfKode;Nama \r\n35.10; Banyuwangi\r\n\r\n",
        b"kode\tnama\n35.10\tBanyuwangi\n",
        to_xlsx(Sheet(COLUMNS, [("35.10", "Banyuwangi")])),
    ],
)
def test_one_table_in_many_forms(content):
    name = "data.xlsx" if content[:2] == b"PK" else "data.csv"
    lines = read_lines(name, content, COLUMNS)
    assert [(line.number, line.values) for line in lines] == [(2, {"kode": "35.10", "nama": "Banyuwangi"})]


def test_the_letters_of_old_spreadsheets_are_read():
    assert (
        read_lines("a.csv", "kode,nama\n1,Caf\u00e9".encode("cp1252"), COLUMNS)[0].get("nama") == "Caf\u00e9"
    )


def bomb():
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (201 * 1024 * 1024))
    return memory.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"x", "Jenis berkas “.pdf” tidak dikenal"),
        ("a.csv", b"", "kosong"),
        ("a.csv", b"kode,nama\n", "kosong"),
        ("a.csv", b"kode\n1\n", "Kolom berikut tidak ada: nama"),
        ("a.csv", b'kode,nama\n"1,2\n', "tanda kutip"),
        ("a.csv", b"PK\0\0", "bukan berkas CSV"),
        ("a.xlsx", b"bukan", "XLSX tidak terbaca"),
        ("a.xlsx", bomb(), "terlalu besar"),
        ("a.geojson", b"{}", "FeatureCollection"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": [1]}', "FeatureCollection"),
        ("a.csv", b"x" * (20 * 1024 * 1024 + 1), "20 MB"),
    ],
    ids=lambda value: str(value)[:20] if isinstance(value, str) else "",
)
def test_a_bad_file_gets_one_sentence(name, content, sentence):
    with pytest.raises(Invalid, match=sentence):
        read_lines(name, content, COLUMNS)


def test_nothing_that_is_written_is_a_formula():
    text = to_csv(SHEET).decode("utf-8-sig")
    assert text == "kode,nama\r\n35.10,Banyuwangi\r\n'=1+1,-8.5\r\n-8.5,\r\n"
    rows = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(SHEET))).get_sheet_by_index(0).to_python()
    assert rows == [["kode", "nama"], ["35.10", "Banyuwangi"], ["=1+1", -8.5], ["-8.5", ""]]


def test_a_report_lists_its_problems_in_the_order_of_the_file():
    report = Report("x", errors=[Problem(5, "a", "salah")], warnings=[Problem(2, "b", "aneh")])
    assert report.sheet().rows == [(2, "b", "Peringatan", "aneh"), (5, "a", "Kesalahan", "salah")]
    assert report.is_kept is False


def test_unknown_kinds_name_the_known_ones():
    with pytest.raises(Invalid, match="batas, hari-libur, izin, koordinat"):
        run_import("apa", io.BytesIO(), SYSTEM)
    with pytest.raises(Invalid, match="Pilih: geojson"):
        run_export("batas", SYSTEM, file_format="csv")


@pytest.fixture
def office(client, db, settings, tmp_path):
    settings.HOME = tmp_path
    plant_regency()
    set_up_units(SYSTEM, "35.10")
    admin = make_officer("admin", "admin_kabupaten", unit_by_code("35.10").id)
    operator = make_officer("operator", "operator_desa", unit_by_code("35.10.24.2008").id)
    return {"admin": admin, "operator": operator, "client": client, "files": tmp_path / "files" / "impor"}


def upload(client, text, name="libur.csv"):
    return client.post("/kerja/impor/hari-libur/", {"file": SimpleUploadedFile(name, text.encode())})


def token_of(page):
    return page.content.decode().split('name="token" value="')[1].split('"')[0]


GOOD = "tanggal,nama,sumber\n2026-01-01,Tahun Baru,SKB\n"


def test_a_file_is_checked_then_kept(office):
    client = sign_in(office["client"], office["admin"])
    page = upload(client, GOOD)
    assert (page.status_code, Holiday.objects.count()) == (200, 0)
    assert "Berkas ini siap disimpan" in page.content.decode()
    stored = next(office["files"].iterdir()).read_text()
    assert "Tahun Baru" not in stored
    done = client.post("/kerja/impor/hari-libur/", {"token": token_of(page)})
    assert "Data sudah disimpan" in done.content.decode()
    assert Holiday.objects.get().name == "Tahun Baru"
    assert list(office["files"].iterdir()) == []
    assert client.post("/kerja/impor/hari-libur/", {"token": token_of(page)}).status_code == 422


def test_faults_are_shown_by_row_and_can_be_downloaded(office):
    client = sign_in(office["client"], office["admin"])
    page = upload(client, GOOD + "salah,Nama,SKB\n")
    text = page.content.decode()
    assert page.status_code == 422
    assert "Tidak ada yang disimpan" in text
    assert "“salah” bukan tanggal" in text
    assert "Simpan data ini" not in text
    report = {"token": token_of(page), "langkah": "laporan", "bentuk": "csv"}
    made = client.post("/kerja/impor/hari-libur/", report)
    name = f"laporan-hari-libur-{timezone.localdate():%Y-%m-%d}.csv"
    assert made.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "3,tanggal,Kesalahan" in made.content.decode()
    assert Holiday.objects.count() == 0


def test_another_person_cannot_confirm(office):
    client = sign_in(office["client"], office["admin"])
    token = token_of(upload(client, GOOD))
    other = make_officer("admin2", "admin_kabupaten", unit_by_code("35.10").id)
    client = sign_in(office["client"], other)
    assert client.post("/kerja/impor/hari-libur/", {"token": token}).status_code == 422
    assert Holiday.objects.count() == 0


def test_who_may_not_import_is_told(office):
    client = office["client"]
    assert client.get("/kerja/impor/").status_code == 302
    client = sign_in(client, office["operator"])
    assert client.get("/kerja/impor/").status_code == 403
    assert upload(client, GOOD).status_code == 403
    assert client.get("/kerja/ekspor/hari-libur/").status_code == 403
    client = sign_in(client, office["admin"], second_factor=False)
    assert upload(client, GOOD).status_code == 403
    assert Holiday.objects.count() == 0


def test_downloads(office):
    client = sign_in(office["client"], office["admin"])
    made = client.get("/kerja/ekspor/hari-libur/", {"bentuk": "csv"})
    assert made.content.decode("utf-8-sig") == "tanggal,nama,sumber\r\n"
    assert client.get("/kerja/ekspor/apa/").status_code == 404
    assert client.get("/kerja/impor/apa/").status_code == 404
    assert client.get("/kerja/impor/hari-libur/").status_code == 200
