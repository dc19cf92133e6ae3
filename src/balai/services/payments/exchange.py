"""Import of the bank's statement (``rekening-koran``) and exports of receipts."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.actor import Actor
from balai.core.exchange import ExportKind, ImportKind, Job, Line, Sheet, register_export, register_import
from balai.core.money import parse_rupiah
from balai.foundation.audit.api import record
from balai.foundation.regions.api import today
from balai.services.payments.events import STATEMENT_READ
from balai.services.payments.models import BankLine
from balai.services.payments.policies import RECEIVE, VIEW

STATEMENT = "rekening-koran"
COLUMNS = ("tanggal", "referensi", "uraian", "debit", "kredit")


def read_statement(lines: Sequence[Line], job: Job) -> None:
    """Each line once, by the bank's reference; *kredit* is money that came in. A changed line is an error."""
    known = {line.reference: line for line in BankLine.objects.filter(
        reference__in=[line.get("referensi") for line in lines]
    )}  # fmt: skip
    for line in lines:
        row = _row(line, job)
        if row is not None:
            _keep(row, known, line.number, job)
    if job.report.created and not job.report.errors:
        last = BankLine.objects.order_by("-id")[0]
        record(job.actor, STATEMENT_READ, subject=last, rows=job.report.created)


def _row(line: Line, job: Job) -> BankLine | None:
    day, amount = _day(line, job), _amount(line, job)
    if not line.get("referensi"):
        job.error(line.number, "referensi", _("Kolom ini wajib diisi."))
    if day is None or amount is None or not line.get("referensi"):
        return None
    return BankLine(
        booked_on=day,
        reference=line.get("referensi")[:120],
        description=line.get("uraian")[:240],
        amount=amount,
    )


def _day(line: Line, job: Job) -> date | None:
    try:
        return date.fromisoformat(line.get("tanggal")[:10])
    except ValueError:
        message = _("“{text}” bukan tanggal seperti 2026-01-31.").format(text=line.get("tanggal"))
        job.error(line.number, "tanggal", message)
        return None


def _amount(line: Line, job: Job) -> Decimal | None:
    try:
        credit, debit = (_figure(line.get(column)) for column in ("kredit", "debit"))
    except ValueError as fault:
        job.error(line.number, "kredit", str(fault))
        return None
    if (credit > 0) == (debit > 0) or min(credit, debit) < 0:
        job.error(
            line.number, "kredit", _("Isi salah satu: kredit untuk uang masuk, debit untuk uang keluar.")
        )
        return None
    return credit - debit


def _figure(text: str) -> Decimal:
    """Amounts as people write them, and the plain decimals of a bank's program (``125000.00``)."""
    whole, point, sen = text.rpartition(".")
    if point and len(sen) == 2 and whole.isdigit():
        text = f"{whole},{sen}"
    return parse_rupiah(text) if text else Decimal(0)


def _keep(row: BankLine, known: dict[str, BankLine], number: int, job: Job) -> None:
    before = known.get(row.reference)
    if before is None:
        row.save(force_insert=True)
        known[row.reference] = row
        job.report.created += 1
    elif (before.booked_on, before.amount) == (row.booked_on, row.amount):
        job.report.unchanged += 1
    else:
        job.error(number, "referensi", _("Baris ini sudah diimpor dengan tanggal atau jumlah lain."))


def write_payments(actor: Actor, unit_code: str) -> Sheet:
    """This year's payments that the actor may see, as the page of receipts lists them."""
    from balai.services.payments.selectors import Span, payment_sheet

    day = today()
    return payment_sheet(actor, Span(day.replace(month=1, day=1), day))


def register() -> None:
    """Add the import and export of this module."""
    help_text = gettext_lazy("Mutasi rekening kas daerah dari bank, untuk dibandingkan dengan penerimaan.")
    register_import(
        ImportKind(STATEMENT, read_statement, gettext_lazy("Rekening koran"), COLUMNS, RECEIVE, help_text)
    )
    register_export(ExportKind("penerimaan", write_payments, gettext_lazy("Penerimaan"), VIEW))
