"""The procedures that there are: what is published, drafted and closed, and what a draft can be made from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.core.content import ContentError
from balai.core.drafting import Standing
from balai.core.errors import NotVisible
from balai.core.ui.words import local
from balai.foundation.accounts.api import all_roles
from balai.foundation.audit.api import first_actors
from balai.foundation.cases.actions.install_procedure import latest_version
from balai.foundation.cases.models import ProcedureDraft, ProcedureVersion
from balai.foundation.cases.procedure.checks import PLACES
from balai.foundation.cases.workshop.pieces import Offer
from balai.foundation.forms.api import form_codes
from balai.foundation.organizations.api import units_by_kind
from balai.foundation.regions.api import regency

PERMISSIONS = ("documents.sign", "documents.view", "cases.supervise")


@dataclass(frozen=True)
class VersionCard:
    """One published version: since when, by whom, and how many cases run by it."""

    number: int
    published_at: datetime
    published_by: str
    running: int
    reason_closed: str


@dataclass(frozen=True)
class Shelved:
    """A procedure on the list."""

    code: str
    name: dict[str, str]
    number: int  # 0 for one that was never published
    is_closed: bool
    has_draft: bool


def shelf() -> list[Shelved]:
    """Every procedure with its newest version and its draft, by code; two queries."""
    drafts = {draft.code: draft for draft in ProcedureDraft.objects.all()}
    newest = (
        ProcedureVersion.objects.order_by("code", "-number").distinct("code").select_related("retirement")
    )
    cards = {
        row.code: Shelved(row.code, row.name, row.number, hasattr(row, "retirement"), row.code in drafts)
        for row in newest
    }
    for code, draft in drafts.items():
        cards.setdefault(code, Shelved(code, draft.definition["name"], 0, False, True))
    return [cards[code] for code in sorted(cards)]


def versions_of(code: str) -> list[VersionCard]:
    """The published versions of a procedure, the newest first; two queries."""
    running = Count("cases", filter=Q(cases__closed_at=None))
    found = ProcedureVersion.objects.filter(code=code).select_related("retirement").annotate(running=running)
    rows = list(found.order_by("-number"))
    publishers = first_actors(row.pk for row in rows)
    return [_card(row, publishers.get(row.pk, "")) for row in rows]


def _card(row: Any, publisher: str) -> VersionCard:
    closed = row.retirement.reason if hasattr(row, "retirement") else ""
    return VersionCard(row.number, row.created_at, publisher, row.running, closed)


def newest_version(code: str) -> ProcedureVersion:
    """The newest version, closed or not. Raises NotVisible."""
    row = ProcedureVersion.objects.filter(code=code).order_by("-number").first()
    if row is None:
        raise NotVisible(_("Prosedur ini tidak ada."))
    return row


def find_draft(code: str) -> ProcedureDraft | None:
    """The draft of a procedure, if somebody began one."""
    return ProcedureDraft.objects.filter(code=code).first()


def get_draft(code: str) -> ProcedureDraft:
    """The draft of a procedure. Raises NotVisible."""
    draft = find_draft(code)
    if draft is None:
        raise NotVisible(_("Prosedur ini tidak mempunyai draf."))
    return draft


def procedure_codes() -> list[tuple[str, str]]:
    """Every procedure, published or drafted, with its name in the reader's language."""
    return [(one.code, local(one.name)) for one in shelf()]


def procedure_standing(code: str) -> Standing:
    """How the procedure stands, and the page where it is kept; a closed one counts as none."""
    version, draft = latest_version(code), find_draft(code)
    href = reverse("cases:draft" if draft else "cases:procedure", args=[code])
    return Standing(version.number if version else 0, draft is not None, href)


def offer() -> Offer:
    """The choices of the forms."""
    named = {
        "unit": _("Unit perkara"),
        "parent": _("Induk unit"),
        "district": _("Kecamatan"),
        "regency": _("Kabupaten"),
    }
    here = f"{regency().code}/"
    agencies = [(f"agency:{unit.code.removeprefix(here)}", unit.short_name) for unit in units_by_kind("opd")]
    return Offer(
        roles=all_roles(),
        places=[*((place, named[place]) for place in sorted(PLACES, key=list(named).index)), *agencies],
        forms=[(code, code) for code in form_codes()],
        permissions=[(one, one) for one in PERMISSIONS],
    )


def faults_by_piece(
    faults: list[ContentError], definition: dict[str, Any]
) -> dict[tuple[str, str], list[str]]:
    """The faults of a draft by (kind of piece, name), for the list of its pieces."""
    found: dict[tuple[str, str], list[str]] = {}
    for fault in faults:
        found.setdefault(_piece_of(fault.path, definition), []).append(str(fault))
    return found


def _piece_of(path: tuple[str | int, ...], definition: dict[str, Any]) -> tuple[str, str]:
    match path:
        case ("states", str(state), "lanes", str(lane), *_rest):
            return "jalur", f"{state}.{lane}"
        case ("states", str(state), *_rest):
            return "keadaan", state
        case ("actions", int(place), *_rest):
            return "tindakan", definition["actions"][place]["code"]
    return "umum", ""
