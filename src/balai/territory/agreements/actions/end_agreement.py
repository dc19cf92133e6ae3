"""How an agreement goes on or ends: extended by an addendum, ended early with a reason, or by its last day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM, Actor
from balai.core.apart import each_apart
from balai.core.errors import Conflict, Invalid
from balai.foundation.cases.api import send_signal
from balai.foundation.regions.api import today
from balai.territory.agreements import access, events
from balai.territory.agreements.actions.conclude import owe_reports
from balai.territory.agreements.events import note
from balai.territory.agreements.models import Agreement, Extension, Party, Stage
from balai.territory.agreements.terms import last_day

OVER = "agreement.ended"  # the signal that the procedures wait for
SHORTEST = 10  # letters of a reason


@dataclass(frozen=True)
class Addendum:
    """Until when an agreement holds now, and by what."""

    until: date
    number: str
    signed_on: date
    reason: str


@transaction.atomic
def extend(actor: Actor, agreement_id: UUID, addendum: Addendum) -> Extension:
    """The agreement holds longer, at most the longest term of its kind from the addendum on.

    Raises NotVisible, NotAllowed, Conflict (not in force, extended from this day already), Invalid.
    """
    agreement = access.locked(actor, agreement_id)
    access.require_stage(agreement, Stage.EXECUTION)
    before = agreement.ends_on
    _require_longer(agreement, addendum)
    if before is None:
        raise Conflict(_("Kerja sama ini tidak mempunyai hari terakhir."))
    try:
        with transaction.atomic():
            kept = Extension.objects.create(
                agreement=agreement, before=before, until=addendum.until,
                number=" ".join(addendum.number.split())[:120], signed_on=addendum.signed_on,
                reason=reasoned(addendum.reason), made_by=actor.name,
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(_("Kerja sama ini sudah diperpanjang.")) from error
    agreement.ends_on = addendum.until
    agreement.save(update_fields=["ends_on"])
    owe_reports(agreement, Party.objects.get(agreement=agreement, sort="own"))
    note(actor, events.EXTENDED, agreement, until=addendum.until.isoformat())
    return kept


def _require_longer(agreement: Agreement, addendum: Addendum) -> None:
    longest = last_day(addendum.signed_on, agreement.kind.longest_months)
    if agreement.ends_on and addendum.until <= agreement.ends_on:
        sentence = _("Perpanjangan berakhir sesudah hari terakhir yang sekarang.")
        raise Invalid(sentence, {"until": sentence})
    if longest and addendum.until > longest:
        sentence = _("Paling lama {n} bulan untuk jenis ini.").format(n=agreement.kind.longest_months)
        raise Invalid(sentence, {"until": sentence})
    if addendum.signed_on > today():
        raise Invalid(_("Hari tanda tangan belum tiba."), {"signed_on": _("Hari tanda tangan belum tiba.")})


def reasoned(text: str) -> str:
    """A reason in one line. Raises Invalid for one that says nothing."""
    reason = " ".join(text.split())[:500]
    if len(reason) < SHORTEST:
        sentence = _("Tulis alasannya, sekurangnya sepuluh huruf.")
        raise Invalid(sentence, {"reason": sentence})
    return reason


@transaction.atomic
def stop(actor: Actor, agreement_id: UUID, ended_on: date, reason: str) -> Agreement:
    """End an agreement early, on a day not to come; what is left is its last report.

    Raises NotVisible, NotAllowed, Conflict when it is not in force, Invalid (day, reason).
    """
    agreement = access.locked(actor, agreement_id)
    access.require_stage(agreement, Stage.EXECUTION)
    if ended_on > today() or (agreement.begins_on and ended_on < agreement.begins_on):
        sentence = _("Hari berakhirnya di antara mulai berlaku dan hari ini.")
        raise Invalid(sentence, {"ended_on": sentence})
    agreement.end_reason = reasoned(reason)
    note(actor, events.STOPPED, agreement, reason=agreement.end_reason)
    _finish(agreement, ended_on)
    return agreement


def end_overdue(day: date) -> int:
    """Agreements whose last day has passed are over. Returns how many."""
    over = Agreement.objects.filter(stage=Stage.EXECUTION, ends_on__lt=day)
    return each_apart(
        list(over.values_list("pk", flat=True)), lambda one: _expire(one, day), "agreements.not_ended"
    )


@transaction.atomic
def _expire(agreement_id: UUID, day: date) -> bool:
    agreement = access.lock(agreement_id)
    if agreement.stage != Stage.EXECUTION or agreement.ends_on is None or agreement.ends_on >= day:
        return False
    note(SYSTEM, events.ENDED, agreement, until=agreement.ends_on.isoformat())
    _finish(agreement, agreement.ends_on)
    return True


def _finish(agreement: Agreement, ended_on: date) -> None:
    """One with a case goes to its last report there; one of an old register is simply over."""
    agreement.ended_on = ended_on
    agreement.stage = Stage.REPORT if agreement.case_id else Stage.ENDED
    agreement.save(update_fields=["ended_on", "end_reason", "stage"])
    if agreement.case_id:
        send_signal(agreement.case_id, OVER)
