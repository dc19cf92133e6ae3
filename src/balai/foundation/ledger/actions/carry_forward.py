"""Carry a closed year over into the next: permanent accounts keep their balance, the result goes into equity."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.ledger import access, policies
from balai.foundation.ledger.actions.open_book import open_book
from balai.foundation.ledger.actions.post import post
from balai.foundation.ledger.cards import Balance, EntryCard, EntryDraft, Line, Source
from balai.foundation.ledger.models import Account, Book
from balai.foundation.ledger.models.entry import NOTHING
from balai.foundation.ledger.selectors import balances
from balai.foundation.ledger.sources import OPENING


@transaction.atomic
def carry_forward(actor: Actor, book_id: UUID, result_account: str) -> EntryCard | None:
    """The opening entry of the next year's book, which is opened for it; None when every balance is nought.

    Done once for a book. Raises Invalid while the year is not closed to its end; NotVisible, NotAllowed.
    """
    book = access.get_book(actor, book_id, to=policies.CLOSE)
    if book.closed_through != date(book.year, 12, 31):
        raise Invalid(_("Tutup dahulu buku tahun {year} sampai 31 Desember.").format(year=book.year))
    lines = _opening_lines(balances(book), result_account)
    following = open_book(actor, book.unit_id, book.kind, book.year + 1, book.chart_id)
    return post(actor, _draft(book, following.id, lines)) if lines else None


def _draft(book: Book, following: UUID, lines: list[Line]) -> EntryDraft:
    return EntryDraft(
        book_id=following,
        date=date(book.year + 1, 1, 1),
        description=f"Saldo awal dari tahun {book.year}",
        lines=lines,
        source=Source(OPENING, book.pk, "saldo-awal"),
    )


def _opening_lines(standing: Iterable[Balance], result_account: str) -> list[Line]:
    """Balances of permanent accounts; the rest, together, on the account of the result."""
    net: dict[str, Decimal] = {}
    for balance in standing:
        account = balance.account if balance.kind in Account.PERMANENT else result_account
        net[account] = net.get(account, NOTHING) + balance.debit - balance.credit
    return [
        Line(account, debit=max(amount, NOTHING), credit=max(-amount, NOTHING))
        for account, amount in sorted(net.items())
        if amount
    ]
