"""The ledger: what other modules may use."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from balai.core.actor import Actor
from balai.foundation.ledger import access, cards, selectors
from balai.foundation.ledger.actions.carry_forward import carry_forward
from balai.foundation.ledger.actions.close_period import close_period
from balai.foundation.ledger.actions.open_book import open_book
from balai.foundation.ledger.actions.post import post
from balai.foundation.ledger.actions.reverse import reverse
from balai.foundation.ledger.cards import (
    Balance,
    BookCard,
    EntryCard,
    EntryDraft,
    Line,
    Movement,
    Source,
)
from balai.foundation.ledger.content import accounts_of, has_account
from balai.foundation.ledger.selectors import ALL, Narrowing, entries_from
from balai.foundation.ledger.selectors import entries_of as entries
from balai.foundation.ledger.sources import declare_source

__all__ = [
    "ALL",
    "Balance",
    "BookCard",
    "EntryCard",
    "EntryDraft",
    "Line",
    "Movement",
    "Narrowing",
    "Source",
    "account_page",
    "accounts_of",
    "balance",
    "books",
    "carry_forward",
    "close_period",
    "declare_source",
    "entries",
    "entries_from",
    "get_book",
    "has_account",
    "open_book",
    "post",
    "reverse",
    "trial_balance",
]


def books(actor: Actor) -> list[BookCard]:
    """The books that the actor may read, by unit and kind, the newest year first."""
    return [cards.book_card(book) for book in selectors.books(actor)]


def get_book(actor: Actor, book_id: UUID) -> BookCard:
    """A visible book. Raises NotVisible."""
    return cards.book_card(access.get_book(actor, book_id))


def balance(actor: Actor, book_id: UUID, account: str, narrowing: Narrowing = ALL) -> Decimal:
    """The balance of an account or a group, positive on its own side. Raises NotVisible."""
    return selectors.balance_of(access.get_book(actor, book_id), account, narrowing).amount


def trial_balance(actor: Actor, book_id: UUID, narrowing: Narrowing = ALL) -> list[Balance]:
    """Every account that was posted to, in order of code. Raises NotVisible."""
    return selectors.balances(access.get_book(actor, book_id), narrowing)


def account_page(actor: Actor, book_id: UUID, account: str, first: date, last: date) -> list[Movement]:
    """The lines of an account in a period, each with the balance after it. Raises NotVisible."""
    return selectors.movements(access.get_book(actor, book_id), account, first, last)
