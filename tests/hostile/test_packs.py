"""A pack that cannot work is refused whole, with the file and the line, and nothing of it is kept."""

import shutil
from pathlib import Path

import pytest

from balai.foundation.packs import api as packs
from balai.foundation.packs.api import PackError
from tests.access import memory
from tests.access.conftest import Cast
from tests.world import ROOT

pytestmark = pytest.mark.django_db(databases="__all__")
LETTERS = ROOT / "packs" / "surat-desa"
# file, what stands there, what an ill pack says instead, what the answer begins with and holds
FAULTS = {
    "a missing state": (
        "procedures.yaml",
        "      from: [pemeriksaan]\n      to: tanda-tangan\n",
        "      from: [pemeriksaan]\n      to: tanda-tanagn\n",
        ("procedures.yaml:", "tanda-tanagn"),
    ),
    "a condition on itself": (
        "forms.yaml",
        "          when: {field: jenis_usaha, equals: lainnya}\n",
        "          when: {field: jenis_usaha_lain, filled: true}\n",
        ("forms.yaml:", "berputar"),
    ),
    "a template outside the pack": (
        "documents.yaml",
        "  file: documents/keterangan-usaha.typ\n",
        "  file: ../../../../etc/passwd\n",
        ("documents.yaml:", ""),
    ),
    "an object instead of data": (
        "life_events.yaml",
        "  icon: store\n",
        "  icon: !!python/object/apply:os.system [id]\n",
        ("life_events.yaml:", ""),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_an_ill_pack_is_refused_whole(cast: Cast, tmp_path: Path, name: str) -> None:
    file, good, ill, (where, words) = FAULTS[name]
    pack = Path(shutil.copytree(LETTERS, tmp_path / "paket"))
    text = (pack / file).read_text()
    assert good in text
    (pack / file).write_text(text.replace(good, ill, 1))
    before = memory.fingerprint()
    with pytest.raises(PackError) as fault:
        packs.install(pack)
    assert str(fault.value).startswith(where)
    assert words in str(fault.value)
    assert memory.fingerprint() == before


def test_a_pack_that_refers_to_itself_without_end_is_refused(cast: Cast, tmp_path: Path) -> None:
    pack = Path(shutil.copytree(LETTERS, tmp_path / "paket"))
    bomb = "\n".join(
        ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10))]
    )
    (pack / "life_events.yaml").write_text(bomb)
    before = memory.fingerprint()
    with pytest.raises(PackError):
        packs.install(pack)
    assert memory.fingerprint() == before
