"""Banyuwangi publishes *Izin Reklame*, Sigi takes it home: two installations that talk over HTTP.

The tariff is changed in Sigi; Banyuwangi publishes a new version that changes it too; the update is taken and Sigi's
tariff stays. Then the origin is down, stalls, lies and sends what does not fit: one clear line, nothing half done.
"""

import base64
import json
import os
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from balai.core.signed import fingerprint, open_letter
from balai.foundation.packs.archive import as_zip
from balai.foundation.packs.tests.standin import Standin, standing_in
from balai.runtime.testing import template_of
from tests.travel.house import House, house

BASE = ("dasar", "penerimaan", "perizinan")
NAME = "layanan-izin-reklame"
TARIFF = "SELECT items #>> '{papan,price}' FROM payments_tariff WHERE code = 'sewa-titik-reklame'"
SERVICE = "SELECT summary ->> 'id', pack_version FROM catalogue_service WHERE code = 'izin-reklame'"
ADOPTERS = "SELECT region_code, pack, version FROM packs_adoption, packs_adopter a WHERE a.id = adopter_id"
STANDING = "SELECT name, version FROM packs_installedpack ORDER BY name"


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, House]]:
    template, folder = template_of(os.environ["DATABASE_URL"]), tmp_path_factory.mktemp("dua")
    with (
        house("35.10", folder / "asal", template, *BASE, "layanan-kabupaten") as origin,
        house("72.10", folder / "pengikut", template, *BASE) as follower,
    ):
        yield origin, follower


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new))


def key_of(origin: House) -> Ed25519PrivateKey:
    ring = json.loads((origin.home / "keys" / "catalogue.json").read_text())
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(ring["key"]))


def write_own_tariff(folder: Path, pack: Path) -> None:
    """Sigi's regulation has another price for a billboard."""
    folder.mkdir()
    text = (pack / "tariffs.yaml").read_text().replace("'12500'", "'9000'").replace('"12500"', "'9000'")
    (folder / "tariffs.yaml").write_text(text)
    (folder / "pack.yaml").write_text(
        "format: 1\nname: tarif-sigi\nversion: 1.0.0\ntitle: {id: Tarif Sigi, en: Tariffs of Sigi}\n"
        "origin: Kabupaten Sigi\nlicence: MIT\nsources: [Perda Kabupaten Sigi tentang PDRD (contoh)]\n"
    )


def test_a_pack_goes_over_is_adapted_and_updated(homes: tuple[House, House], tmp_path: Path) -> None:
    origin, follower = homes
    pack = tmp_path / "reklame"
    origin.do("compose", "izin-reklame", pack)
    assert {path.name for path in pack.glob("*.yaml")} >= {
        "pack.yaml", "services.yaml", "forms.yaml", "procedures.yaml", "tariffs.yaml", "licence_kinds.yaml",
    }  # fmt: skip
    said = origin.pack("publish", pack, "--note", "Terbitan pertama")
    with origin.open(), follower.open():
        letter = open_letter(json.loads(origin.page("/katalog.json")), "catalogue")
        digits = fingerprint(letter.key)
        assert digits in said
        assert (
            "angkanya tidak sama"
            in follower.refused("subscribe", origin.address, "--digits", "1" * 30).lower()
        )
        assert f"{NAME} 1.0.0: Izin Reklame" in follower.pack("subscribe", origin.address, "--digits", digits)
        assert "baru: services/izin-reklame" in follower.pack("diff", NAME)
        assert follower.ask(SERVICE) == []
        follower.pack("install", NAME)
        assert "Izin Reklame" in follower.page("/layanan/izin-reklame/")
        write_own_tariff(tmp_path / "tarif-sigi", pack)
        follower.pack("install", tmp_path / "tarif-sigi")
        assert follower.ask(TARIFF) == [("9000",)]

        follower.do("share")
        assert origin.ask(ADOPTERS) == [("72.10", NAME, "1.0.0")]
        _compare_results(origin, follower)

        change(pack, "pack.yaml", "1.0.0", "1.1.0")
        change(pack, "services.yaml", "Izin memasang papan", "Izin untuk memasang papan")
        (pack / "tariffs.yaml").write_text((pack / "tariffs.yaml").read_text().replace("12500", "15000"))
        origin.pack("publish", pack)
        wait_for_offer(origin, "1.1.0")
        assert f"{NAME}: di sini 1.0.0, Kabupaten Banyuwangi menawarkan 1.1.0" in follower.pack("update")
        _update(follower)
        assert origin.ask(ADOPTERS) == [("72.10", NAME, "1.1.0")]

        change(pack, "services.yaml", "Izin untuk memasang", "Izin guna memasang")
        assert "sudah terbit dengan isi lain" in origin.refused("publish", pack)
    _misbehave(origin, follower, pack)


