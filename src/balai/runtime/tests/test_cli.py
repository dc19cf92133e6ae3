"""The command as an operator meets it: what goes wrong is one line, and nothing is left broken."""

import json
import os
import signal
import socket
import time
import urllib.request
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from balai.foundation.packs.api import read_manifest
from balai.runtime.postgres import Answer, address, knock
from balai.runtime.push.watching import Seen
from balai.runtime.tests.command import PORT, Running, balai, fault


def test_a_demo_of_another_regency_names_its_cast(demo_home: Path) -> None:
    note = demo_home / "demo.json"
    noted = note.stat().st_mtime_ns
    running = Running(demo_home, "demo", "--regency", "72.10", "--port", str(PORT))
    running.until("Ctrl-C menghentikan semuanya")
    said = "".join(running.said)
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz") as answer:  # noqa: S310
        parts = json.load(answer)
    assert parts.pop("push") in {seen.value for seen in Seen}  # it is started after the first page
    assert parts == {"status": "ok", "database": "ok", "migrations": "ok", "storage": "ok"}
    assert running.stop(signal.SIGTERM) == 0
    assert running.said[-1] == "  Selesai.\n"
    names = [
        "warga",
        "warga2",
        "operator.desa1",
        "kades.desa1",
        "operator.kec1",
        "camat.kec1",
        "operator.desa2",
    ]
    assert [name for name in names if f"    {name} " in said] == names
    assert "Kabupaten Sigi" in said
    assert "Memuat" not in said  # the second run loads nothing again
    assert note.stat().st_mtime_ns == noted  # nor looks, though its server has another port
    assert knock(address(demo_home)) is Answer.WAIT  # and the server is gone


def test_run_refuses_demo_accounts_on_an_open_address(demo_home: Path) -> None:
    done = balai(demo_home, "run", "--host", "0.0.0.0", "--port", str(PORT))  # noqa: S104
    assert fault(done).startswith("balai: Instalasi ini berisi akun demo dengan kata sandi umum")
    assert knock(address(demo_home)) is Answer.WAIT


def test_kill_of_a_running_demo_and_a_start_after_it(demo_home: Path) -> None:
    """kill -9 of balai takes web server, worker and database along; the next start is an ordinary one."""
    first = Running(demo_home, "demo", "--regency", "72.10", "--port", str(PORT))
    first.until("Ctrl-C menghentikan semuanya")
    first.stop(signal.SIGKILL)
    wait_until_free(PORT)
    second = Running(demo_home, "demo", "--regency", "72.10", "--port", str(PORT))
    second.until("Ctrl-C menghentikan semuanya")
    assert second.stop() == 0


def test_web_workers_end_with_their_master(demo_home: Path) -> None:
    """kill -9 of the master alone: no orphan keeps the port and serves with the code of then."""
    running = Running(demo_home, "demo", "--regency", "72.10", "--port", str(PORT))
    running.until("Ctrl-C menghentikan semuanya")
    (master,) = [
        child
        for child in psutil.Process(running.process.pid).children()
        if "balai.runtime.web" in child.cmdline()
    ]
    workers = master.children()
    master.kill()
    gone, alive = psutil.wait_procs(workers, timeout=10)
    assert len(gone) >= 1
    assert alive == []
    assert running.stop() == 0


def wait_until_free(port: int) -> None:
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise AssertionError(f"port {port} is still in use")


def test_another_regency_in_the_same_home(demo_home: Path) -> None:
    done = balai(demo_home, "demo", "--regency", "35.10", "--port", str(PORT))
    assert fault(done) == "balai: Instalasi ini sudah melayani wilayah 72.10."


def test_the_doctor_of_a_demo(demo_home: Path) -> None:
    done = balai(demo_home, "doctor")
    lines = done.stdout.splitlines()
    assert lines[1].startswith("beres  Basis data: PostgreSQL 18.")
    assert lines[2:4] == ["beres  Tabel: mutakhir", "beres  Kabupaten: Kabupaten Sigi (72.10), Asia/Makassar"]
    assert [line.partition(":")[0].split(maxsplit=1) for line in lines if not line.startswith("  ")] == [
        ["beres", name]
        for name in (
            "Konfigurasi", "Basis data", "Tabel", "Kabupaten", "Penyimpanan",
            "Penanda tangan", "Pemeriksa virus", "Siaran", "Surel",
            "Kunci", "Lembar pemulihan", "Cadangan", "Jam", "Huruf", "Akun demo",
        )
    ]  # fmt: skip
    assert done.returncode == 0


