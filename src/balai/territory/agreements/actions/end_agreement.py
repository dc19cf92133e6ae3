"""How an agreement goes on or ends: extended by an addendum, ended early with a reason, or by its last day."""

from collections.abc import Mapping
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
    _require_none({**_too_short(agreement, addendum), **_not_yet(addendum), **_unsaid(addendum.reason)})
    if before is None:
        raise Conflict(_("Kerja sama ini tidak mempunyai hari terakhir."))
    try:
        with transaction.atomic():
            kept = Extension.objects.create(
                agreement=agreement, before=before, until=addendum.until,
                number=" ".join(addendum.number.split())[:120], signed_on=addendum.signed_on,
                reason=_in_one_line(addendum.reason), made_by=actor.name,
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(_("Kerja sama ini sudah diperpanjang.")) from error
    agreement.ends_on = addendum.until
    agreement.save(update_fields=["ends_on"])
    owe_reports(agreement, Party.objects.get(agreement=agreement, sort="own"))
    note(actor, events.EXTENDED, agreement, until=addendum.until.isoformat())
    return kept


def _require_none(faults: Mapping[str, str]) -> None:
    """Raise Invalid with all that is wrong, by field."""
    if faults:
        raise Invalid(next(iter(faults.values())), dict(faults))


def _too_short(agreement: Agreement, addendum: Addendum) -> dict[str, str]:
    longest = last_day(addendum.signed_on, agreement.kind.longest_months)
    if agreement.ends_on and addendum.until <= agreement.ends_on:
        return {"until": _("Perpanjangan berakhir sesudah hari terakhir yang sekarang.")}
    if longest and addendum.until > longest:
        return {"until": _("Paling lama {n} bulan untuk jenis ini.").format(n=agreement.kind.longest_months)}
    return {}


def _not_yet(addendum: Addendum) -> dict[str, str]:
    return {"signed_on": _("Hari tanda tangan belum tiba.")} if addendum.signed_on > today() else {}


def _unsaid(reason: str) -> dict[str, str]:
    is_short = len(_in_one_line(reason)) < SHORTEST
    return {"reason": _("Tulis alasannya, sekurangnya sepuluh huruf.")} if is_short else {}


def _in_one_line(text: str) -> str:
    return " ".join(text.split())[:500]


@transaction.atomic
def stop(actor: Actor, agreement_id: UUID, ended_on: date, reason: str) -> Agreement:
    """End an agreement early, on a day not to come; what is left is its last report.

    Raises NotVisible, NotAllowed, Conflict when it is not in force, Invalid (day, reason).
    """
    agreement = access.locked(actor, agreement_id)
    access.require_stage(agreement, Stage.EXECUTION)
    _require_none({**_out_of_term(agreement, ended_on), **_unsaid(reason)})
    agreement.end_reason = _in_one_line(reason)
    note(actor, events.STOPPED, agreement, reason=agreement.end_reason)
    _finish(agreement, ended_on)
    return agreement


def _out_of_term(agreement: Agreement, ended_on: date) -> dict[str, str]:
    if ended_on > today() or (agreement.begins_on and ended_on < agreement.begins_on):
        return {"ended_on": _("Hari berakhirnya di antara mulai berlaku dan hari ini.")}
    return {}


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
