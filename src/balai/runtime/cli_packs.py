"""The commands of packs: look at them, install, give away, publish, follow the catalogues of others."""

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from balai.runtime.entry import joined
from balai.runtime.problem import Problem

if TYPE_CHECKING:
    from balai.foundation.packs.api import Installation, Leaf, PublisherCard

PACK = click.argument("pack_", metavar="PAKET")
THEIRS = click.option(
    "--theirs",
    multiple=True,
    metavar="JENIS/KUNCI[#TEMPAT]",
    help="Ambil dari paket, lepaskan penyesuaian di sini: satu entri, atau satu tempatnya saja.",
)
OURS = click.option(
    "--ours",
    multiple=True,
    metavar="JENIS/KUNCI[#TEMPAT]",
    help="Pertahankan yang berlaku di sini: satu entri, atau satu tempat yang diubah paket.",
)
NARROWEST, MOST_LINES = 30, 12  # columns of a text, and lines of it
VERDICTS = {
    "new": "baru", "theirs": "diubah paket", "ours": "disesuaikan di sini", "both": "diubah keduanya, dapat digabung",
    "conflict": "bertentangan", "stranger": "sudah ada di sini, bukan dari paket", "kept": "kata-kata sendiri tetap",
    "gone": "tidak dibawa lagi",
}  # fmt: skip


@click.group()
def pack() -> None:
    """Paket isi: layanan, surat, daftar kode.

    PAKET adalah folder, berkas ZIP, atau nama paket di katalog langganan (nama atau nama@versi).

    Akhirnya 0 bila berhasil; 1 bila ditolak atau penerbitnya bermasalah, dan tidak ada yang berubah; 2 bila
    perintahnya keliru tulis; 130 bila dihentikan.
    """


@contextmanager
def _packs(command: str) -> Iterator[Any]:
    """What the application offers for packs, once it is ready."""
    with joined(f"pack {command}"):
        from balai.foundation.packs import api

        yield api


@pack.command()
@PACK
def inspect(pack_: str) -> None:
    """Periksa PAKET dan bandingkan dengan yang terpasang."""
    with _packs("inspect") as packs, packs.source_of(pack_) as source:
        found = packs.inspect(source.path)
    manifest = found.manifest
    installed = found.installed_version or "belum terpasang"
    click.echo(f"{manifest.title['id']} ({manifest.name} {manifest.version}; {installed})")
    click.echo(f"asal {manifest.origin}, lisensi {manifest.licence}")
    for kind, count in found.counts.items():
        click.echo(f"  {kind}: {count}")
    for change, kind, key in found.changes:
        click.echo(f"  {change}: {kind} {key}")


@pack.command()
@PACK
@click.option("--json", "as_json", is_flag=True, help="Seluruhnya sebagai JSON, untuk program.")
def diff(pack_: str, as_json: bool) -> None:
    """Bandingkan PAKET dengan yang berlaku di sini: diubah paket, disesuaikan kabupaten, bertentangan."""
    with _packs("diff") as packs, packs.source_of(pack_) as source:
        found = packs.compare(source.path)
        if as_json:
            click.echo(json.dumps(packs.findings_of(found), ensure_ascii=False, indent=1))
            return
        for one in found.changes:
            called = f" ({one.name})" if one.name != one.key else ""
            click.echo(f"{VERDICTS[one.verdict]}: {one.kind}/{one.key}{called}")
            for leaf in one.leaves:
                _show_place(leaf, " › ".join(map(packs.place_name, leaf.names)))
                if leaf in one.open_places:
                    other = "theirs" if leaf.stands == "ours" else "ours"
                    click.echo(_wrapped(f"pilih: --{other} '{one.kind}/{one.key}#{leaf.word}'", "      "))
    if not found.changes:
        click.echo("Tidak ada yang berbeda.")


def _show_place(leaf: "Leaf", where: str) -> None:
    """A place with what it says on each side, one under the other."""
    click.echo(_wrapped(f"{where}{' (bertentangan)' if leaf.is_conflict else ''}", "    "))
    told = [("paket lama", leaf.base), ("di sini", leaf.ours), ("paket baru", leaf.theirs)]
    for name, text in told:
        click.echo(_wrapped(text or "–", f"      {name:<11}"))


def _wrapped(text: str, head: str) -> str:
    """The text in lines that fit the terminal, beside its head."""
    width = max(shutil.get_terminal_size((100, 24)).columns - len(head), NARROWEST)
    lines = [part for line in text.splitlines() for part in textwrap.wrap(line, width) or [""]]
    if len(lines) > MOST_LINES:
        lines[MOST_LINES:] = [f"… ({len(lines) - MOST_LINES} baris lagi; lihat dengan --json)"]
    return "\n".join(
        f"{'' if number else head}{' ' * len(head) if number else ''}{line}"
        for number, line in enumerate(lines)
    )


pack.add_command(diff, "compare")  # as the command was called first


@pack.command()
@PACK
@THEIRS
@OURS
@click.option(
    "--anyway", is_flag=True, help="Juga versi yang lebih lama, atau dari katalog lain daripada dulu."
)
def install(pack_: str, theirs: tuple[str, ...], ours: tuple[str, ...], anyway: bool) -> None:
    """Pasang PAKET: seluruhnya, atau tidak sama sekali."""
    with _packs("install") as packs, packs.source_of(pack_) as source:
        decision = packs.decide(theirs=theirs, ours=ours) if theirs or ours else None
        done = packs.install_source(source, decision, anyway=anyway)
    _show(done)


