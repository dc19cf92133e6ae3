"""Reads of what this regency publishes: the releases, and the signed catalogue made of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from balai.core.keys import catalogue_key, catalogue_succession
from balai.core.signed import fingerprint, public_half, sign_letter
from balai.foundation.packs.hooks import catalogue_parts
from balai.foundation.packs.manifest import raised, version_key
from balai.foundation.packs.models import InstalledPack, Release, Withdrawal
from balai.foundation.packs.shape import MOST_VERSIONS
from balai.foundation.regions.api import regency

FORMAT = 1
CATALOGUE, PACK, ADOPTION = "catalogue", "pack", "adoption"  # for what a signature holds
TOLD = ("title", "description", "origin", "licence", "sources", "requires", "regency", "based_on")


@dataclass(frozen=True)
class ReleaseCard:
    """A published version. ``withdrawn`` is the reason why it is offered no more, empty while it is."""

    id: UUID
    name: str
    version: str
    manifest: dict[str, Any]
    note: str
    sha256: str
    size: int
    published_at: datetime
    published_by: str
    withdrawn: str = ""


@dataclass(frozen=True)
class Offered:
    """A pack of the catalogue with its versions, the newest first."""

    name: str
    versions: tuple[ReleaseCard, ...]

    @property
    def newest(self) -> ReleaseCard:
        """The version that most will take."""
        return self.versions[0]


def release_cards(name: str = "") -> list[ReleaseCard]:
    """Every release, or those of a pack, without contents, by name and the newest first; one query."""
    rows = Release.objects.select_related("withdrawal").defer("content")
    cards = [release_card(row) for row in (rows.filter(name=name) if name else rows)]
    return sorted(cards, key=lambda card: (card.name, [-part for part in version_key(card.version)]))


def release_card(row: Release) -> ReleaseCard:
    """The card of a release."""
    withdrawal = getattr(row, "withdrawal", None)
    return ReleaseCard(
        row.pk,
        row.name,
        row.version,
        row.manifest,
        row.note,
        row.sha256,
        row.size,
        row.created_at,
        row.published_by,
        withdrawal.reason if withdrawal else "",
    )


def newest_version(name: str) -> str:
    """The highest version that was ever published of a pack; empty for none."""
    versions = Release.objects.filter(name=name).values_list("version", flat=True)
    return max(versions, key=version_key, default="")


def next_version(name: str) -> str:
    """The version that most would give to what follows: the last part one higher than all here."""
    here = InstalledPack.objects.filter(name=name).values_list("version", flat=True)
    known = [version for version in (newest_version(name), *here) if version]
    return raised(max(known, key=version_key)) if known else "1.0.0"


def offered(cards: Iterable[ReleaseCard] | None = None) -> list[Offered]:
    """What is offered now, by name."""
    live = [card for card in (release_cards() if cards is None else cards) if not card.withdrawn]
    return [Offered(name, tuple(group)) for name, group in groupby(live, key=lambda card: card.name)]


def our_key() -> str:
    """The public key of this installation."""
    return public_half(catalogue_key(settings.HOME))


def our_fingerprint() -> str:
    """Its digits, as they are compared by telephone."""
    return fingerprint(our_key())


def our_keys() -> set[str]:
    """The public key of now and those before it."""
    return {our_key(), *(link["old"] for link in catalogue_succession(settings.HOME))}


def signed_catalogue() -> dict[str, Any]:
    """The catalogue as a letter that others verify."""
    return _signed(CATALOGUE, catalogue_document())


def catalogue_document() -> dict[str, Any]:
    """What is published: whose it is, the packs (of each the newest versions), and the parts that modules add."""
    place = regency()
    return {
        "format": FORMAT,
        "regency": {"code": place.code, "name": place.name},
        "at": timezone.now().isoformat(timespec="seconds"),
        "packs": [_told(pack) for pack in offered()],
        "parts": catalogue_parts(),
    }


def _told(pack: Offered) -> dict[str, Any]:
    facts = {key: value for key in TOLD if (value := pack.newest.manifest.get(key))}
    return {
        "name": pack.name,
        **facts,
        "versions": [_version(card) for card in pack.versions[:MOST_VERSIONS]],
    }


def _version(card: ReleaseCard) -> dict[str, Any]:
    return {
        "version": card.version,
        "sha256": card.sha256,
        "size": card.size,
        "published_at": card.published_at.isoformat(timespec="seconds"),
        "note": card.note,
    }


def signed_release(card: ReleaseCard) -> dict[str, Any]:
    """The detached signature of a ZIP: a letter that names pack, version, size and SHA-256."""
    facts = {"name": card.name, "version": card.version, "sha256": card.sha256, "size": card.size}
    return _signed(PACK, {"format": FORMAT, **facts})


def signed_report(document: dict[str, Any]) -> dict[str, Any]:
    """What we tell a publisher, as a letter."""
    return _signed(ADOPTION, document)


def _signed(purpose: str, document: dict[str, Any]) -> dict[str, Any]:
    """A letter of ours; it says how our earlier keys led to this one."""
    links = catalogue_succession(settings.HOME)
    return sign_letter(catalogue_key(settings.HOME), purpose, {**document, "succession": links})


def latest_release() -> "QuerySet[Release, Any]":
    """What was published or withdrawn last: one row, part of the page cache's key."""
    moves = Release.objects.values_list("pk").union(Withdrawal.objects.values_list("pk"))
    return moves.order_by("-id")[:1]