def wait_for_offer(origin: House, version: str) -> None:
    """Its web server looks every two seconds whether what it shows has changed (``core.http.pages``)."""
    limit = time.monotonic() + 10
    while f'"version": "{version}"' not in origin.page("/katalog.json"):
        assert time.monotonic() < limit
        time.sleep(0.1)


def _update(follower: House) -> None:
    """The newer version is compared and taken; the tariff of here stays, and it is told where both had changed it."""
    told = follower.pack("diff", NAME)
    assert "bertentangan: tariffs/sewa-titik-reklame" in told
    assert (
        "Harga (bertentangan)\n      paket lama 12500\n      di sini    9000\n      paket baru 15000\n"
        in told
    )
    told = follower.pack("update", NAME)
    assert "bertentangan, yang di sini yang berlaku: tariffs/sewa-titik-reklame#items/papan/price" in told
    assert "tetap seperti disesuaikan di sini: tariffs/sewa-titik-reklame" in told
    ((summary, version),) = follower.ask(SERVICE)
    assert str(summary).startswith("Izin untuk memasang papan")
    assert (version, follower.ask(TARIFF)) == ("1.1.0", [("9000",)])
    assert "Izin untuk memasang papan" in follower.page("/layanan/izin-reklame/")


def _compare_results(origin: House, follower: House) -> None:
    """Figures travel only while both agree, and say of which day they are; the newest replace the older ones."""
    follower.do("measure", NAME, "45", "2025-06-30", "tidak")
    follower.do("share")
    assert origin.do("compare") == []
    mine, theirs = follower.do("compare")
    assert mine == "ours: 45.0000, 2025-06-30"
    assert theirs.startswith("origin: "), "Banyuwangi's own figure stands beside it"
    follower.do("measure", NAME, "45", "2025-06-30", "setuju")
    follower.do("share")
    assert origin.do("compare") == ["Kabupaten Sigi: 60 -> 45, 2025-06-30, Catatan loket"]
    follower.do("measure", NAME, "30", "2025-12-31", "setuju")
    follower.do("share")
    assert origin.do("compare") == ["Kabupaten Sigi: 60 -> 30, 2025-12-31, Catatan loket"]
    follower.do("measure", NAME, "30", "2025-12-31", "tidak")
    follower.do("share")
    assert origin.do("compare") == []


def _misbehave(origin: House, follower: House, pack: Path) -> None:
    """In the place of the origin, with its key: nothing that it does leaves a trace."""
    before = follower.ask(STANDING), follower.ask(SERVICE), follower.ask(TARIFF)
    assert "Penerbit tidak dapat dihubungi" in follower.run("pack", "update").err
    files = {path.relative_to(pack).as_posix(): path.read_bytes() for path in pack.rglob("*.*")}
    with standing_in(origin.port) as liar:
        liar.key, liar.at = key_of(origin), "2030-01-01T00:00:00+00:00"
        liar.regency = {"code": "35.10", "name": "Kabupaten Banyuwangi"}
        liar.stalls = True
        assert "Penerbit terlalu lama menjawab" in follower.run("pack", "update").err
        liar.stalls = False
        publish(liar, files, "1.2.0")
        liar.answers[f"/katalog/{NAME}/1.2.0.zip"] = (200, liar.files[NAME, "1.2.0"][:-1] + b"\1")
        assert "Paket tidak sama dengan yang ditandatangani" in follower.refused("update", NAME)
        foreign = {**files, "pack.yaml": files["pack.yaml"] + b"regency: '51.03'\n"}
        publish(liar, foreign, "1.3.0")
        assert "paket ini hanya untuk wilayah 51.03; di sini 72.10" in follower.refused("update", NAME)
        ill = {**files, "services.yaml": files["services.yaml"].replace(b"prefix: RKL", b"prefix: 17")}
        publish(liar, ill, "1.4.0")
        assert "services.yaml:" in follower.refused("update", NAME)
        liar.digests[NAME, "1.4.0"] = sha256(b"lain").hexdigest()
        assert "Versi yang sudah terbit diubah isinya" in follower.run("pack", "update").err
        liar.key = Ed25519PrivateKey.generate()
        assert "Kunci penerbit lain dari yang Anda cocokkan" in follower.run("pack", "update").err
    assert (follower.ask(STANDING), follower.ask(SERVICE), follower.ask(TARIFF)) == before


def publish(liar: Standin, files: dict[str, bytes], version: str) -> None:
    manifest = files["pack.yaml"].replace(b"1.1.0", version.encode())
    liar.publish(NAME, version, as_zip({**files, "pack.yaml": manifest}))
