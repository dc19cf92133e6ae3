"""Post an entry: checked here for people, held by the database for everybody."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.core.money import SEN
from balai.foundation.audit.api import record
from balai.foundation.ledger import events, policies
from balai.foundation.ledger.access import book_to_post
from balai.foundation.ledger.cards import EntryCard, EntryDraft, Line, Source, entry_card, total_of
from balai.foundation.ledger.models import Account, Book, Entry
from balai.foundation.ledger.models import Line as LineRow


@transaction.atomic
def post(actor: Actor, draft: EntryDraft) -> EntryCard:
    """Write the entry in the caller's transaction, with its event. The same source again gives the entry that stands.

    Raises Invalid (not balanced, unknown account, a day that is closed or outside the year), Conflict when the source
    was posted with other contents, NotAllowed, NotVisible, and LookupError for an undeclared kind of source.
    """
    book = book_to_post(draft.book_id)
    policies.require_poster(actor, book, draft.source.kind)
    _check_lines(draft.lines)
    entry = entry_from(draft.source) or _write_once(actor, book, draft)
    card = entry_card(entry)
    if not _is_same(card, draft):
        raise Conflict(_("Sumber ini sudah dibukukan dengan isi yang lain."))
    return card


def entry_from(source: Source) -> Entry | None:
    """The entry that stands for the source."""
    return Entry.objects.filter(source_type=source.kind, source_id=source.id, purpose=source.purpose).first()


def _is_same(card: EntryCard, draft: EntryDraft) -> bool:
    return (card.book_id, card.lines) == (draft.book_id, tuple(draft.lines))


def _check_lines(lines: Sequence[Line]) -> None:
    if len(lines) < 2:
        raise Invalid(_("Pembukuan memerlukan sedikitnya dua baris."))
    for line in lines:
        if min(line.debit, line.credit) != 0 or max(line.debit, line.credit) <= 0:
            raise Invalid(_("Setiap baris mempunyai debit atau kredit, lebih dari nol."))
        if not _is_exact(line.debit) or not _is_exact(line.credit):
            raise Invalid(_("Jumlah dibulatkan sampai sen sebelum dibukukan."))
    debit, credit = total_of(lines)
    if debit != credit:
        raise Invalid(_("Debit dan kredit tidak sama."))


def _is_exact(amount: Decimal) -> bool:
    return amount == amount.quantize(SEN)


def check_day(book: Book, draft: EntryDraft) -> None:
    """Raises Invalid for a day outside the year or in a closed period."""
    if draft.date.year != book.year:
        raise Invalid(_("Tanggal ini di luar tahun buku {year}.").format(year=book.year))
    if book.closed_through and draft.date <= book.closed_through:
        raise Invalid(_("Periode ini sudah ditutup. Bukukan koreksi pada periode yang terbuka."))


def _write_once(actor: Actor, book: Book, draft: EntryDraft) -> Entry:
    """Of two at the same moment the second gets what the first wrote."""
    check_day(book, draft)
    try:
        return write(actor, book, draft)
    except IntegrityError as error:
        if (entry := entry_from(draft.source)) is not None:
            return entry
        if "ledger_period_is_open" in str(error):
            raise Conflict(_("Periode ini baru saja ditutup.")) from error
        raise


def write(actor: Actor, book: Book, draft: EntryDraft, reverses: Entry | None = None) -> Entry:
    """The rows and the event. Raises IntegrityError for what the database refuses; nothing is then written."""
    accounts = _accounts(book, draft.lines)
    entry = Entry(
        book=book,
        date=draft.date,
        description=draft.description,
        reference=draft.reference,
        total=total_of(draft.lines)[0],
        line_count=len(draft.lines),
        source_type=draft.source.kind,
        source_id=draft.source.id,
        purpose=draft.source.purpose,
        reverses=reverses,
        actor_id=actor.user_id,
        actor_name=actor.name,
    )
    with transaction.atomic():
        entry.save(force_insert=True)
        LineRow.objects.bulk_create(_rows(entry, draft.lines, accounts))
    _record(actor, entry, draft.lines)
    return entry


def _accounts(book: Book, lines: Sequence[Line]) -> dict[str, Account]:
    wanted = {line.account for line in lines}
    found = {
        account.code: account
        for account in Account.objects.filter(chart_id=book.chart_id, code__in=wanted, is_posting=True)
    }
    if missing := sorted(wanted - found.keys()):
        raise Invalid(
            _("Akun {codes} tidak ada pada bagan akun buku ini, atau bukan akun rincian.").format(
                codes=", ".join(missing)
            )
        )
    return found


def _rows(entry: Entry, lines: Sequence[Line], accounts: dict[str, Account]) -> list[LineRow]:
    return [
        LineRow(
            entry=entry,
            place=place,
            book_id=entry.book_id,
            date=entry.date,
            account=accounts[line.account],
            debit=line.debit,
            credit=line.credit,
            activity=line.activity,
            fund=line.fund,
        )
        for place, line in enumerate(lines)
    ]


def digest_of(lines: Sequence[Line]) -> str:
    """What the sealed event keeps of the lines: a later change of the rows, by whoever could, is seen."""
    text = "\n".join(
        f"{line.account}|{line.debit:.2f}|{line.credit:.2f}|{line.activity}|{line.fund}" for line in lines
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _record(actor: Actor, entry: Entry, lines: Sequence[Line]) -> None:
    unit = entry.book.unit
    record(
        actor,
        events.POSTED,
        subject=entry,
        unit_id=unit.pk,
        region_code=unit.region_id,
        total=f"{entry.total:.2f}",
        description=entry.description,
        reference=entry.reference,
        digest=digest_of(lines),
    )
