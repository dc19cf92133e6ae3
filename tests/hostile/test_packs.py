"""A pack that cannot work is refused whole, with the file and the line, and nothing of it is kept."""

import shutil
from pathlib import Path

import pytest

from balai.foundation.packs import api as packs
from balai.foundation.packs.api import PackError
from tests.access.conftest import Cast
from tests.world import ROOT

pytestmark = pytest.mark.django_db(databases="__all__")
LETTERS = ROOT / "packs" / "surat-desa"
BRANCH = """    {}:
      kind: branch
      name: {{id: Simpang, en: Fork}}
      branches: [{{to: {}, when: {{field: a, equals: b}}}}, {{to: pemeriksaan}}]
"""
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
    "two conditions on each other": (
        "forms.yaml",
        "          when: {field: usaha_di_rumah, in: [desa-ini, desa-lain]}\n",
        "          when: {field: desa_usaha, filled: true}\n",
        ("forms.yaml:", "hanya boleh menunjuk isian sebelumnya; “desa_usaha” tidak ada di sana"),
    ),
    "a condition without a bottom": (
        "forms.yaml",
        "          when: {field: jenis_usaha, equals: lainnya}\n",
        f"          when: {'{and: [' * 9}{{field: jenis_usaha, equals: lainnya}}{']}' * 9}\n",
        ("forms.yaml:", "syarat terlalu dalam"),
    ),
    "branches in a circle": (
        "procedures.yaml",
        "  start: pemeriksaan\n  states:\n",
        f"  start: putar\n  states:\n{BRANCH.format('putar', 'balik')}{BRANCH.format('balik', 'putar')}",
        ("procedures.yaml:", "“putar” kembali ke dirinya sendiri tanpa henti"),
    ),
    "a template outside the pack": (
        "documents.yaml",
        "  file: documents/keterangan-usaha.typ\n",
        "  file: ../../../../etc/passwd\n",
        ("documents.yaml:", ""),
    ),
    "an object instead of data": (
        "life_events.yaml",
        "  icon: hand-heart\n",
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
    with cast.memory.watching() as changed, pytest.raises(PackError) as fault:
        packs.install(pack)
    assert str(fault.value).startswith(where)
    assert words in str(fault.value)
    assert changed == set()


def test_a_pack_that_refers_to_itself_without_end_is_refused(cast: Cast, tmp_path: Path) -> None:
    pack = Path(shutil.copytree(LETTERS, tmp_path / "paket"))
    bomb = "\n".join(
        ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10))]
    )
    (pack / "life_events.yaml").write_text(bomb)
    with cast.memory.watching() as changed, pytest.raises(PackError):
        packs.install(pack)
    assert changed == set()
