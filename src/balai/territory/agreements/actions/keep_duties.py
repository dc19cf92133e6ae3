"""Duties: what a side owes by a day, that it is done, and the task in an inbox once it is late."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.cases.api import ActInput, OpenCase, act, give_task, give_tasks
from balai.foundation.forms.api import Holder, close_draft, link_attachments, take_answers
from balai.foundation.organizations.api import active_unit
from balai.foundation.regions.api import today
from balai.territory.agreements import access, events, telling
from balai.territory.agreements.events import note
from balai.territory.agreements.models import Obligation, Party, Stage

PROCEDURE, PREFIX = "kewajiban-kerja-sama", "KWJ"
EVIDENCE = "agreement_duty"  # the kind under which forms keeps what proves it
SETTLE = "penuhi"  # the action of the procedure
OUTCOME = "hasil_kewajiban"  # the answer of the form


@dataclass(frozen=True)
class DutyDraft:
    """A duty about to be written down. One's own needs the unit that does it; money in rupiah."""

    party_id: UUID
    text: str
    due_on: date
    unit_id: UUID | None = None
    officer: str = ""
    amount: Decimal | None = None


@transaction.atomic
def add_duty(actor: Actor, agreement_id: UUID, draft: DutyDraft) -> Obligation:
    """A duty of a side. Raises NotVisible, NotAllowed, Invalid, and Conflict for an agreement that is over."""
    agreement = access.locked(actor, agreement_id)
    if agreement.stage in (Stage.ENDED, Stage.DROPPED):
        raise Conflict(_("Kerja sama ini sudah berakhir."))
    party = Party.objects.filter(agreement=agreement, pk=draft.party_id).first()
    text = " ".join(draft.text.split())[:500]
    if party is None or not text:
        raise Invalid(_("Tulis siapa yang wajib melakukan apa."), {"text": _("Kolom ini wajib diisi.")})
    if draft.amount is not None and draft.amount <= 0:
        raise Invalid(_("Jumlah uang lebih dari nol."), {"amount": _("Jumlah uang lebih dari nol.")})
    duty = Obligation.objects.create(
        agreement=agreement,
        party=party,
        unit_id=_doing(party, draft.unit_id) or agreement.unit_id,
        officer=" ".join(draft.officer.split())[:120],
        text=text,
        due_on=draft.due_on,
        amount=draft.amount,
    )
    note(actor, events.DUTY_ADDED, agreement, due=duty.due_on.isoformat())
    return duty


def _doing(party: Party, unit_id: UUID | None) -> UUID | None:
    """The unit that does a duty: for one's own side the one that was named; others of here do theirs themselves."""
    if party.is_own:
        return active_unit(unit_id).id if unit_id else None
    return party.unit_id


@transaction.atomic
def settle_duty(holder: Holder, duty_id: UUID, draft_id: UUID) -> Obligation:
    """The duty is done, with what proves it; its task in the inbox closes with it.

    Raises NotVisible, NotAllowed, Invalid for faulty answers, Conflict when it is done already.
    """
    actor = holder.actor
    duty = access.get_duty(actor, duty_id, to="fulfil")
    if duty.kind == Obligation.Kind.REPORT:
        raise Conflict(_("Kewajiban ini dipenuhi dengan menulis laporannya."))
    duty = _open_duty(duty.pk)
    answers = take_answers(holder, draft_id)
    link_attachments(holder, draft_id, EVIDENCE, duty.pk)
    close_draft(holder, draft_id)
    return finish(actor, duty, str(answers.values[OUTCOME]))


def _open_duty(duty_id: UUID) -> Obligation:
    rows = Obligation.objects.select_for_update(of=("self",)).select_related(
        "agreement__kind", "agreement__unit"
    )
    duty: Obligation = rows.get(pk=duty_id)
    if duty.done_on:
        raise Conflict(_("Kewajiban ini sudah dipenuhi, dicatat {name}.").format(name=duty.done_by))
    return duty


def finish(actor: Actor, duty: Obligation, outcome: str) -> Obligation:
    """Mark a duty done, its row held by the caller; whoever has its task closes that too."""
    duty.done_on, duty.done_by, duty.outcome = today(), actor.name, " ".join(outcome.split())[:1000]
    duty.save(update_fields=["done_on", "done_by", "outcome"])
    note(actor, events.DUTY_DONE, duty.agreement, due=duty.due_on.isoformat())
    if duty.case_id:
        act(actor, duty.case_id, SETTLE, ActInput())
    return duty


def finish_report(actor: Actor, agreement_id: UUID, year: int, outcome: str) -> None:
    """The duty to report on a year is done with the report; none is owed where the agreement has none."""
    owed = Obligation.objects.filter(
        agreement_id=agreement_id, kind=Obligation.Kind.REPORT, year=year, done_on=None
    )
    for duty_id in owed.values_list("pk", flat=True):
        finish(actor, _open_duty(duty_id), outcome)


def bring_late_ones(day: date) -> int:
    """A task for each duty that is late, in the inbox of its unit; one each, also with two workers."""
    late = Obligation.objects.filter(done_on=None, due_on__lt=day)
    living = late.exclude(agreement__stage__in=(Stage.ENDED, Stage.DROPPED))
    rows = living.select_related("agreement__kind", "agreement__unit")
    return give_tasks(rows, _bring, "agreements.not_brought")


def _bring(duty: Obligation) -> bool:
    is_given = give_task(duty, _task_of(duty))
    if is_given:
        telling.tell_late(duty)
    return is_given


def _task_of(duty: Obligation) -> OpenCase:
    agreement = duty.agreement
    what = agreement.code if agreement.is_confidential else duty.text
    return OpenCase(
        procedure=PROCEDURE,
        unit_id=duty.unit_id,
        code_prefix=PREFIX,
        title=what,
        applicant_name=agreement.unit.name,
        subject=agreement.code,
        channel="kantor",
    )
