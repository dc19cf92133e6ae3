"""Record what was signed before Balai, or elsewhere: it has no case and no text here, but a source."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.organizations.api import regency_unit
from balai.foundation.regions.api import today
from balai.territory.agreements import events, policies
from balai.territory.agreements.actions.begin_agreement import new_agreement
from balai.territory.agreements.cards import AgreementCard, PartyDraft, SignedDraft, agreement_card
from balai.territory.agreements.events import note
from balai.territory.agreements.models import Agreement, Sort, Stage
from balai.territory.agreements.naming import name_partners, new_party
from balai.territory.agreements.terms import last_day


@transaction.atomic
def record_signed(actor: Actor, draft: SignedDraft) -> AgreementCard:
    """The agreement in the register with its parties; one whose last day has passed is ended on it.

    Raises NotAllowed, Invalid (kind, dates, parties), Conflict for a number that is there already.
    """
    policies.require_keeper(actor, draft.agreement.unit_id)
    _require_sense(draft)
    agreement = new_agreement(actor, draft.agreement)
    _date(agreement, draft)
    try:
        with transaction.atomic():
            agreement.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Nomor {number} sudah tercatat.").format(number=draft.number)) from error
    _name(agreement, regency_unit().id, draft)
    note(actor, events.RECORDED, agreement)
    return agreement_card(agreement)


def _require_sense(draft: SignedDraft) -> None:
    if draft.signed_on > today():
        raise Invalid(_("Hari tanda tangan belum tiba."), {"signed_on": _("Hari tanda tangan belum tiba.")})
    if not draft.parties:
        raise Invalid(_("Sebutkan sekurangnya satu pihak lain."), {"name": _("Kolom ini wajib diisi.")})
    begins = draft.begins_on or draft.signed_on
    if draft.ends_on and draft.ends_on < begins:
        raise Invalid(_("Berakhir sebelum mulai."), {"ends_on": _("Berakhir sebelum mulai.")})


def _date(agreement: Agreement, draft: SignedDraft) -> None:
    agreement.number = " ".join(draft.number.split())[:120]
    agreement.signed_on = draft.signed_on
    agreement.signed_at_place = draft.place[:160]
    agreement.begins_on = draft.begins_on or draft.signed_on
    agreement.ends_on = draft.ends_on or last_day(agreement.begins_on, agreement.months)
    agreement.source = " ".join(draft.source.split())[:240]
    is_over = agreement.ends_on is not None and agreement.ends_on < today()
    agreement.stage = Stage.ENDED if is_over else Stage.EXECUTION
    agreement.ended_on = agreement.ends_on if is_over else None


def _name(agreement: Agreement, own_id: UUID, draft: SignedDraft) -> None:
    own = PartyDraft(sort=Sort.OWN, name="", unit_id=own_id, number=agreement.number)
    for place, party in enumerate((own, *draft.parties), 1):
        new_party(agreement, place, party).save(force_insert=True)
    name_partners(agreement)