def _show(done: "Installation") -> None:
    counts = ", ".join(f"{kind} {count}" for kind, count in done.changed.items())
    click.echo(f"Paket {done.name} {done.version}: {counts or 'sudah terpasang, tidak ada yang berubah'}")
    for kind, key in done.kept:
        click.echo(f"  tetap seperti disesuaikan di sini: {kind}/{key}")
    for kind, key in done.merged:
        click.echo(f"  digabung dengan penyesuaian di sini: {kind}/{key}")
    for word in done.unasked:
        click.echo(f"  bertentangan, yang di sini yang berlaku: {word}")


@pack.command()
@click.argument("name", metavar="NAMA")
@click.argument("goal", metavar="TUJUAN", type=click.Path(path_type=Path))
@click.option("--adapted", is_flag=True, help="Seperti disesuaikan di sini, dengan nama sendiri dan asalnya.")
def export(name: str, goal: Path, adapted: bool) -> None:
    """Tulis paket terpasang NAMA ke TUJUAN (folder baru, atau berkas .zip), untuk dipasang di tempat lain."""
    with _packs("export") as packs:
        from balai.core.actor import SYSTEM

        count = packs.export_pack(SYSTEM, name, goal, adapted=adapted)
    click.echo(f"{goal}: {count} berkas")


@pack.command()
@PACK
@click.option(
    "--adapted", is_flag=True, help="Paket terpasang seperti disesuaikan di sini, dengan nama sendiri."
)
@click.option("--version", default="", metavar="1.0.0", help="Versi isi yang disesuaikan.")
@click.option("--note", default="", help="Yang baru di versi ini.")
def publish(pack_: str, adapted: bool, version: str, note: str) -> None:
    """Terbitkan PAKET (nama paket terpasang, folder atau ZIP) di katalog /katalog/."""
    with _packs("publish") as packs:
        from balai.core.actor import SYSTEM

        if (path := Path(pack_)).exists():
            card = packs.publish_path(path, note)
        else:
            card = packs.publish_pack(SYSTEM, packs.Publication(pack_, adapted, version, note))
        click.echo(f"{card.name} {card.version} terbit, SHA-256 {card.sha256}")
        click.echo(f"Sidik kunci kami: {packs.our_fingerprint()}")


@pack.command()
@click.argument("address", metavar="ALAMAT")
@click.option("--digits", default="", metavar="ANGKA", help="Sidik yang dibacakan penerbit lewat telepon.")
def subscribe(address: str, digits: str) -> None:
    """Berlangganan katalog di ALAMAT; sidik kuncinya dicocokkan lewat telepon sebelum paketnya dapat diambil."""
    with _packs("subscribe") as packs:
        from balai.core.actor import SYSTEM

        card = _known(packs.publishers(), packs.address_of(address))
        row_id = card.id if card else packs.subscribe(SYSTEM, address)
        packs.read_publisher(row_id)
        card = _card(packs.publishers(), row_id)
        if card.state != "followed" or card.new_key:
            typed = digits or click.prompt(f"{card.name}: sidik yang dibacakan lewat telepon (30 angka)")
            packs.confirm_key(SYSTEM, row_id, typed)
            packs.read_publisher(row_id)
        for offered in packs.catalogue_of(row_id).packs:
            here = f"; di sini {offered.installed}" if offered.installed else ""
            click.echo(f"{offered.name} {offered.newest.version}: {offered.title['id']}{here}")


def _known(cards: "list[PublisherCard]", address: str) -> "PublisherCard | None":
    return next((card for card in cards if card.address == address), None)


def _card(cards: "list[PublisherCard]", publisher_id: UUID) -> "PublisherCard":
    """The card as it is after reading. A Problem that says what to do when it could not be read.

    Another key is no such thing here: its digits are asked for.
    """
    (card,) = [card for card in cards if card.id == publisher_id]
    if card.told and not card.new_key:
        raise Problem(_trouble(card))
    return card


def _trouble(card: "PublisherCard") -> str:
    detail = f" ({card.detail})" if card.detail else ""
    return f"{card.name}: {card.told.title}{detail}. {card.told.advice}" if card.told else ""


@pack.command()
@click.argument("names", metavar="[PAKET]...", nargs=-1)
@THEIRS
@OURS
def update(names: tuple[str, ...], theirs: tuple[str, ...], ours: tuple[str, ...]) -> None:
    """Baca semua katalog langganan dan sebut versi yang lebih baru; dengan nama PAKET, pasang versi itu.

    Penyesuaian di sini tetap berlaku; yang bertentangan disebut, dan yang di sini yang menang tanpa --theirs.
    """
    with _packs("update") as packs:
        for card in packs.publishers():
            packs.read_publisher(card.id)
        troubled = [card for card in packs.publishers() if card.told]
        for card in troubled:
            click.echo(_trouble(card), err=True)
        newer = {offered.name: (card.name, offered) for card, offered in packs.newer_packs()}
        if not names:
            for where, offered in newer.values():
                click.echo(
                    f"{offered.name}: di sini {offered.installed}, {where} menawarkan {offered.newest.version}"
                )
        if unknown := [name for name in names if name not in newer]:
            raise Problem(f"Tidak ada versi yang lebih baru dari {', '.join(unknown)}.")
        for name in names:
            decision = packs.decide(theirs=theirs, ours=ours) if theirs or ours else None
            with packs.source_of(f"{name}@{newer[name][1].newest.version}") as source:
                _show(packs.install_source(source, decision))
    if not names and not newer:
        click.echo("Tidak ada versi yang lebih baru.")
    if troubled:
        sys.exit(1)
