"""A ZIP from elsewhere is read without trust: only small plain files of known kinds."""

import stat
import zipfile
from io import BytesIO

import pytest

from balai.foundation.packs.archive import as_zip, read_zip
from balai.foundation.packs.manifest import PackError

PACK = b"format: 1\n"


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> BytesIO:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    memory.seek(0)
    return memory


def link(name: str) -> zipfile.ZipInfo:
    facts = zipfile.ZipInfo(name)
    facts.external_attr = (stat.S_IFLNK | 0o777) << 16
    return facts


def locked() -> BytesIO:
    content = bytearray(zipped(("pack.yaml", PACK)).getvalue())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        place = content.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        content[place] |= 1
    return BytesIO(bytes(content))


BAD = {
    "climbs out": (zipped(("../pack.yaml", PACK)), "nama berkas tidak boleh keluar"),
    "absolute": (zipped(("/etc/pack.yaml", PACK)), "nama berkas tidak boleh keluar"),
    "drive": (zipped(("C:pack.yaml", PACK)), "nama berkas tidak boleh keluar"),
    "backslash": (zipped(("a\\..\\pack.yaml", PACK)), "nama berkas tidak boleh keluar"),
    "hidden": (zipped((".git/config.txt", PACK)), "nama berkas tidak boleh keluar"),
    "symbolic link": (zipped((link("pack.yaml"), b"/etc/passwd")), "tautan dan berkas khusus"),
    "twice": (zipped(("pack.yaml", PACK), ("PACK.yaml", PACK)), "disebut dua kali"),
    "program": (zipped(("a.exe", b"MZ")), "jenis berkas ini tidak dipakai"),
    "script": (zipped(("a.txt", b"#!/bin/sh\n")), "program tidak dipakai"),
    "binary text": (zipped(("a.yaml", b"\x7fELF\xff")), "bukan teks UTF-8"),
    "false picture": (zipped(("a.png", b"GIF89a")), "bukan gambar"),
    "bomb": (zipped(("a.csv", b"0" * (33 << 20))), "lebih besar dari 32 MB"),
    "many": (zipped(*((f"{number}.txt", b"") for number in range(1001))), "lebih dari 1000 berkas"),
    "locked": (locked(), "berkata sandi"),
    "no zip": (BytesIO(b"PK\x03\x04 no"), "bukan ZIP yang utuh"),
    "cut off": (BytesIO(zipped(("pack.yaml", PACK)).getvalue()[:-30]), "bukan ZIP yang utuh"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_trick_is_refused(name: str) -> None:
    file, sentence = BAD[name]
    with pytest.raises(PackError, match=sentence):
        read_zip(file)


def test_a_folder_that_was_packed_whole_is_the_pack() -> None:
    assert read_zip(zipped(("surat/pack.yaml", PACK), ("surat/a/b.typ", b"x"))) == {
        "pack.yaml": PACK,
        "a/b.typ": b"x",
    }


def test_the_same_files_give_the_same_bytes_and_come_back() -> None:
    files = {"pack.yaml": PACK, "documents/a.typ": b"= A"}
    assert as_zip(files) == as_zip(dict(reversed(files.items())))
    assert read_zip(BytesIO(as_zip(files))) == files
