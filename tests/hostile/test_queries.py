"""Nonsense behind the question mark of any page is no fault of the house."""

import pytest

from tests.access import table
from tests.access.conftest import Cast
from tests.access.test_access import address

pytestmark = pytest.mark.django_db(databases="__all__")
# every key that a page of the house looks for in its address
KEYS = (
    "q", "cari", "kode", "jenis", "peran", "peristiwa", "keadaan", "tahun", "urut", "hal", "unit", "orang", "layanan",
    "tahap", "wilayah", "setelah", "sebelum", "dari", "sampai", "hari", "mulai", "perkara", "status", "tab", "bukti",
    "dulu", "jadwal", "desa", "di", "within", "tampil", "isi", "tema", "langkah", "bentuk", "v", "next", "diganti",
)  # fmt: skip
READS = [row for row in table.read() if row.method == "GET" and "200" in row.answers]


@pytest.mark.parametrize("nonsense", ["\0", "x\0y"], ids=["nothing but NUL", "NUL between letters"])
@pytest.mark.parametrize("row", READS, ids=str)
def test_a_character_that_no_database_keeps_breaks_no_page(row: table.Row, nonsense: str, cast: Cast) -> None:
    role = next(role for role, answer in row.expected.items() if answer == "200")
    answer = cast.client(role).get(address(row.name, cast), dict.fromkeys(KEYS, nonsense))
    assert answer.status_code < 500
