"""A pack from a catalogue at the command line: fetched into a file for the while, checked like any other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from balai.foundation.packs.manifest import PackError
from balai.foundation.packs.models import Publisher
from balai.foundation.packs.publishers import OfferedPack, catalogue_from, offer_in
from balai.foundation.packs.troubles import sentence_of, told_of
from balai.foundation.packs.wire import Trouble, read_release


@dataclass(frozen=True)
class Source:
    """Where a pack lies now, and the catalogue that it came from (None for a folder or ZIP of one's own)."""

    path: Path
    publisher_id: UUID | None = None


@contextmanager
def fetched(word: str) -> Iterator[Source]:
    """The pack that ``name`` or ``name@version`` means in the catalogues that are followed.

    Raises PackError when none offers it, when several do, or when it cannot be fetched.
    """
    name, _at, version = word.partition("@")
    row, pack = _found(name, version)
    offer = offer_in(row.document, name, version or pack.newest.version)
    try:
        content = read_release(row.address, name, offer)
    except Trouble as trouble:
        advice = told_of(trouble.code).advice
        raise PackError(f"{row.label}: {sentence_of(trouble.code, trouble.detail)}. {advice}") from trouble
    with TemporaryDirectory(prefix="balai-paket-") as folder:
        path = Path(folder) / f"{name}.zip"
        path.write_bytes(content)
        yield Source(path, row.pk)


def _found(name: str, version: str) -> tuple[Publisher, OfferedPack]:
    rows = Publisher.objects.filter(state=Publisher.State.FOLLOWED)
    offers = [(row, pack) for row in rows for pack in catalogue_from(row.document).packs if pack.name == name]
    fitting = [
        (row, pack)
        for row, pack in offers
        if not version or version in {one.version for one in pack.versions}
    ]
    if offers and not fitting:
        known = ", ".join(one.version for _row, pack in offers for one in pack.versions)
        raise PackError(f"“{name}” versi {version} tidak ditawarkan; yang ada: {known}")
    if not fitting:
        raise PackError(f"“{name}”: tidak ada folder, ZIP, atau paket katalog dengan nama itu")
    if len(fitting) > 1:
        where = ", ".join(row.label for row, _pack in fitting)
        raise PackError(f"“{name}” ditawarkan oleh {where}; ambil lewat halaman Langganan")
    return fitting[0]
