"""Somebody asks to come: the visit, its case, and the mail with the address to follow it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM, Actor
from balai.core.errors import Invalid, NotVisible
from balai.core.ids import new_code
from balai.foundation.cases.api import OpenCase, open_case
from balai.foundation.organizations.api import UnitCard, unit_by_code
from balai.foundation.regions.api import get_region, regency
from balai.territory.visits import events, telling
from balai.territory.visits.actions.noting import note
from balai.territory.visits.actions.set_units import write_units
from balai.territory.visits.models import Delegation

PROCEDURE, PREFIX, UNIT = "kunjungan", "KJG", "kerja-sama"
MOST_UNITS, MOST_DAYS, MOST_AHEAD = 60, 14, 730


@dataclass(frozen=True)
class Contact:
    """Whom the house writes to about a visit."""

    name: str
    email: str
    phone: str = ""
    language: str = "id"


@dataclass(frozen=True)
class VisitRequest:
    """What is asked. ``origin_code`` is a region of the tree, or empty for any other institution."""

    origin_code: str
    origin_name: str
    leader_office: str
    purpose: str
    topics: Sequence[str]
    units: Sequence[str]
    people: int
    first_day: date
    last_day: date
    contact: Contact


def coordinating_unit() -> UnitCard:
    """The unit that receives requests. Raises Invalid while there is none."""
    try:
        return unit_by_code(f"{regency().code}/{UNIT}")
    except NotVisible as error:
        raise Invalid(_("Unit kerja sama belum disiapkan di daerah ini.")) from error


@transaction.atomic
def request_visit(actor: Actor, asked: VisitRequest) -> Delegation:
    """Open the visit and its case; the contact gets the address to follow it. Raises Invalid."""
    unit, origin = coordinating_unit(), _origin(asked)
    _check(asked, origin)
    case = open_case(
        SYSTEM,
        OpenCase(
            procedure=PROCEDURE,
            unit_id=unit.id,
            code_prefix=PREFIX,
            title=_("Kunjungan"),
            applicant_name=origin[:120],
            subject=origin,
            data=letter_facts(asked, origin),
        ),
    )
    delegation = _write(asked, origin, unit.id, case.id, case.code)
    note(actor, events.ASKED, delegation, people=asked.people)
    telling.tell_contact(actor, telling.RECEIVED, delegation)
    return delegation


def _write(asked: VisitRequest, origin: str, unit_id: UUID, case_id: UUID, code: str) -> Delegation:
    contact = asked.contact
    delegation = Delegation.objects.create(
        code=code,
        unit_id=unit_id,
        case_id=case_id,
        origin_id=asked.origin_code or None,
        origin_name=origin,
        leader_office=asked.leader_office.strip(),
        purpose=asked.purpose.strip(),
        topics=list(asked.topics),
        people=asked.people,
        wished_first=asked.first_day,
        wished_last=asked.last_day,
        contact_name=contact.name.strip(),
        contact_email=contact.email,
        contact_phone=contact.phone,
        language=contact.language,
    )
    write_units(delegation, asked.units)
    return delegation


def _origin(asked: VisitRequest) -> str:
    if not asked.origin_code:
        return " ".join(asked.origin_name.split())
    return get_region(asked.origin_code).title


def _check(asked: VisitRequest, origin: str) -> None:
    faults = {}
    if not origin:
        faults["origin_name"] = _("Tulis nama lembaga Anda.")
    if asked.first_day < timezone.localdate():
        faults["first_day"] = _("Pilih hari yang akan datang.")
    if (asked.first_day - timezone.localdate()).days > MOST_AHEAD:
        faults["first_day"] = _("Pilih hari dalam dua tahun ke depan.")
    if not 0 <= (asked.last_day - asked.first_day).days < MOST_DAYS:
        faults["last_day"] = _("Hari terakhir sesudah hari pertama, paling lama {days} hari.").format(
            days=MOST_DAYS
        )
    if not asked.units:
        faults["units"] = _("Tulis sekurangnya satu unit yang datang.")
    if len(asked.units) > MOST_UNITS:
        faults["units"] = _("Paling banyak {count} unit.").format(count=MOST_UNITS)
    if faults:
        raise Invalid(_("Beberapa isian perlu diperbaiki."), faults)


def letter_facts(asked: VisitRequest, origin: str) -> dict[str, str]:
    """What letters and the page of the case know from the request; the contact is not among it."""
    return {
        "asal": origin,
        "pimpinan": asked.leader_office.strip(),
        "maksud": asked.purpose.strip(),
        "jumlah": str(asked.people),
    }


@dataclass(frozen=True)
class PastVisit:
    """A visit of before Balai, as a source tells of it; officials by office, ``people`` 0 where it gives no number.

    ``origin_name`` is only for those that are not one region of the tree, such as several together.
    """

    origin_code: str
    origin_name: str
    leader_office: str
    purpose: str
    topics: Sequence[str]
    people: int
    first_day: date
    last_day: date
    result: str
    source: str


@transaction.atomic
def record_past_visit(actor: Actor, past: PastVisit) -> Delegation:
    """Keep a visit that took place without a case, with the source that tells of it. Raises Invalid, NotVisible."""
    if not past.source.strip():
        raise Invalid(_("Sebutkan sumbernya."))
    origin = past.origin_name or get_region(past.origin_code).title
    delegation = Delegation.objects.create(
        code=new_code(PREFIX),
        unit_id=coordinating_unit().id,
        origin_id=past.origin_code or None,
        origin_name=origin,
        leader_office=past.leader_office,
        purpose=past.purpose,
        topics=list(past.topics),
        people=past.people,
        first_day=past.first_day,
        last_day=past.last_day,
        state=Delegation.State.HELD,
        result=past.result,
        source=past.source,
    )
    note(actor, events.RECORDED, delegation)
    return delegation
