"""Reads of agreements, always of what the reader may see; lists are bounded and served by indexes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.core.searching import matching
from balai.foundation.documents.api import DocumentCard, SignatureCard, get_document
from balai.foundation.forms.api import AttachmentCard, attachments_of
from balai.foundation.organizations.api import UnitCard, get_units
from balai.foundation.regions.api import today
from balai.territory.agreements.access import get_agreement
from balai.territory.agreements.actions.keep_duties import EVIDENCE
from balai.territory.agreements.actions.sign import ORIGINAL, blocks_of
from balai.territory.agreements.cards import AgreementCard, PartyCard, agreement_card, party_card
from balai.territory.agreements.models import (
    Agreement,
    AgreementKind,
    Draft,
    Invitation,
    Obligation,
    Party,
    Remark,
    Signature,
    Sort,
)
from balai.territory.agreements.models.agreement import MANAGE, Standing, stands
from balai.territory.visits.api import DelegationCard, delegation

SEARCHED = ("code", "number", "title", "affair", "partners")  # as the index agreements_words has them
ENDING = (30, 90, 180)
MOST_LINKS = 5000
ORDERS = {
    "terbaru": ("-id",),
    "berakhir": ("ends_on", "id"),
    "ditandatangani": ("-signed_on", "-id"),
    "judul": ("title", "id"),
}


@dataclass(frozen=True)
class Filters:
    """What a register shows; empty limits nothing. ``ending`` is a number of days."""

    kind: str = ""
    standing: str = ""
    ending: int = 0
    unit: str = ""
    year: int = 0
    text: str = ""
    order: str = ""
    region: str = ""  # with somebody there: a province or another region

    @property
    def is_empty(self) -> bool:
        """True when everything is shown."""
        return not (
            self.kind or self.standing or self.ending or self.unit or self.year or self.text or self.region
        )


def register(actor: Actor, filters: Filters) -> QuerySet[Agreement]:
    """The agreements that the actor sees, narrowed and in order."""
    return _narrowed(Agreement.objects.visible_to(actor), filters).select_related("kind", "unit")


def public_register(filters: Filters) -> QuerySet[Agreement]:
    """What everybody reads: signed, and not confidential; the newest signature first."""
    rows = _narrowed(Agreement.objects.public(), filters).select_related("kind")
    return rows.order_by(*ORDERS.get(filters.order, ORDERS["ditandatangani"]))


def _narrowed(rows: QuerySet[Agreement], filters: Filters) -> QuerySet[Agreement]:
    day = today()
    if filters.kind:
        rows = rows.filter(kind__code=filters.kind)
    if filters.unit:
        rows = rows.filter(unit__code=filters.unit)
    if filters.year:
        rows = rows.filter(signed_on__year=filters.year)
    if filters.text:
        rows = rows.filter(matching(filters.text, SEARCHED))
    if filters.region:
        there = Party.objects.filter(region_id__startswith=filters.region).exclude(sort=Sort.OWN)
        rows = rows.filter(pk__in=there.values("agreement"))
    if filters.standing:
        rows = rows.filter(stands(filters.standing, day))
    if filters.ending:
        rows = rows.filter(stage="execution", ends_on__range=(day, day + timedelta(days=filters.ending)))
    usual = "berakhir" if filters.ending else "terbaru"
    return rows.order_by(*ORDERS.get(filters.order, ORDERS[usual]))


def standing_counts(actor: Actor) -> dict[str, int]:
    """How many stand how today; one query."""
    day, rows = today(), Agreement.objects.visible_to(actor)
    counts = {standing.value: Count("pk", filter=stands(standing, day)) for standing in Standing}
    found: dict[str, int] = rows.aggregate(**counts)
    return found


def late_duties(actor: Actor) -> int:
    """How many duties that the actor sees are late."""
    return Obligation.objects.visible_to(actor).filter(done_on=None, due_on__lt=today()).count()


def late_by_agreement(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many duties of each agreement are late."""
    rows = Obligation.objects.filter(agreement__in=list(ids), done_on=None, due_on__lt=today())
    return dict(rows.order_by().values_list("agreement").annotate(count=Count("pk")))


def kinds() -> list[AgreementKind]:
    """All kinds in their order."""
    return list(AgreementKind.objects.all())


