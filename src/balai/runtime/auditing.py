"""``balai audit``: seal, verify, print the signed head, remove what is past its time."""

import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from balai.foundation.audit.api import Verified

Joined = Callable[[str], AbstractContextManager[None]]
FILE = click.Path(dir_okay=False, path_type=Path)


def audit_group(joined: Joined) -> click.Group:
    """The group of commands; ``joined`` gives a command the application and the database."""
    group = click.Group("audit", help="Jejak audit: segel, pemeriksaan, kepala yang ditandatangani.")
    group.add_command(_seal(joined))
    group.add_command(_verify(joined))
    group.add_command(_head(joined))
    group.add_command(_retire(joined))
    return group


def _seal(joined: Joined) -> click.Command:
    @click.command()
    def seal() -> None:
        """Segel catatan yang menunggu, sekarang juga."""
        with joined("audit seal"):
            from balai.foundation.audit import api as audit

            click.echo(f"{audit.seal_now()} catatan disegel")

    return seal


def _verify(joined: Joined) -> click.Command:
    @click.command()
    @click.option("--head", "file", type=FILE, help="Berkas kepala segel yang disimpan di luar mesin ini.")
    def verify(file: Path | None) -> None:
        """Periksa seluruh rantai: catatan yang diubah, hilang, bertukar atau diselundupkan disebut satu per satu."""
        with joined("audit verify"):
            from balai.foundation.audit import api as audit

            result = audit.verify_chain(file.read_bytes() if file else None)
            _show(result)
        if result.faults:
            sys.exit(1)

    return verify


def _show(result: "Verified") -> None:
    for sentence in result.sentences:
        click.echo(sentence)
    if result.faults > len(result.sentences):
        click.echo(f"… dan {result.faults - len(result.sentences)} temuan lain")
    if result.retired_up_to:
        click.echo(f"Isi segel 1 sampai {result.retired_up_to} sudah dihapus karena habis masa simpannya.")
    click.echo(
        f"{result.seals} segel, {result.entries} catatan, {result.unsealed} menunggu segel: "
        f"{f'{result.faults} temuan' if result.faults else 'utuh'}"
    )


def _head(joined: Joined) -> click.Command:
    @click.command()
    @click.option("--out", "file", type=FILE, help="Simpan kepala segel dalam berkas ini.")
    def head(file: Path | None) -> None:
        """Cetak kepala segel hari ini, ditandatangani; simpan di luar mesin ini."""
        with joined("audit head"):
            from balai.foundation.audit import api as audit

            made = audit.signed_head()
        if made is None:
            raise click.ClickException("Belum ada segel.")
        content = made.content
        if file:
            file.write_bytes(content)
        click.echo(f"{file}: segel {made.seal}" if file else json.dumps(json.loads(content), indent=1))

    return head


def _retire(joined: Joined) -> click.Command:
    @click.command()
    @click.option("--before", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Tanggal (UTC).")
    @click.option("--reason", required=True, help="Dasar penghapusan, misalnya jadwal retensi arsip.")
    def retire(before: datetime, reason: str) -> None:
        """Hapus isi segel yang lebih tua dari BEFORE. Hanya pemilik tabel yang bisa; penghapusan menjadi peristiwa."""
        with joined("audit retire"):
            from balai.core.actor import SYSTEM
            from balai.foundation.audit import api as audit

            done = audit.retire(SYSTEM, before.replace(tzinfo=UTC), reason)
        click.echo(f"{done.entries} catatan dihapus, sampai segel {done.seal}")

    return retire
