"""Packs: what other modules and the command line may use."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from balai.core.actor import SYSTEM, Actor
from balai.foundation.packs.actions.check_arrival import findings_of
from balai.foundation.packs.actions.export_pack import entry_files, export_pack
from balai.foundation.packs.actions.install_pack import Decision, Installation, decision_of, install_pack
from balai.foundation.packs.actions.publish_pack import (
    Publication,
    publish_folder,
    publish_pack,
    withdraw_release,
)
from balai.foundation.packs.actions.read_publisher import read_publisher
from balai.foundation.packs.actions.report_adoptions import report_adoptions
from balai.foundation.packs.actions.subscribe import confirm_key, share_adoptions, subscribe, unsubscribe
from balai.foundation.packs.actions.take_report import take_report
from balai.foundation.packs.adopters import AdopterRow, adopters
from balai.foundation.packs.archive import as_zip, opened
from balai.foundation.packs.comparing import Comparison, Difference, compare_pack
from balai.foundation.packs.fetching import Source, fetched
from balai.foundation.packs.fitting import cautions
from balai.foundation.packs.hooks import adoption_facts, catalogue_part
from balai.foundation.packs.manifest import Manifest, PackError, read_manifest
from balai.foundation.packs.merging import Leaf
from balai.foundation.packs.places import place_name
from balai.foundation.packs.provenance import Provenance, provenance_of
from balai.foundation.packs.publishers import (
    Catalogue,
    OfferedPack,
    PublisherCard,
    catalogue_of,
    newer_packs,
    publishers,
)
from balai.foundation.packs.reading import read_pack
from balai.foundation.packs.releases import (
    ADOPTION,
    FORMAT,
    ReleaseCard,
    next_version,
    our_fingerprint,
    our_key,
    release_cards,
)
from balai.foundation.packs.selectors import (
    Brought,
    Inspection,
    PackCard,
    brought,
    brought_file,
    brought_paths,
    inspect_pack,
    installed_packs,
)
from balai.foundation.packs.wire import address_of

__all__ = [
    "ADOPTION",
    "FORMAT",
    "AdopterRow",
    "Brought",
    "Catalogue",
    "Comparison",
    "Decision",
    "Difference",
    "Inspection",
    "Installation",
    "Leaf",
    "Manifest",
    "OfferedPack",
    "PackCard",
    "PackError",
    "Provenance",
    "Publication",
    "PublisherCard",
    "ReleaseCard",
    "Source",
    "address_of",
    "adopters",
    "adoption_facts",
    "as_zip",
    "brought",
    "brought_file",
    "brought_paths",
    "catalogue_of",
    "catalogue_part",
    "compare",
    "confirm_key",
    "decide",
    "entry_files",
    "export_pack",
    "findings_of",
    "inspect",
    "install",
    "install_source",
    "installed_packs",
    "newer_packs",
    "next_version",
    "our_fingerprint",
    "our_key",
    "place_name",
    "provenance_of",
    "publish_pack",
    "publish_path",
    "publishers",
    "read_manifest",
    "read_publisher",
    "release_cards",
    "report_adoptions",
    "share_adoptions",
    "source_of",
    "subscribe",
    "take_report",
    "unsubscribe",
    "withdraw_release",
]


@contextmanager
def source_of(word: str) -> Iterator[Source]:
    """Where the pack lies that a word means: a folder, a ZIP, or a pack of a catalogue. Raises PackError."""
    if (path := Path(word)).exists():
        yield Source(path)
        return
    with fetched(word) as source:
        yield source


def install_source(source: Source, decision: Decision | None = None, *, anyway: bool = False) -> Installation:
    """Install a pack and remember the catalogue that it came from; see ``install_pack``.

    An older version, or one of another catalogue, is refused unless it is to be installed anyway. Raises PackError.
    """
    if not anyway:
        _require_no_cautions(source)
    if source.publisher_id is None:
        return install(source.path, SYSTEM, decision)
    chosen = replace(decision or Decision(), publisher_id=source.publisher_id)
    done = install(source.path, SYSTEM, chosen)
    report_adoptions(source.publisher_id)
    return done


def _require_no_cautions(source: Source) -> None:
    with opened(source.path) as folder:
        manifest = read_manifest(folder)
    if found := cautions(manifest.name, manifest.version, source.publisher_id):
        raise PackError(f"{' '.join(found)} Pasang dengan --anyway bila memang itu maksudnya.")


def publish_path(path: Path, note: str = "") -> ReleaseCard:
    """Publish the pack in the folder or ZIP; see ``publish_folder``."""
    with opened(path) as folder:
        return publish_folder(SYSTEM, folder, note)


def install(path: Path, actor: Actor = SYSTEM, decision: Decision | None = None) -> Installation:
    """Install the pack in the folder or ZIP; see ``install_pack``."""
    with opened(path) as folder:
        return install_pack(actor, folder, decision)


def inspect(path: Path) -> Inspection:
    """Compare the pack in the folder or ZIP with what was brought before, without trying it."""
    with opened(path) as folder:
        return inspect_pack(folder)


def compare(path: Path, actor: Actor = SYSTEM) -> Comparison:
    """The pack in the folder or ZIP beside what stands here, three-way. Raises PackError."""
    with opened(path) as folder:
        return compare_pack(read_pack(folder), actor)


def decide(*, theirs: Iterable[str] = (), ours: Iterable[str] = ()) -> Decision:
    """A decision from words such as ``services/akta-kelahiran`` or, for one place of an entry,
    ``services/akta-kelahiran#cost/id``. Raises PackError.
    """
    return decision_of({word: side for words, side in ((theirs, "theirs"), (ours, "ours")) for word in words})
