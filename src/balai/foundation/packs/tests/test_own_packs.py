"""The packs of Balai itself, installed once more: what nobody touched counts as untouched."""

import re
import shutil
from pathlib import Path

import pytest

from balai.core.actor import SYSTEM
from balai.foundation.organizations.api import set_up_units
from balai.foundation.packs.api import compare, install
from balai.foundation.packs.comparing import adaptations
from balai.foundation.packs.models import InstalledEntry, InstalledPack
from balai.foundation.regions.testing import plant_regency

pytestmark = pytest.mark.django_db
OWN = Path(__file__).parents[5] / "packs"
NAMES = ("dasar", "surat-desa", "pelindungan-data")


@pytest.fixture
def packs(tmp_path: Path) -> list[Path]:
    """The packs as they come, installed, and now in the next version with the same contents."""
    set_up_units(SYSTEM, plant_regency())
    folders = [Path(shutil.copytree(OWN / name, tmp_path / name)) for name in NAMES]
    for folder in folders:
        install(folder)
        manifest = folder / "pack.yaml"
        manifest.write_text(re.sub(r"^version: .*$", "version: 99.0.0", manifest.read_text(), flags=re.M))
    return folders


@pytest.mark.parametrize("kept", [True, False], ids=["entries kept", "installed before entries were kept"])
def test_what_nobody_adapted_is_the_same_and_stays_unadapted(packs: list[Path], kept: bool):
    if not kept:
        InstalledEntry.objects.update(content=None)
    for folder in packs:
        found = compare(folder)
        assert {one.verdict for one in found.differences} <= ({"same"} if kept else {"same", "theirs"})
        assert install(folder).kept == ()
    assert adaptations(InstalledPack.objects.all()) == {}
