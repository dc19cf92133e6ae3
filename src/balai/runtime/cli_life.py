"""The commands of an installation's life: back up, restore, keys."""

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from pyrage import x25519

from balai.config import env
from balai.runtime.database import current_url, join, own
from balai.runtime.entry import as_system, joined, ready_django, say
from balai.runtime.home import claim
from balai.runtime.problem import Problem
from balai.runtime.serve import stoppable

FILE = click.argument("file", type=click.Path(path_type=Path))
REPLACE_WORD = "GANTI"


@click.command()
@FILE
def backup(file: Path) -> None:
    """Cadangkan basis data dan berkas ke FILE: disegel, dibaca kembali, boleh sambil dipakai."""
    from balai.runtime.backup.create import back_up, final_path

    with join(env.home(), "backup", say):
        made = back_up(env.home(), current_url(), final_path(file), say)
    say(
        f"{made.path}: {made.bytes / 1e6:.1f} MB, {made.content.members} bagian, "
        f"{made.seconds:.1f} detik, sudah diperiksa."
    )
    if made.missing:
        say(f"PERLU: {made.missing} berkas yang disebut basis data tidak ada di penyimpanan.")


@click.command()
@FILE
@click.option(
    "--key", type=click.Path(path_type=Path), help="Berkas dengan kunci pemulihan; “-” dari masukan."
)
@click.option("--replace", metavar=REPLACE_WORD, default="", help="Gantikan instalasi yang berisi.")
def restore(file: Path, key: Path | None, replace: str) -> None:
    """Pulihkan FILE ke instalasi kosong. Semuanya diperiksa sebelum ada yang diubah."""
    from balai.runtime.backup import restore as work
    from balai.runtime.migrating import known_migrations, migrate

    if replace not in {"", REPLACE_WORD}:
        raise Problem(f"Untuk menggantikan isi instalasi, tulis persis: --replace {REPLACE_WORD}")
    home = env.home()
    with stoppable(), own(home, "restore", say) as server, ready_django():
        from balai.runtime import roles

        judged = work.judge(home, file, _identity(key), known_migrations(), say)
        say(f"{file} utuh: Balai {judged.head['balai']}, wilayah {judged.head['regency'] or '-'}, "
            f"dibuat {judged.head['made_at']}.")  # fmt: skip
        work.put_back(home, current_url(), judged, replace=bool(replace), say=say)
        migrate(say)
        roles.after_restore(say, is_embedded=server is not None)
    say(f"Dipulihkan: {sum(judged.measured.tables.values())} baris dalam {len(judged.measured.tables)} tabel, "
        "sama dengan saat dicadangkan.")  # fmt: skip


def _identity(key: Path | None) -> x25519.Identity:
    from balai.runtime.keyring.sheet import recovery_identity

    if key is None:
        return recovery_identity(_typed("Kunci pemulihan", 4))
    return recovery_identity(sys.stdin.read() if str(key) == "-" else key.read_text())


def _typed(what: str, count: int) -> str:
    """What was scanned (one line) or typed (as many rows as the sheet has)."""
    click.echo(f"{what}: pindai kodenya, atau ketik {count} baris dari lembar.")
    first = _hidden("baris 1")
    if len(first.split()) == 1:
        return first
    return "\n".join([first, *(_hidden(f"baris {number}") for number in range(2, count + 1))])


def _hidden(what: str) -> str:
    """Secret words, typed without an echo."""
    return str(click.prompt(what, hide_input=True))


@contextmanager
def _upgrade_house() -> Iterator[None]:
    """The application with every gate shut."""
    from balai.runtime.gate import shut

    with shut(current_url()), ready_django(), as_system("upgrade"):
        yield


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Porta web.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat web.")
@click.option("--no-backup", is_flag=True, help="Tanpa cadangan; hanya bila sudah ada yang baru saja dibuat.")
def upgrade(port: int, host: str, no_backup: bool) -> None:
    """Mutakhirkan instalasi ke versi ini: cadangan, tabel, paket baru. Boleh diulang bila terputus.

    Selama itu alamat web menjawab dengan penjelasan (503).
    """
    from balai.runtime.holding import holding_page

    home = env.home()
    with stoppable(), holding_page(host, port), own(home, "upgrade", say), _upgrade_house():
        from balai.runtime.upgrading import upgrade as work

        done = work(home, current_url(), with_backup=not no_backup, say=say)
    if done.backup:
        say(f"Cadangan dari sebelum pemutakhiran: {done.backup}")
    for name in done.other_packs:
        say(f"Paket {name} berbeda dari yang terpasang: lihat `balai pack inspect packs/{name}`.")
    say(f"Mutakhir: {done.steps} langkah tabel, {done.seconds:.1f} detik. Jalankan `balai run`.")


@click.group()
def key() -> None:
    """Kunci: lembar pemulihan, konfirmasi, pengembalian, penggantian."""


def _installation() -> str:
    """How the sheet names this installation."""
    return env.text("BALAI_PUBLIC_URL", "http://127.0.0.1:8000")


