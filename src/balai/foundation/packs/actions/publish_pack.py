"""Give a version of a pack to whoever asks: kept as it is given, never changed; withdrawn, it is offered no more."""

from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM, Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.foundation.packs.access import get_pack, get_release
from balai.foundation.packs.archive import LARGEST_ZIP, as_zip, laid_out
from balai.foundation.packs.comparing import compare_pack
from balai.foundation.packs.composing import Files, as_adapted, as_brought
from balai.foundation.packs.events import RELEASE_WITHDRAWN, RELEASED
from balai.foundation.packs.manifest import Manifest, is_version, version_key
from balai.foundation.packs.models import Release, Withdrawal
from balai.foundation.packs.policies import require_manager
from balai.foundation.packs.reading import plain, read_pack
from balai.foundation.packs.releases import ReleaseCard, newest_version, release_card

LONGEST_NOTE = 240


@dataclass(frozen=True)
class Publication:
    """What is to be published: an installed pack as it was brought, or with ``version`` as it was adapted here."""

    name: str
    adapted: bool = False
    version: str = ""
    note: str = ""


@transaction.atomic
def publish_pack(actor: Actor, wish: Publication) -> ReleaseCard:
    """Publish an installed pack; the same again is the same release.

    Raises NotAllowed, NotVisible, Invalid for a version that cannot follow, Conflict for other content under a version
    that is out, PackError for a pack whose files were not kept.
    """
    row = get_pack(actor, wish.name)
    if not wish.adapted:
        return _release(actor, as_brought(row), wish.note)
    if not is_version(wish.version):
        raise _refused(_("Tulis versi dengan tiga angka, misalnya 1.0.0."))
    return _release(actor, as_adapted(row, wish.version), wish.note)


@transaction.atomic
def publish_folder(actor: Actor, folder: Path, note: str = "") -> ReleaseCard:
    """Publish a pack from its folder, once it was found to be without faults here. As ``publish_pack``."""
    require_manager(actor)
    pack = read_pack(folder)
    compare_pack(pack, SYSTEM)
    return _release(actor, pack.raw_files(), note)


def _release(actor: Actor, files: Files, note: str) -> ReleaseCard:
    with laid_out(files) as folder:
        manifest = read_pack(folder).manifest
    content = as_zip(files)
    digest = sha256(content).hexdigest()
    _one_at_a_time(manifest.name)
    known = Release.objects.filter(name=manifest.name, version=manifest.version).first()
    if known:
        return release_card(_same(known, digest))
    _require_publishable(manifest, content)
    row = Release.objects.create(
        name=manifest.name,
        version=manifest.version,
        manifest=plain(asdict(manifest)),
        note=" ".join(note.split())[:LONGEST_NOTE],
        content=content,
        sha256=digest,
        size=len(content),
        published_by=actor.name,
    )
    record(actor, RELEASED, subject=row, pack=row.name, version=row.version)
    return release_card(row)


def _one_at_a_time(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"packs.release {name}"])


def _same(known: Release, digest: str) -> Release:
    if known.sha256 != digest:
        raise Conflict(
            _(
                "{pack} versi {version} sudah terbit dengan isi lain. Terbitkan dengan versi yang lebih tinggi."
            ).format(pack=known.name, version=known.version)
        )
    if Withdrawal.objects.filter(release=known).exists():
        raise Conflict(_("Versi ini sudah ditarik. Terbitkan dengan versi yang lebih tinggi."))
    return known


def _require_publishable(manifest: Manifest, content: bytes) -> None:
    newest = newest_version(manifest.name)
    if newest and version_key(newest) > manifest.version_key:
        raise _refused(
            _("Versi {version} sudah terbit; versi berikutnya harus lebih tinggi.").format(version=newest)
        )
    if len(content) > LARGEST_ZIP:
        raise Invalid(_("Paket ini lebih besar dari {size} MB.").format(size=LARGEST_ZIP >> 20))


def _refused(sentence: str) -> Invalid:
    return Invalid(sentence, {"version": sentence})


@transaction.atomic
def withdraw_release(actor: Actor, release_id: UUID, reason: str) -> None:
    """Offer a version no more; who has it keeps it. Raises NotAllowed, NotVisible, Invalid, Conflict."""
    row = get_release(actor, release_id)
    words = " ".join(reason.split())[:LONGEST_NOTE]
    if not words:
        raise Invalid(_("Tulis alasan penarikan."), {"reason": _("Tulis alasan penarikan.")})
    _one_at_a_time(row.name)
    if Withdrawal.objects.filter(release=row).exists():
        raise Conflict(_("Versi ini sudah ditarik."))
    Withdrawal.objects.create(release=row, reason=words, withdrawn_by=actor.name)
    record(actor, RELEASE_WITHDRAWN, subject=row, pack=row.name, version=row.version, reason=words)
