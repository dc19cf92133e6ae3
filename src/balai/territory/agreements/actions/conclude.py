"""An agreement that every side has signed comes into force: its number, its dates, and what follows from it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.documents import api as documents
from balai.foundation.regions.api import today
from balai.territory.agreements import events
from balai.territory.agreements.actions.keep_duties import finish
from balai.territory.agreements.actions.sign import outdated, revoked, unsigned
from balai.territory.agreements.events import note
from balai.territory.agreements.models import Agreement, AgreementKind, Obligation, Party, Signature, Stage
from balai.territory.agreements.terms import last_day, months_later

SERIES = "kerja-sama"
CLASSIFICATION = "100.3.5.8"


def conclude(actor: Actor, agreement: Agreement) -> None:
    """Put the agreement in force from the day of the last signature; its row is held by the caller.

    Raises Invalid while a side has not signed, when its certificate had been taken back before, or when nobody has
    asked about it of late.
    """
    _require_signatures(agreement)
    signed_on = _last_signature(agreement)
    agreement.signed_on = agreement.begins_on = signed_on
    agreement.ends_on = last_day(signed_on, agreement.months or agreement.kind.longest_months)
    agreement.number = agreement.number or documents.draw_number(
        documents.Scope(agreement.unit_id, SERIES, CLASSIFICATION)
    )
    agreement.stage = Stage.EXECUTION
    agreement.save(update_fields=["signed_on", "begins_on", "ends_on", "number", "stage"])
    own = Party.objects.get(agreement=agreement, sort="own")
    own.number = agreement.number
    own.save(update_fields=["number"])
    note(actor, events.CONCLUDED, agreement, number=agreement.number)
    _follow_up_is_done(actor, agreement)
    _owe_follow_up(agreement, own)
    owe_reports(agreement, own)


def _require_signatures(agreement: Agreement) -> None:
    """Every side has signed, with certificates of which nothing ill is known, and that of late."""
    if gone := revoked(agreement):
        raise Invalid(
            _(
                "Sertifikat {names} sudah dicabut sebelum menandatangani. Kerja sama ini tidak dapat berlaku: "
                "hentikan, lalu mulai lagi dengan naskah yang sama."
            ).format(names=_names(gone))
        )
    if missing := unsigned(agreement.pk):
        raise Invalid(_("Belum menandatangani: {names}.").format(names=_names(missing)))
    if old := outdated(agreement):
        raise Invalid(
            _(
                "Sertifikat {names} sudah lama tidak ditanyakan pada penerbitnya. Dalam dua puluh menit ditanyakan "
                "lagi; coba lagi sesudah itu. Bila tetap begini, minta administrator memeriksa pekerja (balai worker)."
            ).format(names=_names(old))
        )


def _names(parties: Iterable[Party]) -> str:
    return ", ".join(party.name for party in parties)


def _last_signature(agreement: Agreement) -> date:
    found = Signature.objects.filter(party__agreement=agreement).aggregate(last=Max("signed_on"))["last"]
    return found or today()


def _follow_up_is_done(actor: Actor, agreement: Agreement) -> None:
    """What it follows has got the follow-up that was owed."""
    owed = Obligation.objects.filter(
        agreement=agreement.follows_id, kind=Obligation.Kind.FOLLOW, done_on=None
    )
    for duty in owed.select_for_update(of=("self",)).select_related("agreement__kind", "agreement__unit"):
        finish(actor, duty, f"{agreement.kind.name['id']} {agreement.number}")


def _owe_follow_up(agreement: Agreement, own: Party) -> None:
    """What the kind is typically followed by, within its months (PP 28/2018: a memorandum by agreements)."""
    kind = agreement.kind
    if not kind.follow_months or agreement.begins_on is None:
        return
    follow = AgreementKind.objects.filter(code=kind.follow_kind).first()
    Obligation.objects.create(
        agreement=agreement,
        kind=Obligation.Kind.FOLLOW,
        party=own,
        unit_id=agreement.unit_id,
        text=_("Menindaklanjuti dengan {kind}").format(
            kind=follow.name["id"] if follow else kind.follow_kind
        ),
        due_on=months_later(agreement.begins_on, kind.follow_months),
    )


def owe_reports(agreement: Agreement, own: Party) -> None:
    """A report for each year that the agreement touches, due at the end of January after it; those owed stay."""
    if agreement.begins_on is None or agreement.ends_on is None:
        return
    for year in range(agreement.begins_on.year, agreement.ends_on.year + 1):
        Obligation.objects.get_or_create(
            agreement=agreement,
            kind=Obligation.Kind.REPORT,
            year=year,
            defaults={
                "party": own,
                "unit_id": agreement.unit_id,
                "text": _("Laporan tahun {year}").format(year=year),
                "due_on": date(year + 1, 1, 31),
            },
        )


def set_stage(actor: Actor, agreement: Agreement, stage: str) -> None:
    """The next stage, as the procedure says."""
    agreement.stage = Stage(stage)
    agreement.save(update_fields=["stage"])
    with translation.override("id"):
        note(actor, events.STAGED, agreement, stage=agreement.get_stage_display())
