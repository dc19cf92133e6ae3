"""Put a licence into the register: what was issued, and what it follows."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.regions.api import get_regions, today
from balai.services.licences import access, events, policies
from balai.services.licences.cards import LicenceCard, LicenceDraft, licence_card
from balai.services.licences.events import note
from balai.services.licences.models import Licence, LicenceKind, Term

NIB_DIGITS = 13
FOLLOWABLE = (Licence.State.ACTIVE, Licence.State.REPLACED)  # the second in an old register only


@transaction.atomic
def record_licence(actor: Actor, draft: LicenceDraft) -> LicenceCard:
    """The licence in the register of its unit.

    Raises NotAllowed, Invalid (kind, NIB, place, dates, what it follows), Conflict for a number in force already.
    """
    policies.require(actor, policies.RECORD, draft.unit_id)
    return licence_card(write_licence(actor, draft))


def write_licence(
    actor: Actor, draft: LicenceDraft, state: str = Licence.State.ACTIVE, reason: str = ""
) -> Licence:
    """The same where the action around it was authorised already (the step of a procedure).

    What comes from an old register may be suspended or revoked already.
    """
    before = access.lock(draft.follows) if draft.follows else None
    licence = _licence_of(actor, draft)
    licence.state, licence.reason = state, reason[:500]
    if before is not None:
        _require_followable(before, licence)
        if licence.valid_from <= today():
            give_way(actor, before, licence)
    try:
        with transaction.atomic():
            licence.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Nomor {number} sudah tercatat.").format(number=draft.number)) from error
    note(actor, events.RECORDED, licence)
    return licence


def _licence_of(actor: Actor, draft: LicenceDraft) -> Licence:
    kind = LicenceKind.objects.filter(code=draft.kind).first()
    if kind is None:
        raise Invalid(_("Jenis izin “{code}” belum dipasang.").format(code=draft.kind), {"kind": "?"})
    _require_range(draft.valid_from, draft.valid_until)
    latitude, longitude = draft.point or (None, None)
    return Licence(
        unit_id=draft.unit_id,
        kind=kind,
        risk_id=risk_of(kind, draft.risk),
        number=_told(draft.number, "number", 120),
        holder_id=draft.holder_id,
        holder_name=_told(draft.holder_name, "holder_name", 120),
        nib=checked_nib(draft.nib),
        object=_told(draft.object, "object", 240),
        place=" ".join(draft.place.split())[:240],
        region_id=checked_region(draft.region_code),
        latitude=latitude,
        longitude=longitude,
        valid_from=draft.valid_from,
        valid_until=draft.valid_until,
        state_since=draft.valid_from,
        follows_id=draft.follows,
        follow=draft.follow if draft.follows else "",
        case_id=draft.case_id,
        document_id=draft.document_id,
        recorded_by=actor.name,
    )


def _told(text: str, name: str, most: int) -> str:
    whole = " ".join(text.split())
    if not whole:
        raise Invalid(_("Izin memerlukan nomor, pemegang dan objeknya."), {name: _("Kolom ini wajib diisi.")})
    return whole[:most]


def checked_nib(text: str) -> str:
    """The business number as its 13 digits, "" for none. Raises Invalid."""
    digits = "".join(text.split())
    if digits and not (len(digits) == NIB_DIGITS and digits.isascii() and digits.isdigit()):
        raise Invalid(_("NIB terdiri dari 13 angka."), {"nib": _("NIB terdiri dari 13 angka.")})
    return digits


def risk_of(kind: LicenceKind, code: str) -> UUID | None:
    """The level of risk that was named, else that of the kind. Raises Invalid for an unknown one."""
    if not code:
        return kind.risk_id
    found = Term.objects.filter(of=Term.Of.RISK, code=code).first()
    if found is None:
        raise Invalid(_("Tingkat risiko “{code}” tidak dikenal.").format(code=code), {"risk": "?"})
    return found.pk


def checked_region(code: str) -> str | None:
    """The code of a place, None for none. Raises Invalid for an unknown one."""
    if code and code not in get_regions([code]):
        raise Invalid(_("Wilayah dengan kode {code} tidak ada.").format(code=code), {"region": "?"})
    return code or None


def _require_range(first: date, last: date | None) -> None:
    if last is not None and last < first:
        sentence = _("Izin berakhir sebelum mulai berlaku.")
        raise Invalid(sentence, {"valid_until": sentence})


def _require_followable(before: Licence, after: Licence) -> None:
    """A renewal or change follows what stood, a reinstatement what was revoked; of the same kind and unit."""
    revoked = (Licence.State.REVOKED,)
    fits = before.state in (revoked if after.follow == Licence.Follow.REINSTATEMENT else FOLLOWABLE)
    if not fits or (before.kind_id, before.unit_id) != (after.kind_id, after.unit_id):
        raise Invalid(_("Izin {number} tidak dapat dilanjutkan.").format(number=before.number))
    if Licence.objects.filter(follows=before).exists():
        raise Conflict(_("Izin {number} sudah dilanjutkan.").format(number=before.number))


def give_way(actor: Actor, before: Licence, after: Licence) -> None:
    """What still stands when the next one begins is replaced by it; what was revoked stays so."""
    if before.state != Licence.State.ACTIVE:
        return
    before.state, before.state_since = Licence.State.REPLACED, today()
    before.save(update_fields=["state", "state_since"])
    note(actor, events.FOLLOWED, before, by=after.number)