def kind_named(code: str) -> AgreementKind:
    """The kind of a code. Raises NotVisible."""
    found = AgreementKind.objects.filter(code=code).first()
    if found is None:
        raise NotVisible
    return found


def units_of(actor: Actor) -> list[UnitCard]:
    """The units whose agreements the actor sees, by name."""
    ids = Agreement.objects.visible_to(actor).order_by().values_list("unit_id", flat=True).distinct()
    return sorted(get_units(set(ids)).values(), key=lambda unit: unit.name)


def worth_opening(actor: Actor) -> QuerySet[Agreement] | QuerySet[AgreementKind]:
    """What makes the register worth opening: agreements, or for whoever keeps some the kinds that there are."""
    return AgreementKind.objects.all() if actor.grants_with(MANAGE) else Agreement.objects.visible_to(actor)


def parties_of(agreement: Agreement) -> list[Party]:
    """The sides in their order, with their signatures."""
    rows = Party.objects.filter(agreement=agreement).select_related("signature", "unit", "region")
    return list(rows.order_by("place"))


@dataclass(frozen=True)
class Seat:
    """A party at the ceremony: whether it has signed, who comes before it, and its place on the document."""

    party: Party
    signature: Signature | None
    waits_for: tuple[str, ...]
    block: SignatureCard | None


def seats_of(agreement: Agreement) -> list[Seat]:
    """Everybody who signs, in their turns; five queries."""
    parties = sorted(parties_of(agreement), key=lambda party: (party.turn, party.place))
    signed = {row.party_id: row for row in Signature.objects.filter(party__agreement=agreement)}
    missing = [party for party in parties if party.pk not in signed]
    blocks = blocks_of(agreement)
    return [Seat(each, signed.get(each.pk), _before(each, missing), blocks.get(each.pk)) for each in parties]


def judged_of(agreement: Agreement) -> dict[UUID, SignatureCard]:
    """The places of sides that signed with certificates of their own, with what was judged of these."""
    return {pk: block for pk, block in blocks_of(agreement).items() if block.judgement}


def _before(party: Party, missing: Iterable[Party]) -> tuple[str, ...]:
    return tuple(each.name for each in missing if 0 < each.turn < party.turn)


def party_cards(actor: Actor, agreement_id: UUID) -> tuple[PartyCard, ...]:
    """The sides of an agreement in their order. Raises NotVisible."""
    return tuple(party_card(party) for party in parties_of(get_agreement(actor, agreement_id)))


def drafts_of(agreement: Agreement) -> list[Draft]:
    """All versions of the text, the newest first, with their initials."""
    return list(
        Draft.objects.filter(agreement=agreement).select_related("party").prefetch_related("initials__party")
    )


def draft_of(agreement: Agreement, version: int) -> Draft:
    """One version. Raises NotVisible."""
    found = Draft.objects.filter(agreement=agreement, version=version).first()
    if found is None:
        raise NotVisible
    return found


def remarks_of(agreement: Agreement) -> list[Remark]:
    """All remarks with what was said to them, the oldest first; three queries."""
    rows = Remark.objects.filter(draft__agreement=agreement).select_related("party", "draft")
    return list(rows.prefetch_related("verdicts__party"))


def open_links(agreement: Agreement) -> dict[UUID, list[Invitation]]:
    """The private links that work, by party."""
    links: dict[UUID, list[Invitation]] = {}
    for one in Invitation.objects.filter(party__agreement=agreement, ended_at=None):
        if one.is_open():
            links.setdefault(one.party_id, []).append(one)
    return links


def duties_of(agreement: Agreement) -> list[Obligation]:
    """What is owed, by the day."""
    return list(Obligation.objects.filter(agreement=agreement).select_related("party", "unit"))


def evidence_of(duties: Iterable[Obligation]) -> dict[UUID, list[AttachmentCard]]:
    """What proves the duties that are done."""
    return {duty.pk: attachments_of(EVIDENCE, duty.pk) for duty in duties if duty.done_on}


def originals_of(agreement: Agreement) -> list[AttachmentCard]:
    """The scanned originals."""
    return attachments_of(ORIGINAL, agreement.pk)


def visit_of(agreement: Agreement) -> DelegationCard | None:
    """The visit that it came of."""
    if agreement.delegation_id is None:
        return None
    try:
        return delegation(agreement.delegation_id)
    except NotVisible:
        return None