@key.command()
@FILE
def sheet(file: Path) -> None:
    """Cetak lembar pemulihan ke FILE (PDF). Yang pertama membuat kunci pemulihan cadangan."""
    from balai.runtime.keyring.sheet import make_sheet

    home = env.home()
    claim(home)
    fingerprint = make_sheet(home, file, _installation())
    say(f"{file}: cetak, periksa dengan `balai key confirm`, lalu hapus berkas ini.")
    if fingerprint:
        say(f"Kunci pemulihan {fingerprint} dibuat; separuh rahasianya hanya ada di lembar itu.")


@key.command()
def confirm() -> None:
    """Nyatakan bahwa lembar pemulihan tercetak dan terbaca: ketik kuncinya dari lembar."""
    from balai.core.keys import data_key_prints
    from balai.runtime.keyring import sheet as work

    home = env.home()
    typed = _typed("Kunci pemulihan", 4)
    asked = {name: 1 + secrets.randbelow(8) for name in data_key_prints(home)}
    rows = {
        name: (row, click.prompt(f"Kunci data {name}, baris {row}", hide_input=True))
        for name, row in asked.items()
    }
    work.confirm(home, typed, rows)
    say("Lembar pemulihan cocok dengan kunci instalasi ini.")


@key.command()
@click.option("--name", default="1", show_default=True, help="Nama kunci data di lembar.")
def recover(name: str) -> None:
    """Kembalikan kunci data dari lembar pemulihan (sebelum `balai restore` di mesin baru)."""
    from balai.core.keys import add_data_key
    from balai.runtime.keyring.sheet import data_key

    home = env.home()
    claim(home)
    found = data_key(_typed(f"Kunci data {name}", 8), name)
    try:
        add_data_key(home, name, found, make_current=True)
    except ValueError:
        raise Problem(
            f"Di {home / 'keys'} sudah ada kunci data {name} yang lain; tidak ada yang diubah."
        ) from None
    say(f"Kunci data {name} kembali.")


@key.group()
def rotate() -> None:
    """Ganti sebuah kunci. Akibat kehilangannya: docs/operate/keys.md."""


@rotate.command("data")
def rotate_data() -> None:
    """Kunci data: NIK, KK, faktor kedua, lampiran, surat disegel ulang; boleh sambil dipakai dan diulang."""
    with joined("key rotate data"):
        from balai.runtime.keyring import rotating

        done = rotating.rotate_data(env.home(), say)
    say(f"{done} isi disegel ulang. Cetak lembar baru: `balai key sheet lembar.pdf`; simpan juga yang lama, "
        "cadangan lama memerlukannya.")  # fmt: skip


@rotate.command("backup")
@FILE
def rotate_backup(file: Path) -> None:
    """Kunci pemulihan: lembar baru ke FILE; cadangan berikutnya disegel untuk kunci baru."""
    from balai.runtime.keyring.sheet import make_sheet

    claim(env.home())
    fingerprint = make_sheet(env.home(), file, _installation(), renew=True)
    say(f"Kunci pemulihan {fingerprint} dibuat; cadangan lama tetap memerlukan lembar lama.")


@rotate.command("sessions")
def rotate_sessions() -> None:
    """Kunci sesi: semua orang masuk lagi dan tautan undangan batal, setelah `balai run` dimulai ulang."""
    from balai.runtime.keyring import replacing

    claim(env.home())
    replacing.rotate_django(env.home())
    say("Kunci sesi diganti; mulai ulang `balai run`.")


@rotate.command("audit")
def rotate_audit() -> None:
    """Kunci kepala segel audit: yang berikut ditandatangani kunci baru, yang lama tetap diakui."""
    from balai.runtime.keyring import replacing

    claim(env.home())
    replacing.rotate_audit(env.home())
    say("Kunci kepala segel diganti; separuh umum yang lama tetap tersimpan.")


@rotate.command("catalogue")
def rotate_catalogue() -> None:
    """Kunci katalog paket: yang lama memperkenalkan yang baru, jadi pelanggan tidak perlu menelepon lagi."""
    from balai.runtime.keyring import replacing

    claim(env.home())
    digits = replacing.rotate_catalogue(env.home())
    say(f"Kunci katalog diganti. Sidik yang baru: {digits}")


@rotate.command("authority")
def rotate_authority() -> None:
    """Otoritas tanda tangan percobaan: yang baru dibuat saat tanda tangan berikutnya."""
    from balai.runtime.keyring import replacing

    claim(env.home())
    replacing.rotate_authority(env.home())
    say("Otoritas lama disisihkan di folder keys; mulai ulang `balai run`.")


@key.command()
@click.argument("name")
def forget(name: str) -> None:
    """Buang kunci data lama NAME dari mesin; cadangan dari masanya lalu memerlukan lembarnya."""
    with joined("key forget"):
        from balai.runtime.keyring import rotating

        rotating.forget(env.home(), name)
    say(f"Kunci data {name} tidak ada lagi di mesin ini.")


COMMANDS: tuple[click.Command, ...] = (backup, restore, upgrade, key)
