"""Reads of licences, always of what the actor may see; the public check knows no names."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.core.exchange import Sheet
from balai.core.searching import matching
from balai.foundation.accounts.api import within
from balai.foundation.documents.api import DocumentCard, get_document
from balai.foundation.organizations.api import UnitCard, get_unit
from balai.foundation.regions.api import today
from balai.services.licences.cards import LicenceCard, licence_card
from balai.services.licences.models import Finding, Licence, LicenceKind, Visit
from balai.services.licences.models.licence import VIEW, Standing, ends_within, stands
from balai.services.licences.policies import RECORD

ENDING = (30, 60, 90)
MOST_ON_MAP = 2000
CHAIN = 50
SEARCHED = ("number", "nib", "holder_name", "object", "place")  # as the index licences_words has them
RELATED = ("unit", "kind", "risk", "region")


@dataclass(frozen=True)
class Filters:
    """What the register shows; empty limits nothing. ``ending`` is a number of days."""

    kind: str = ""
    standing: str = ""
    ending: int = 0
    unit: str = ""
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """True when everything is shown."""
        return not (self.kind or self.standing or self.ending or self.unit or self.text)


def register(actor: Actor, filters: Filters) -> QuerySet[Licence]:
    """The licences that the actor reaches as an officer: the newest first, or by their end when that was asked."""
    rows: QuerySet[Licence] = _at_work(actor).select_related(*RELATED)
    if filters.kind:
        rows = rows.filter(kind__code=filters.kind)
    if filters.unit:
        rows = rows.filter(unit__code=filters.unit)
    if filters.text:
        rows = rows.filter(matching(filters.text, SEARCHED))
    if filters.standing:
        rows = rows.filter(stands(filters.standing, today()))
    if not filters.ending:
        return rows.order_by("-id")
    return rows.filter(ends_within(today(), filters.ending)).order_by("valid_until", "id")


def _at_work(actor: Actor) -> Any:
    """What the actor reaches by a role, without what is their own."""
    rows = Licence.objects.all() if actor.is_system else Licence.objects.filter(within(actor, VIEW))
    return rows.exclude(holder_id=actor.user_id) if actor.user_id else rows


def worth_opening(actor: Actor) -> QuerySet[Any]:
    """What makes the register worth opening: licences, or for whoever keeps one the kinds that can be recorded."""
    return LicenceKind.objects.all() if actor.grants_with(RECORD) else _at_work(actor)


def standing_counts(actor: Actor) -> dict[str, int]:
    """How many there are (``all``), how many stand how today, and end within each of the spans; one query."""
    day, rows = today(), _at_work(actor)
    counts = {standing.value: Count("pk", filter=stands(standing, day)) for standing in Standing}
    ends = {f"ending{days}": Count("pk", filter=ends_within(day, days)) for days in ENDING}
    found: dict[str, int] = rows.aggregate(all=Count("pk"), **counts, **ends)
    return found


def kinds_of(actor: Actor) -> list[LicenceKind]:
    """The kinds of which the actor sees licences."""
    return list(LicenceKind.objects.filter(Exists(_at_work(actor).filter(kind=OuterRef("pk")))))


def units_of(actor: Actor) -> list[UnitCard]:
    """The units of which the actor sees licences, by name."""
    units: Any = Licence._meta.get_field("unit").related_model
    used = units.objects.filter(Exists(_at_work(actor).filter(unit=OuterRef("pk"))))
    ids = used.order_by().values_list("pk", flat=True)
    return sorted((get_unit(unit_id) for unit_id in ids), key=lambda unit: unit.name)


def on_map(rows: QuerySet[Licence]) -> list[Licence]:
    """Those whose place has a point, at most so many as a picture can show."""
    return list(rows.filter(latitude__isnull=False).order_by("-latitude", "id")[:MOST_ON_MAP])


def my_licences(actor: Actor) -> list[Licence]:
    """One's own, those in force first, then the newest."""
    rows = Licence.objects.filter(holder_id=actor.user_id).select_related(*RELATED)
    ranks = {Standing.ACTIVE: 0, Standing.SUSPENDED: 0, Standing.UPCOMING: 1}
    return sorted(rows.order_by("-id")[:200], key=lambda row: ranks.get(row.standing, 2))


def licences_of_case(actor: Actor, case_id: UUID) -> list[LicenceCard]:
    """The visible licences of a case, the newest first."""
    rows = Licence.objects.visible_to(actor).filter(case_id=case_id).select_related("kind")
    return [licence_card(row) for row in rows]


def chain_of(licence: Licence) -> list[Licence]:
    """The licence with what it follows and what follows it, the first one first."""
    chain = [licence]
    while len(chain) < CHAIN and (before := _before(chain[0])):
        chain.insert(0, before)
    while len(chain) < CHAIN and (after := Licence.objects.filter(follows=chain[-1]).first()):
        chain.append(after)
    return chain


def _before(licence: Licence) -> Licence | None:
    return Licence.objects.filter(pk=licence.follows_id).first() if licence.follows_id else None


def letter_of(actor: Actor, licence: Licence) -> DocumentCard | None:
    """The letter of the licence, when there is one and the actor may see it."""
    if licence.document_id is None:
        return None
    try:
        return get_document(actor, licence.document_id)
    except NotVisible:
        return None


def visits_of(actor: Actor, licence: Licence) -> list[Visit]:
    """The visits to what was permitted with their findings, the newest first; two queries."""
    rows = Visit.objects.visible_to(actor).filter(licence=licence)
    return list(rows.prefetch_related("findings"))


def open_findings(actor: Actor, licence_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many findings are open on each of the licences."""
    rows = Finding.objects.visible_to(actor).still_open().filter(visit__licence__in=list(licence_ids))
    return dict(rows.order_by().values_list("visit__licence").annotate(count=Count("pk")))


def public_check(number: str) -> list[Licence]:
    """What is registered under a number, the newest first; whoever shows it leaves names out."""
    text = " ".join(number.split())
    return (
        list(Licence.objects.filter(number__iexact=text).select_related("kind", "unit")[:10]) if text else []
    )


COLUMNS = (
    "nomor", "jenis", "unit", "pemegang", "nib", "risiko", "objek", "alamat", "kode_wilayah", "lintang", "bujur",
    "berlaku_dari", "berlaku_sampai", "keadaan", "alasan", "lanjutan_dari",
)  # fmt: skip


def licence_sheet(rows: QuerySet[Licence]) -> Sheet:
    """The register as a table; what the import reads."""
    return Sheet(COLUMNS, [_sheet_row(row) for row in rows.select_related("follows")])


def _sheet_row(row: Licence) -> tuple[object, ...]:
    return (
        row.number,
        row.kind.code,
        row.unit.code.rpartition("/")[2],
        row.holder_name,
        row.nib,
        row.risk.code if row.risk else "",
        row.object,
        row.place,
        row.region_id or "",
        row.latitude if row.latitude is None else float(row.latitude),
        row.longitude if row.longitude is None else float(row.longitude),
        row.valid_from.isoformat(),
        row.valid_until.isoformat() if row.valid_until else "",
        WORDS[row.state],
        row.reason,
        row.follows.number if row.follows else "",
    )


WORDS = {"active": "berlaku", "suspended": "dibekukan", "revoked": "dicabut", "replaced": "diganti"}