def document_of(actor: Actor, agreement: Agreement) -> DocumentCard | None:
    """The signed document, when there is one and the actor may see it."""
    if agreement.document_id is None:
        return None
    try:
        return get_document(actor, agreement.document_id)
    except NotVisible:
        return None


def followable(unit_ids: Iterable[UUID]) -> list[Agreement]:
    """The newest that were signed and may be followed by another, at most a hundred."""
    rows = Agreement.objects.filter(unit__in=list(unit_ids), signed_on__isnull=False)
    return list(rows.select_related("kind").order_by("-signed_on", "-id")[:100])


def running_in(actor: Actor, year: int) -> list[Agreement]:
    """The agreements in force at some time of a year, with parties, duties and the report, for the yearly report."""
    begun = Q(begins_on__year__lte=year)
    still = Q(ended_on=None) | Q(ended_on__year__gte=year)
    rows = Agreement.objects.visible_to(actor).filter(begun & still).select_related("kind", "unit")
    return list(
        rows.order_by("signed_on", "id").prefetch_related("parties", "obligations", "reports")[:MOST_LINKS]
    )


@dataclass(frozen=True)
class Partner:
    """Somebody with whom something was signed, and how much."""

    name: str
    sort: str
    region_code: str
    count: int


def provinces_of(partners: Iterable[Partner]) -> dict[str, int]:
    """How many agreements there are with somebody in each province."""
    counts: dict[str, int] = {}
    for one in partners:
        province = one.region_code.partition(".")[0]
        counts[province] = counts.get(province, 0) + one.count
    return counts


def outcomes_of(delegation_ids: Iterable[UUID]) -> list[Agreement]:
    """What visits led to, as others may read it; one query."""
    return list(Agreement.objects.filter(delegation_id__in=list(delegation_ids), is_confidential=False))


def visits_that_led_to_one() -> QuerySet[Agreement, UUID | None]:
    """The visits of which a signed agreement came that others may read of."""
    rows = Agreement.objects.filter(is_confidential=False, signed_on__isnull=False)
    return rows.exclude(delegation_id=None).values_list("delegation_id", flat=True)


def signed_with_regions() -> QuerySet[Party]:
    """The sides that regions are in agreements that were signed and that others may read of."""
    return Party.objects.filter(
        region__isnull=False, agreement__signed_on__isnull=False, agreement__is_confidential=False
    )


def agreements_of(delegation_id: UUID) -> tuple[AgreementCard, ...]:
    """The agreements that came of a visit, the newest first."""
    rows = Agreement.objects.filter(delegation_id=delegation_id).select_related("kind")
    return tuple(agreement_card(row) for row in rows.prefetch_related("parties"))


@dataclass(frozen=True)
class Link:
    """One's own regency and another region have signed something."""

    region_code: str
    region_name: str
    agreement_id: UUID
    code: str
    title: str
    kind_name: str
    signed_on: object
    innovations: tuple[str, ...]


def agreement_links() -> tuple[Link, ...]:
    """Every public agreement with another region, a row for each region; for the network of regencies."""
    rows = signed_with_regions().exclude(sort__in=(Sort.OWN, Sort.UNIT))
    found = rows.select_related("agreement__kind", "region").order_by("-agreement__signed_on", "place")
    return tuple(_link(party) for party in found[:MOST_LINKS])


def _link(party: Party) -> Link:
    agreement = party.agreement
    return Link(
        region_code=party.region_id or "",
        region_name=party.name,
        agreement_id=agreement.pk,
        code=agreement.code,
        title=agreement.title,
        kind_name=agreement.kind.title,
        signed_on=agreement.signed_on,
        innovations=tuple(agreement.innovations),
    )


def public_agreement(code: str) -> Agreement:
    """A public agreement by its code. Raises NotVisible."""
    found = Agreement.objects.public().select_related("kind", "follows").filter(code=code).first()
    if found is None:
        raise NotVisible
    return found


def public_partners(limit: int = 500) -> list[Partner]:
    """With whom public agreements were signed, most first."""
    rows = Party.objects.filter(agreement__in=Agreement.objects.public().values("pk")).exclude(sort=Sort.OWN)
    found = (
        rows.order_by().values("name", "sort", "region_id").annotate(count=Count("agreement", distinct=True))
    )
    return [
        Partner(row["name"], row["sort"], row["region_id"] or "", row["count"])
        for row in found.order_by("-count", "name")[:limit]
    ]
