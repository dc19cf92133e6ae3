"""A regency with its innovations: who keeps the catalogue, who writes and reviews, others."""

from balai.foundation.accounts.testing import make_user
from tests.house import PACKS, House, house, officers, settle
from tests.standing import standing

__all__ = ["PACKS", "House", "house"]
OFFICERS = {
    "keeper": ("koordinator_kerjasama", "kerja-sama"),
    "second": ("koordinator_kerjasama", "kerja-sama"),
    "reviewer": ("penelaah_inovasi", "bappeda"),
    "planner": ("perencana", "bappeda"),
    "writer": ("kepala_bidang", "kominfo"),
    "clerk": ("petugas_loket", "dukcapil"),
}


def build() -> House:
    """The packs of innovations and everybody of the cast."""
    settle("dasar", "banyuwangi", "kerja-sama", "indeks-inovasi", "inovasi")
    people = officers(OFFICERS)
    people["citizen"] = make_user("budi", full_name="Budi Santoso")
    return House(people)


standing_house = standing(build)
