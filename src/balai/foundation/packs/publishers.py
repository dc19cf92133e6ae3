"""Reads of the catalogues that are followed: what they offer, and what of it stands here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from balai.core.errors import NotVisible
from balai.core.signed import fingerprint
from balai.foundation.packs.manifest import version_key
from balai.foundation.packs.models import InstalledPack, Publisher
from balai.foundation.packs.troubles import Told, told_of

Standing = Literal["new", "newer", "same", "older"]


@dataclass(frozen=True)
class Offer:
    """A version that a publisher offers."""

    version: str
    sha256: str
    size: int
    published_at: datetime
    note: str = ""


@dataclass(frozen=True)
class OfferedPack:
    """A pack of a catalogue beside what stands here; ``standing`` compares the newest version with that."""

    name: str
    title: dict[str, str]
    description: dict[str, str]
    origin: str
    licence: str
    sources: tuple[str, ...]
    requires: tuple[str, ...]
    regency: str
    versions: tuple[Offer, ...]
    installed: str = ""

    @property
    def newest(self) -> Offer:
        """The highest version."""
        return self.versions[0]

    @property
    def standing(self) -> Standing:
        """How the newest version relates to what is installed here."""
        if not self.installed:
            return "new"
        here, there = version_key(self.installed), version_key(self.newest.version)
        return "newer" if there > here else "same" if there == here else "older"


@dataclass(frozen=True)
class Catalogue:
    """What a publisher offers. ``parts`` are entries of modules by the name of the part, as they were published."""

    packs: tuple[OfferedPack, ...]
    parts: dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class PublisherCard:
    """A catalogue that this regency follows or is about to."""

    id: UUID
    name: str
    address: str
    region_code: str
    state: str
    state_label: str
    key: str
    new_key: str
    is_working: bool
    read_at: datetime | None
    tried_at: datetime | None
    trouble: str
    detail: str
    shares_adoptions: bool
    confirmed_by: str
    confirmed_at: datetime | None

    @property
    def fingerprint(self) -> str:
        """The digits of the key that is believed, or waits to be."""
        return fingerprint(self.key) if self.key else ""

    @property
    def told(self) -> Told | None:
        """The trouble of the last attempt in words."""
        return told_of(self.trouble) if self.trouble else None


def publisher_card(row: Publisher) -> PublisherCard:
    """The card of a publisher."""
    return PublisherCard(
        row.pk,
        row.label,
        row.address,
        row.region_code,
        row.state,
        row.get_state_display(),
        row.key,
        row.new_key,
        row.is_working,
        row.read_at,
        row.tried_at,
        row.trouble,
        row.detail,
        row.shares_adoptions,
        row.confirmed_by,
        row.confirmed_at,
    )


def publishers() -> list[PublisherCard]:
    """The catalogues of now, by name."""
    rows = Publisher.objects.exclude(state=Publisher.State.ENDED).defer("document")
    return [publisher_card(row) for row in rows]


def catalogue_of(publisher_id: UUID) -> Catalogue:
    """What a publisher offered when its catalogue was last believed. Raises NotVisible."""
    row = Publisher.objects.filter(pk=publisher_id).first()
    if row is None:
        raise NotVisible("")
    return catalogue_from(row.document)


def catalogue_from(document: Mapping[str, Any]) -> Catalogue:
    """The catalogue of a document, beside what is installed; one query."""
    facts = document.get("packs", ())
    names = [pack["name"] for pack in facts]
    installed = dict(InstalledPack.objects.filter(name__in=names).values_list("name", "version"))
    packs = tuple(_pack(pack, installed.get(pack["name"], "")) for pack in facts)
    return Catalogue(packs, document.get("parts", {}))


def _pack(facts: Mapping[str, Any], installed: str) -> OfferedPack:
    versions = sorted(facts["versions"], key=lambda one: version_key(one["version"]), reverse=True)
    return OfferedPack(
        name=facts["name"],
        title=facts["title"],
        description=facts.get("description", {}),
        origin=facts["origin"],
        licence=facts["licence"],
        sources=tuple(facts["sources"]),
        requires=tuple(facts.get("requires", ())),
        regency=facts.get("regency", ""),
        versions=tuple(_offer(one) for one in versions),
        installed=installed,
    )


def _offer(facts: Mapping[str, Any]) -> Offer:
    moment = datetime.fromisoformat(facts["published_at"])
    return Offer(facts["version"], facts["sha256"], facts["size"], moment, facts.get("note", ""))


def offer_in(document: Mapping[str, Any], name: str, version: str) -> dict[str, Any]:
    """The facts of an offered version. Raises LookupError."""
    for pack in document.get("packs", ()):
        for one in pack["versions"]:
            if (pack["name"], one["version"]) == (name, version):
                return dict(one)
    raise LookupError(f"{name} {version}")


def newer_packs() -> list[tuple[PublisherCard, OfferedPack]]:
    """Packs that stand here and are offered in a higher version by a catalogue that is followed."""
    rows = Publisher.objects.filter(state=Publisher.State.FOLLOWED)
    return [
        (publisher_card(row), pack)
        for row in rows
        for pack in catalogue_from(row.document).packs
        if pack.standing == "newer"
    ]


def followed_ids() -> list[UUID]:
    """The catalogues to be read."""
    return list(Publisher.objects.exclude(state=Publisher.State.ENDED).values_list("pk", flat=True))


def known_ids() -> list[UUID]:
    """The publishers of what is installed here, also those that are followed no more."""
    rows = InstalledPack.objects.exclude(publisher=None).order_by("publisher_id")
    return list(rows.values_list("publisher_id", flat=True).distinct())
