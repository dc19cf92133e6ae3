"""What other modules see of agreements: frozen dataclasses without confidential content."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from balai.territory.agreements.models import Agreement, Party


@dataclass(frozen=True)
class PartyDraft:
    """A party about to be named. ``region_code`` or ``unit_id`` say which one of the tree or of here it is."""

    sort: str
    name: str
    signer: str = ""
    office: str = ""
    unit_id: UUID | None = None
    region_code: str = ""
    country: str = ""
    number: str = ""


@dataclass(frozen=True)
class AgreementDraft:
    """An agreement about to be prepared. Money in rupiah, the term in months."""

    kind: str
    unit_id: UUID
    title: str
    affair: str
    scope: str = ""
    months: int | None = None
    is_confidential: bool = False
    burdens_budget: bool = False
    cost: Decimal | None = None
    cost_source: str = ""
    follows: UUID | None = None
    delegation_id: UUID | None = None
    innovations: tuple[str, ...] = ()


@dataclass(frozen=True)
class SignedDraft:
    """What was signed before Balai, or elsewhere: with its day, its parties and where that is known from."""

    agreement: AgreementDraft
    signed_on: date
    parties: tuple[PartyDraft, ...]
    number: str = ""
    place: str = ""
    source: str = ""
    begins_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class PartyCard:
    """A party as others may read it."""

    id: UUID
    name: str
    sort: str
    region_code: str
    number: str


@dataclass(frozen=True)
class AgreementCard:
    """An agreement as others may read it; a confidential one has its code in place of a title, and no parties."""

    id: UUID
    code: str
    kind: str
    kind_name: str
    title: str
    number: str
    parties: tuple[PartyCard, ...]
    stage: str
    stage_name: str
    signed_on: date | None
    ends_on: date | None
    delegation_id: UUID | None
    innovations: tuple[str, ...] = field(default=())
    case_id: UUID | None = None


def agreement_card(agreement: Agreement) -> AgreementCard:
    """The card of an agreement whose kind and parties were read along."""
    shown = [] if agreement.is_confidential else list(agreement.parties.all())
    return AgreementCard(
        id=agreement.pk,
        code=agreement.code,
        kind=agreement.kind.code,
        kind_name=agreement.kind.title,
        title=agreement.open_name,
        number=agreement.number,
        parties=tuple(party_card(party) for party in shown),
        stage=agreement.stage,
        stage_name=agreement.get_stage_display(),
        signed_on=agreement.signed_on,
        ends_on=agreement.ends_on,
        delegation_id=agreement.delegation_id,
        innovations=tuple(agreement.innovations),
        case_id=agreement.case_id,
    )


def party_card(party: Party) -> PartyCard:
    return PartyCard(party.pk, party.name, party.sort, party.region_id or "", party.number)
