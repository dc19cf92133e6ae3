"""Modules above that follow the signatures of documents of their kind, within the transaction of each signature."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from balai.core.actor import Actor
from balai.foundation.documents.words import SignatureCard


@dataclass(frozen=True)
class SignedBlock:
    """A block that was signed a moment ago; ``sha256`` is that of the file as it stands with it."""

    document_id: UUID
    kind: str
    signature: SignatureCard
    sha256: str


@dataclass(frozen=True)
class JudgedBlock:
    """A block whose certificate from outside was judged anew; ``word`` is one of ``words.Word``."""

    document_id: UUID
    kind: str
    place: int
    word: str


T = TypeVar("T")
Follower = Callable[[Actor, SignedBlock], None]
Reader = Callable[[JudgedBlock], None]
_followers: dict[str, Follower] = {}
_readers: dict[str, Reader] = {}


def _kept(registry: dict[str, T], kind: str) -> Callable[[T], T]:
    def register(told: T) -> T:
        registry[kind] = told
        return told

    return register


def when_signed(kind: str) -> Callable[[Follower], Follower]:
    """Decorates what is told of each signature on documents of the kind, whoever made it and by which page or job."""
    return _kept(_followers, kind)


def tell_signed(actor: Actor, block: SignedBlock) -> None:
    """Tell whoever follows documents of this kind."""
    if follower := _followers.get(block.kind):
        follower(actor, block)


def when_judged(kind: str) -> Callable[[Reader], Reader]:
    """Decorates what is told when more is known of a certificate from outside on documents of the kind."""
    return _kept(_readers, kind)


def tell_judged(block: JudgedBlock) -> None:
    """Tell whoever follows documents of this kind."""
    if reader := _readers.get(block.kind):
        reader(block)
