"""What comes back from the guests, by unit. A key that was seen before changes nothing: phones send again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM, Actor
from balai.core.errors import Invalid, NotAllowed, NotVisible
from balai.territory.visits import events, telling
from balai.territory.visits.access import get_session
from balai.territory.visits.actions.noting import note
from balai.territory.visits.cards import RatingDraft, SpendingDraft
from balai.territory.visits.models import (
    Arrival,
    Delegation,
    Question,
    Rating,
    Session,
    Spending,
    VisitingUnit,
)
from balai.territory.visits.policies import receives

Kept = TypeVar("Kept", bound=models.Model)
CLOCK = timedelta(minutes=5)  # so much ahead a phone's clock may be
EARLY = timedelta(hours=12)  # a phone's clock may be wrong; so long before its session nobody arrives
LATE = timedelta(hours=12)  # and so long after it nobody does, however late the phone sends it
LONGEST_TEXT = 1000
MOST_QUESTIONS = 40  # of a unit to one session; each is told to its hosts


@dataclass(frozen=True)
class _Seen:
    """A session with a unit of its delegation."""

    session: Session
    unit: VisitingUnit


def _find(session_id: UUID, unit_id: UUID) -> _Seen:
    """The session and the unit, of one confirmed visit. Raises NotVisible."""
    session = (
        Session.objects.standing().select_related("delegation__unit", "site").filter(pk=session_id).first()
    )
    unit = VisitingUnit.objects.filter(pk=unit_id, is_coming=True).first()
    if session is None or unit is None or unit.delegation_id != session.delegation_id:
        raise NotVisible(_("Sesi ini bukan bagian dari kunjungan Anda."))
    if session.delegation.state != Delegation.State.CONFIRMED:
        raise NotVisible(_("Kunjungan ini belum terkonfirmasi."))
    return _Seen(session, unit)


def _keep_some(row: Arrival | Question | Rating, seen: _Seen, most: int) -> bool:
    """Insert the row unless its key is there already. Raises Invalid for more than a unit can mean at one session."""
    kind = type(row)
    if kind.objects.filter(key=row.key).exists():
        return False
    if kind.objects.filter(session=seen.session, unit=seen.unit).count() >= most:
        raise Invalid(_("Dari unit Anda sudah cukup yang kami terima untuk sesi ini."))
    return _keep(row)


def _keep(row: Kept) -> bool:
    """Insert the row; False when its key, or what may be there once only, is there already."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "unique" not in str(error).lower() and "duplicate" not in str(error).lower():
            raise
        return False
    return True


@transaction.atomic
def record_arrival(
    session_id: UUID, unit_id: UUID, key: str, arrived_at: datetime, channel: str, *, people: int = 1
) -> bool:
    """A unit has come, as its phone says; also much later from a place without a line. False for a key seen before.

    ``arrived_at`` is kept beside the moment at which it was heard of. Raises NotVisible, Invalid.
    """
    seen = _find(session_id, unit_id)
    now = timezone.now()
    if channel not in Arrival.Channel.values or not 1 <= people <= seen.session.delegation.people:
        raise Invalid(_("Kehadiran ini tidak dapat dicatat."))
    if not seen.session.starts_at - EARLY <= arrived_at <= min(now + CLOCK, seen.session.ends_at + LATE):
        raise Invalid(
            _("Sesi ini belum dekat waktunya, atau sudah lama lewat. Minta tuan rumah mencatat Anda.")
        )
    row = Arrival(
        key=_key(key),
        session=seen.session,
        unit=seen.unit,
        people=people,
        arrived_at=arrived_at,
        channel=channel,
    )
    if not _keep_some(row, seen, seen.session.delegation.people):
        return False
    _note_arrival(SYSTEM, seen, people)
    return True


@transaction.atomic
def note_arrival_at_desk(actor: Actor, session_id: UUID, unit_id: UUID, people: int) -> bool:
    """A host writes down who is there; once for a unit and session. Raises NotVisible, NotAllowed, Invalid."""
    session = get_session(actor, session_id)
    if not receives(actor, session):
        raise NotAllowed(_("Kehadiran dicatat tuan rumah sesinya."))
    key = f"{session_id.hex[-12:]}-{unit_id.hex[-12:]}-petugas"
    arrived_at = min(timezone.now(), session.ends_at)  # who writes it down afterwards knows no other hour
    return record_arrival(session_id, unit_id, key, arrived_at, Arrival.Channel.DESK, people=people)


def _note_arrival(actor: Actor, seen: _Seen, people: int) -> None:
    session = seen.session
    note(
        actor,
        events.ARRIVED,
        session.delegation,
        session,
        unit=seen.unit.name,
        title=session.title,
        people=people,
    )


def _key(key: str) -> str:
    if not 8 <= len(key) <= 60 or not key.isascii() or not key.isprintable():
        raise Invalid(_("Kunci kiriman ini tidak dapat dipakai."))
    return key


@transaction.atomic
def record_question(session_id: UUID, unit_id: UUID, key: str, text: str) -> bool:
    """A question to the hosts of a session, who are told. False for a key seen before. Raises NotVisible, Invalid."""
    seen, text = _find(session_id, unit_id), text.strip()
    if not text or len(text) > LONGEST_TEXT:
        raise Invalid(_("Tulis pertanyaan Anda, paling panjang {n} huruf.").format(n=LONGEST_TEXT))
    row = Question(key=_key(key), session=seen.session, unit=seen.unit, text=text)
    is_new = _keep_some(row, seen, MOST_QUESTIONS)
    if is_new:
        telling.tell_question(seen.session, seen.unit.name)
    return is_new


@transaction.atomic
def record_rating(session_id: UUID, unit_id: UUID, key: str, draft: RatingDraft) -> bool:
    """What somebody says of a session that has begun. False for a key seen before. Raises NotVisible, Invalid."""
    seen = _find(session_id, unit_id)
    if seen.session.starts_at > timezone.now():
        raise Invalid(_("Sesi ini belum dimulai."))
    if not (1 <= draft.useful <= 5 and 1 <= draft.clear <= 5):
        raise Invalid(_("Pilih nilai 1 sampai 5."))
    text = draft.text.strip()
    if len(text) > LONGEST_TEXT:
        raise Invalid(_("Tulis saran Anda, paling panjang {n} huruf.").format(n=LONGEST_TEXT))
    row = Rating(
        key=_key(key), session=seen.session, unit=seen.unit, useful=draft.useful, clear=draft.clear, text=text
    )
    return _keep_some(row, seen, seen.session.delegation.people)


@transaction.atomic
def record_spending(unit_id: UUID, key: str, draft: SpendingDraft) -> bool:
    """What a unit spent here; once a unit. False when it has said so already. Raises NotVisible, Invalid."""
    unit = VisitingUnit.objects.select_related("delegation").filter(pk=unit_id, is_coming=True).first()
    if unit is None or unit.delegation.state != Delegation.State.CONFIRMED:
        raise NotVisible(_("Unit ini bukan bagian dari kunjungan."))
    amounts = {name: Decimal(getattr(draft, name)) for name in ("lodging", "food", "goods", "travel")}
    sound = all(0 <= amount <= 10**12 for amount in amounts.values())
    if not sound or not 0 <= draft.nights <= 60 or not 1 <= draft.people <= unit.delegation.people:
        raise Invalid(_("Periksa angka-angkanya."))
    return _keep(Spending(key=_key(key), unit=unit, people=draft.people, nights=draft.nights, **amounts))
