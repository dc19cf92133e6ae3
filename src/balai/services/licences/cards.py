"""What other modules give to licences and get from it: frozen dataclasses."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from balai.services.licences.models import Licence


@dataclass(frozen=True)
class LicenceDraft:
    """A licence about to be recorded. ``follows`` names the licence that it renews, changes or reinstates."""

    unit_id: UUID
    kind: str
    number: str
    holder_name: str
    object: str
    valid_from: date
    valid_until: date | None = None
    holder_id: UUID | None = None
    nib: str = ""
    risk: str = ""
    place: str = ""
    region_code: str = ""
    point: tuple[Decimal, Decimal] | None = None  # latitude, longitude
    case_id: UUID | None = None
    document_id: UUID | None = None
    follows: UUID | None = None
    follow: str = ""


@dataclass(frozen=True)
class LicenceCard:
    """A licence as people read it; ``standing`` is that of today."""

    id: UUID
    number: str
    kind: str
    kind_name: str
    unit_id: UUID
    holder_id: UUID | None
    holder_name: str
    object: str
    place: str
    valid_from: date
    valid_until: date | None
    standing: str
    standing_name: str
    reason: str
    case_id: UUID | None
    document_id: UUID | None


def licence_card(licence: Licence) -> LicenceCard:
    """The card of a licence."""
    return LicenceCard(
        id=licence.pk,
        number=licence.number,
        kind=licence.kind.code,
        kind_name=licence.kind.title,
        unit_id=licence.unit_id,
        holder_id=licence.holder_id,
        holder_name=licence.holder_name,
        object=licence.object,
        place=licence.place,
        valid_from=licence.valid_from,
        valid_until=licence.valid_until,
        standing=licence.standing,
        standing_name=str(licence.standing.label),
        reason=licence.reason,
        case_id=licence.case_id,
        document_id=licence.document_id,
    )
