"""What a channel is: a way out of the house, behind one small interface."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum
from typing import Protocol
from uuid import UUID

from balai.foundation.accounts.api import ContactCard


class Verdict(Enum):
    """What a failure means for the letter and for the channel."""

    REFUSED = "refused"  # this letter, for good
    LATER = "later"  # this letter, now
    BROKEN = "broken"  # the server gave up while it had the letter
    DOWN = "down"  # the server cannot be reached: nothing was tried


class Failure(Exception):
    """A letter did not get out; the text says why, without an address in it."""

    def __init__(self, verdict: Verdict, reason: str) -> None:
        super().__init__(reason)
        self.verdict = verdict
        self.reason = reason[:240]


@dataclass(frozen=True)
class Letter:
    """What goes out. ``id`` is the outbox row's and stays the same however often it is sent."""

    id: UUID
    to: ContactCard
    subject: str
    body: str
    link: str  # a whole address, or empty
    link_label: str
    footer: str
    unsubscribe: str  # a whole address, empty when the kind is a duty


class Line(Protocol):
    """An open line to the server."""

    def send(self, letter: Letter) -> None:
        """Hand the letter over; returns once the server has taken it. Raises Failure."""


class Channel(ABC):
    """A way to reach people outside the house."""

    name: str

    @abstractmethod
    def address_of(self, contact: ContactCard) -> str:
        """Where the person is reached; empty when they are not."""

    @abstractmethod
    def open(self) -> AbstractContextManager[Line]:
        """A line for a batch. Raises Failure (DOWN)."""
