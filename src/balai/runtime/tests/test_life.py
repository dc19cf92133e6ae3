"""The life of an installation through its commands: back up a lived-in demo, bring it up elsewhere."""

import base64
import io
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pyrage
import pytest
from cryptography.exceptions import InvalidTag
from pyrage import x25519

from balai.core.keys import data_keys
from balai.runtime.keyring import recovery
from balai.runtime.postgres import BINARIES
from balai.runtime.tests.command import balai, fault

SEALED = re.compile(r"\b1:([A-Za-z0-9+/]{20,}={0,2})")


@pytest.fixture(scope="module")
def key_file(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The recovery key of the demo, as somebody copied it from the sheet."""
    identity = x25519.Identity.generate()
    recovery.keep(demo_home, identity)
    path = tmp_path_factory.mktemp("paper") / "kunci.txt"
    path.write_text(str(identity))
    return path


@pytest.fixture(scope="module")
def file(demo_home: Path, key_file: Path) -> Path:
    """A backup of the demo."""
    path = key_file.with_name("cadangan.age")
    done = balai(demo_home, "backup", str(path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].endswith("sudah diperiksa.")
    return path


def test_a_demo_lives_on_in_another_home(demo_home: Path, file: Path, key_file: Path, tmp_path: Path) -> None:
    shutil.copytree(demo_home / "keys", tmp_path / "keys")
    done = balai(tmp_path, "restore", str(file), "--key", str(key_file))
    assert done.returncode == 0, done.stderr
    first, last = done.stdout.splitlines()
    assert first.startswith(f"  {file} utuh: Balai 0.1.0, wilayah 72.10, dibuat 20")
    assert re.fullmatch(r"  Dipulihkan: \d+ baris dalam \d+ tabel, sama dengan saat dicadangkan\.", last)
    examined = balai(tmp_path, "doctor").stdout
    assert "beres  Tabel: mutakhir" in examined
    assert "beres  Kabupaten: Kabupaten Sigi (72.10)" in examined
    again = ["restore", str(file), "--key", str(key_file)]
    assert "tidak kosong" in fault(balai(tmp_path, *again))
    assert fault(balai(tmp_path, *again, "--replace", "ya")) == (
        "balai: Untuk menggantikan isi instalasi, tulis persis: --replace GANTI"
    )


def test_no_identity_number_stands_in_the_clear(demo_home: Path, file: Path, key_file: Path) -> None:
    """Not even in what the recovery key opens: without the data key the numbers stay closed."""
    texts = opened(file, x25519.Identity.from_str(key_file.read_text()))
    numbers = identity_numbers(demo_home, texts["database"].decode())
    assert len(numbers) >= 15  # everybody of the cast has a NIK
    assert all(re.fullmatch(r"\d{16}", number) for number in numbers)
    everywhere = [file.read_bytes(), *texts.values()]
    assert [number for number in numbers for text in everywhere if number.encode() in text] == []


def opened(file: Path, key: x25519.Identity) -> dict[str, bytes]:
    """The members of a backup, the dump as SQL."""
    with tarfile.open(fileobj=io.BytesIO(pyrage.decrypt(file.read_bytes(), [key]))) as tar:
        found = {info.name: tar.extractfile(info).read() for info in tar}  # type: ignore[union-attr]
    dump = b"".join(found.pop(name) for name in sorted(found) if name.startswith("database/"))
    done = subprocess.run([BINARIES / "pg_restore", "--file=-"], input=dump, capture_output=True, check=True)
    return {**found, "database": done.stdout}


def identity_numbers(home: Path, text: str) -> set[str]:
    """The identity numbers that lie sealed in a text."""
    key = data_keys(home)[1]["1"]
    found = set()
    for body in SEALED.findall(text):
        for purpose in (b"nik", b"kk"):
            try:
                found.add(key.decrypt(base64.b64decode(body), [purpose]).decode())
            except InvalidTag:
                continue
    return found
