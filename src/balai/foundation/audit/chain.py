"""How entries and seals become digests. This form is public: an outsider can compute the same (see README.md).

An entry's content is canonical JSON (sorted keys, no blanks, UTF-8) of its columns without the id; columns
that are null are left out, so that a column added later changes no old digest. A leaf is kind (1 byte), id
(16 bytes) and SHA-256 of the content (32 bytes). The root of a seal is SHA-256 over its leaves in order of their
ids; its digest is SHA-256 over the canonical JSON of the seal without leaves, with the digest of the one before.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from balai.foundation.audit.models.seal import ENTRY_KINDS, LEAF, Seal

BEGINNING = "0" * 64  # what stands for the digest before the first seal


@dataclass(frozen=True, order=True)
class Leaf:
    """An entry as a seal holds it."""

    id: UUID
    kind: str
    digest: bytes

    def packed(self) -> bytes:
        """The 49 bytes of the leaf."""
        return self.kind.encode() + self.id.bytes + self.digest


def canonical(content: Mapping[str, Any]) -> bytes:
    """Canonical JSON of the values that are not null."""
    known = {name: value for name, value in content.items() if value is not None}
    return json.dumps(
        known, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_text
    ).encode()


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def entry_model(kind: str) -> type[models.Model]:
    """The model of a kind of entry."""
    return apps.get_model(ENTRY_KINDS[kind])


def leaves_of(kind: str, ids: Iterable[UUID]) -> dict[UUID, Leaf]:
    """The leaves of the entries as they stand in the database now; those that are not there are left out."""
    rows = entry_model(kind)._default_manager.filter(pk__in=list(ids)).order_by().values()
    return {row["id"]: leaf_of(kind, row) for row in rows}


def leaf_of(kind: str, row: dict[str, Any]) -> Leaf:
    """The leaf of one row, given with all its columns."""
    content = {name: value for name, value in row.items() if name != "id"}
    return Leaf(row["id"], kind, hashlib.sha256(canonical(content)).digest())


def unpacked(leaves: bytes | memoryview) -> Iterator[Leaf]:
    """The leaves that a seal holds."""
    for start in range(0, len(leaves), LEAF):
        part = bytes(leaves[start : start + LEAF])
        yield Leaf(UUID(bytes=part[1:17]), part[:1].decode(errors="replace"), part[17:])


def root_of(leaves: bytes | memoryview) -> str:
    """The digest over all leaves of a seal."""
    return hashlib.sha256(leaves).hexdigest()


def digest_of(seal: Seal) -> str:
    """The digest of a seal, from which the next one goes on."""
    names = ("number", "previous", "root", "count", "total", "sealed_at")
    return hashlib.sha256(canonical({name: getattr(seal, name) for name in names})).hexdigest()
