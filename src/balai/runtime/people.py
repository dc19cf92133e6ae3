"""The cast of a demo: invented people, one for each seat, in the regency that is shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from balai.core.errors import NotVisible
from balai.foundation.organizations import api as organizations
from balai.foundation.organizations.api import UnitCard
from balai.foundation.regions import api as regions

BANYUWANGI = "35.10"
TAMANSARI, LICIN, SUMBERBERAS = "35.10.24.2008", "35.10.24", "35.10.05.2001"


@dataclass(frozen=True)
class Seat:
    """A member of the cast; all names are invented. ``heads``: holds the first post of the unit.

    ``unit`` is empty for a citizen, who lives in ``home``.
    """

    username: str
    name: str
    role: str
    unit: str
    heads: bool = False
    home: str = ""


CITIZENS = ("warga", "Siti Aminah"), ("warga2", "Budi Santoso")
AGENCIES = (
    Seat("petugas.mpp", "Rina Wulandari", "petugas_loket", "35.10/mpp"),
    Seat("verifikator.dukcapil", "Agus Prasetyo", "verifikator", "35.10/dukcapil"),
    Seat("teknis.dpmptsp", "Hendra Gunawan", "tim_teknis", "35.10/dpmptsp"),
    Seat("kadis.dpmptsp", "Wahyu Lestari", "kepala_dinas", "35.10/dpmptsp", heads=True),
    Seat("perencana.bappeda", "Dian Kusuma", "perencana", "35.10/bappeda"),
    Seat("inspektorat", "Sri Handayani", "inspektur", "35.10/inspektorat"),
)
VILLAGES_OF_BANYUWANGI = (
    Seat("operator.tamansari", "Eko Purnomo", "operator_desa", TAMANSARI),
    Seat("kades.tamansari", "Made Suryadi", "kepala_desa", TAMANSARI, heads=True),
    Seat("operator.licin", "Nur Hidayah", "operator_kecamatan", LICIN),
    Seat("camat.licin", "Bambang Irawan", "camat", LICIN, heads=True),
    Seat("operator.sumberberas", "Yusuf Maulana", "operator_desa", SUMBERBERAS),
)


def cast(code: str) -> list[Seat]:
    """Everybody of the demo of a regency; seats whose unit does not exist there are left out."""
    return [seat for seat in _seats(code) if not seat.unit or _exists(seat.unit)]


def _seats(code: str) -> Iterator[Seat]:
    villages = [TAMANSARI, SUMBERBERAS] if code == BANYUWANGI else _two_villages(code)
    for (username, name), home in zip(CITIZENS, villages, strict=False):
        yield Seat(username, name, "", "", home=home)
    if code == BANYUWANGI:
        yield from AGENCIES
        yield from VILLAGES_OF_BANYUWANGI
    else:
        yield from _elsewhere(villages)
    yield Seat("bupati", "Ayu Paramitha", "bupati", code, heads=True)
    yield Seat("admin", "Administrator Demo", "admin_kabupaten", code)


def _elsewhere(villages: list[str]) -> Iterator[Seat]:
    """The cast in any regency: two villages in two districts, with numbers for names."""
    for number, village in enumerate(villages, 1):
        district = village.rpartition(".")[0]
        yield Seat(f"operator.desa{number}", f"Operator Desa {number}", "operator_desa", village)
        yield Seat(f"kades.desa{number}", f"Kepala Desa {number}", "kepala_desa", village, heads=True)
        yield Seat(f"operator.kec{number}", f"Operator Kecamatan {number}", "operator_kecamatan", district)
        yield Seat(f"camat.kec{number}", f"Camat {number}", "camat", district, heads=True)


def _two_villages(code: str) -> list[str]:
    """The first village of each of the first two districts that have one; in a city these are wards."""
    found: list[str] = []
    for district in regions.children(code):
        places = sorted(
            regions.children(district.code), key=lambda place: (place.kind == "kelurahan", place.code)
        )
        found += [place.code for place in places[:1]]
    return found[:2]


def _exists(unit: str) -> bool:
    try:
        organizations.unit_by_code(unit)
    except NotVisible:
        return False
    return True


def unit_of(seat: Seat) -> UnitCard:
    """The unit of an officer's seat."""
    return organizations.unit_by_code(seat.unit)
