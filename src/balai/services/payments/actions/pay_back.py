"""Pay a surplus back: the note is closed with the reference of the transfer."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.services.payments import access, booking, events
from balai.services.payments.models import RefundNote


@transaction.atomic
def pay_back(actor: Actor, note_id: UUID, reference: str) -> RefundNote:
    """Note the transfer. Raises NotVisible, NotAllowed, Invalid without a reference, Conflict the second time."""
    note, reference = access.get_refund(actor, note_id), " ".join(reference.split())[:120]
    if not reference:
        raise Invalid(_("Tulis referensi transfer."), {"reference": _("Isi referensinya.")})
    facts = {"paid_at": timezone.now(), "reference": reference, "officer_name": actor.name}
    if not RefundNote.objects.filter(pk=note.pk, paid_at=None).update(**facts):
        raise Conflict(_("Nota ini sudah dibayarkan kembali."))
    for name, value in facts.items():
        setattr(note, name, value)
    unit = note.payment.unit
    collector = booking.collector_of(unit.pk)
    booking.book_refund(actor, note, collector)
    record(
        actor,
        events.REFUNDED,
        subject=note,
        unit_id=unit.pk,
        region_code=unit.region_id,
        number=note.number,
        amount=f"{note.amount:.2f}",
    )
    return note
