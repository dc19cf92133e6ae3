"""A regency with its innovations: who keeps the catalogue, an officer who does not, a citizen."""

from balai.foundation.accounts.testing import make_user
from tests.house import PACKS, House, house, officers, settle
from tests.standing import standing

__all__ = ["PACKS", "House", "house"]
OFFICERS = {"keeper": ("koordinator_kerjasama", "kerja-sama"), "clerk": ("verifikator", "dukcapil")}


def build() -> House:
    """The packs of innovations and everybody of the cast."""
    settle("dasar", "banyuwangi", "indeks-inovasi", "inovasi")
    people = officers(OFFICERS)
    people["citizen"] = make_user("budi", full_name="Budi Santoso")
    return House(people)


standing_house = standing(build)
