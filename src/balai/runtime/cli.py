"""The ``balai`` command. Every fault that an operator can mend is one line; the exit code is then 1."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from balai.runtime import cli_life, cli_packs
from balai.runtime.auditing import audit_group
from balai.runtime.database import work_as_owner
from balai.runtime.entry import joined, say
from balai.runtime.problem import Problem
from balai.runtime.usage import sentences

if TYPE_CHECKING:
    from balai.core.exchange import Report

DEFAULT_REGENCY = "35.10"
SERVING = {"run", "web", "worker", "push"}  # what faces strangers works with the rows only
REGENCY = click.option("--regency", metavar="KODE", help="Kode kabupaten atau kota, misalnya 35.10.")
PORT = click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Porta web."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="balai", prog_name="balai")
@click.pass_context
def balai(context: click.Context) -> None:
    """Balai: sistem terbuka untuk pelayanan dan pemerintahan kabupaten.

    Semua yang ditulis instalasi ada di folder BALAI_HOME. DATABASE_URL memilih server PostgreSQL;
    tanpa itu Balai menjalankan servernya sendiri. DATABASE_OWNER_URL menyebut pemilik tabelnya bila dipisah.
    """
    if context.invoked_subcommand not in SERVING:
        work_as_owner()


@balai.command()
@REGENCY
@PORT
def demo(regency: str | None, port: int) -> None:
    """Kabupaten contoh yang hidup, dengan orang rekaan, di 127.0.0.1. Ctrl-C menghentikan semuanya."""
    from balai.runtime.commands import run_demo

    run_demo(regency or DEFAULT_REGENCY, port, say)


@balai.command()
@click.option("--regency", metavar="KODE", required=True, help="Kode kabupaten atau kota, misalnya 35.10.")
def init(regency: str) -> None:
    """Siapkan instalasi untuk satu kabupaten; mencetak tautan sekali pakai bagi administrator pertama."""
    from balai.runtime.commands import initialise

    with joined("init"):
        initialise(regency, say)


@balai.command()
@PORT
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat yang didengarkan.")
def run(port: int, host: str) -> None:
    """Jalankan basis data, server web, pekerja dan siaran sampai Ctrl-C atau SIGTERM."""
    from balai.runtime.commands import run_installation

    run_installation(host, port, say)


@balai.command()
@PORT
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat yang didengarkan.")
def web(port: int, host: str) -> None:
    """Jalankan server web saja, misalnya sebagai layanan systemd, dengan DATABASE_URL."""
    from balai.runtime.commands import run_web

    run_web(host, port, say)


@balai.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Porta siaran.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat yang didengarkan.")
def push(port: int, host: str) -> None:
    """Jalankan proses siaran saja (layar antrean dan nomor yang diikuti), dengan DATABASE_URL."""
    from balai.runtime.commands import run_push

    run_push(host, port)


@balai.command()
def roles() -> None:
    """Siapkan peran web di server PostgreSQL, sebagai pemilik tabel (DATABASE_OWNER_URL). Boleh diulang."""
    with joined("roles"):
        from balai.runtime import roles as work

        work.prepare(say)


@balai.command()
def worker() -> None:
    """Jalankan pekerja saja, misalnya di mesin kedua dengan DATABASE_URL yang sama."""
    from balai.runtime import worker as jobs

    with joined("worker"):
        jobs.main()


@balai.command()
def doctor() -> None:
    """Periksa instalasi: tiap baris beres, atau apa yang harus dilakukan."""
    with joined("doctor"):
        from balai.runtime.doctor import examine

        findings = list(examine())
    for finding in findings:
        mark = "beres " if finding.is_ok else "PERLU "
        advice = "" if finding.is_ok else f"\n         → {finding.advice}"
        click.echo(f"{mark} {finding.subject}: {finding.state}{advice}")
    if not all(finding.is_ok for finding in findings):
        sys.exit(1)


@balai.command("import")
@click.argument("kind", metavar="JENIS")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", metavar="KODE", default="", help="Unit yang datanya diimpor, misalnya 35.10.24.2008.")
@click.option("--dry-run", is_flag=True, help="Periksa saja, tidak menyimpan apa pun.")
def import_file(kind: str, file: Path, unit: str, dry_run: bool) -> None:
    """Impor FILE (CSV, XLSX atau GeoJSON) sebagai JENIS: seluruhnya, atau tidak sama sekali."""
    with joined("import"):
        from balai.core.actor import SYSTEM
        from balai.core.exchange import run_import

        report = run_import(kind, file, SYSTEM, unit, dry_run)
        _show(report)
    if report.errors:
        sys.exit(1)


def _show(report: "Report") -> None:
    for problem in (*report.errors, *report.warnings):
        click.echo(f"baris {problem.row}{f', {problem.column}' if problem.column else ''}: {problem.message}")
    stored = "tidak disimpan" if report.is_dry_run or report.errors else "disimpan"
    click.echo(
        f"{report.rows} baris: {report.created} baru, {report.changed} berubah, "
        f"{len(report.errors)} salah ({stored})"
    )


@balai.command("export")
@click.argument("kind", metavar="JENIS")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--unit", metavar="KODE", default="", help="Unit yang datanya diekspor.")
def export_file(kind: str, file: Path | None, unit: str) -> None:
    """Ekspor JENIS ke FILE (akhiran namanya memilih bentuk), atau ke keluaran standar."""
    with joined("export"):
        from balai.core.actor import SYSTEM
        from balai.core.exchange import run_export

        made = run_export(kind, SYSTEM, unit, file.suffix.lstrip(".").lower() if file else "")
    if file is None:
        sys.stdout.buffer.write(made.content)
    else:
        file.write_bytes(made.content)
        click.echo(f"{file}: {len(made.content)} bita")


for command in (*cli_life.COMMANDS, cli_packs.pack, audit_group(joined)):
    balai.add_command(command)


def _sentence(error: Exception) -> str | None:
    """The one line for a fault that an operator can mend; None for a fault of ours."""
    from django.apps import apps
    from django.db import OperationalError

    from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible

    if isinstance(error, Problem | Conflict | Invalid | NotAllowed | NotVisible):
        return str(error)
    if apps.ready and isinstance(error, _pack_error()):
        return str(error)
    if isinstance(error, OperationalError):
        return f"Basis data terputus: {str(error).splitlines()[0]}"
    if isinstance(error, OSError):
        return f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}"
    return None


def _pack_error() -> type[Exception]:
    from balai.foundation.packs.api import PackError

    return PackError


def main() -> None:
    """Run the command and turn faults into lines."""
    try:
        balai(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        click.echo(sentences(error), err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 - the outermost door
        sentence = _sentence(error)
        if sentence is None:
            raise
        click.echo(f"balai: {sentence}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