def test_the_doctor_warns_of_demo_accounts_on_a_public_address(demo_home: Path) -> None:
    done = balai(demo_home, "doctor", BALAI_PUBLIC_URL="https://balai.example", BALAI_HOSTS="balai.example")
    assert done.returncode == 1
    assert "beres  Konfigurasi: https://balai.example" in done.stdout
    assert "PERLU  Akun demo: 37 akun demo di balai.example" in done.stdout
    assert "→ siapkan BALAI_HOME baru tanpa demo" in done.stdout
    assert "→ pakai BSrE: BALAI_SIGNER=bsre" in done.stdout
    assert "PERLU  Lembar pemulihan: bel" in done.stdout


def test_a_pack_is_inspected_and_installed(demo_home: Path) -> None:
    folder = str(Path(__file__).parents[4] / "packs" / "dasar")
    version = read_manifest(Path(folder)).version
    seen = balai(demo_home, "pack", "inspect", folder)
    assert seen.stdout.splitlines()[0] == f"Dasar (dasar {version}; {version})"
    done = balai(demo_home, "pack", "install", folder)
    assert done.stdout == f"Paket dasar {version}: sudah terpasang, tidak ada yang berubah\n"


def test_an_unknown_import_names_the_known_ones(demo_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("a\n1\n")
    line = fault(balai(demo_home, "import", "salah", str(file)))
    assert line.startswith("balai: Jenis impor “salah” tidak dikenal. Yang ada: ")


def test_a_wrong_regency(tmp_path: Path) -> None:
    line = fault(balai(tmp_path, "init", "--regency", "3510"))
    assert line == (
        "balai: Kode wilayah “3510” bukan kabupaten atau kota. "
        "Mungkin maksud Anda 35.10 (Kabupaten Banyuwangi)?"
    )
    assert knock(address(tmp_path)) is Answer.WAIT
    assert fault(balai(tmp_path, "run", "--port", str(PORT))).startswith("balai: Balai belum disiapkan;")


def test_a_busy_port_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        line = fault(balai(tmp_path, "demo", "--port", str(port)))
    assert line == f"balai: Porta {port} di 127.0.0.1 sedang dipakai; pilih yang lain dengan --port."
    assert list(tmp_path.iterdir()) == []


def test_an_unreachable_database(tmp_path: Path) -> None:
    done = balai(tmp_path, "doctor", DATABASE_URL="postgresql://balai:rahasia@127.0.0.1:9/balai")
    assert fault(done) == (
        "balai: Basis data di 127.0.0.1:9/balai tidak terjangkau; "
        "periksa DATABASE_URL dan jalankan servernya."
    )
    assert "rahasia" not in done.stderr


def test_run_before_init(tmp_path: Path) -> None:
    assert fault(balai(tmp_path, "run", "--port", str(PORT))) == (
        "balai: Balai belum disiapkan; jalankan `balai init --regency KODE` (misalnya 35.10)."
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_home_of_another_user(tmp_path: Path) -> None:
    os.chown(tmp_path, 12345, 12345)
    line = fault(balai(tmp_path, "demo", "--port", str(PORT)))
    assert line.startswith(f"balai: Folder {tmp_path} milik pengguna lain (uid 12345)")
    assert list(tmp_path.iterdir()) == []


def test_a_first_run_that_was_cut_off_is_resumed(tmp_path: Path) -> None:
    """Killed while the regions load: `run` says what to do, `init` goes on and invites the administrator."""
    first = Running(tmp_path, "init", "--regency", "72.10")
    first.until("Memuat")
    first.stop(signal.SIGKILL)
    assert fault(balai(tmp_path, "run", "--port", str(PORT))) == (
        "balai: Kabupaten belum ditetapkan; jalankan `balai init --regency KODE` (misalnya 35.10)."
    )
    done = balai(tmp_path, "init", "--regency", "72.10")
    assert done.returncode == 0, done.stderr
    assert "  Kabupaten Sigi siap.\n" in done.stdout
    assert "  http://127.0.0.1:8000/masuk/undangan/" in done.stdout
    again = balai(tmp_path, "init", "--regency", "72.10")
    assert again.returncode == 0
    assert "/masuk/undangan/" in again.stdout  # nobody has used the first one
