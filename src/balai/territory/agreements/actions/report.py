"""The yearly report: what a year of an agreement brought."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.regions.api import today
from balai.territory.agreements import access, events
from balai.territory.agreements.actions.keep_duties import finish_report
from balai.territory.agreements.events import note
from balai.territory.agreements.models import Agreement, Report


@dataclass(frozen=True)
class ReportDraft:
    """Results, obstacles and advice of a year."""

    year: int
    results: str
    obstacles: str
    advice: str


@transaction.atomic
def write_report(actor: Actor, agreement_id: UUID, draft: ReportDraft) -> Report:
    """The report of a year, once; the duty to report on it is done with it.

    Raises NotVisible, NotAllowed, Invalid (a year outside the agreement, no words), Conflict when it is written.
    """
    agreement = access.locked(actor, agreement_id)
    _require_year(agreement, draft.year)
    results, advice = draft.results.strip()[:4000], draft.advice.strip()[:2000]
    missing = {
        name: _("Kolom ini wajib diisi.")
        for name, text in (("results", results), ("advice", advice))
        if not text
    }
    if missing:
        raise Invalid(_("Tulis hasil dan saran tindak lanjutnya."), missing)
    try:
        with transaction.atomic():
            report = Report.objects.create(
                agreement=agreement, year=draft.year, results=results, obstacles=draft.obstacles.strip()[:4000],
                advice=advice, author=actor.name,
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(_("Laporan tahun {year} sudah ditulis.").format(year=draft.year)) from error
    finish_report(actor, agreement.pk, draft.year, _("Laporan ditulis."))
    note(actor, events.REPORTED, agreement, year=draft.year)
    return report


def years_of(agreement: Agreement) -> range:
    """The years on which one may report."""
    if agreement.begins_on is None:
        return range(0)
    last = min(agreement.ended_on or today(), today())
    return range(agreement.begins_on.year, last.year + 1)


def _require_year(agreement: Agreement, year: int) -> None:
    if year not in years_of(agreement):
        sentence = _("Tahun ini di luar masa kerja sama.")
        raise Invalid(sentence, {"year": sentence})
