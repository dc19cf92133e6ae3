"""Visits: what other modules may use. Everything here is of the host; a visitor's own notes never pass."""

from datetime import datetime
from uuid import UUID

from django.db.models import Min

from balai.core.errors import NotVisible
from balai.core.ui.words import local
from balai.foundation.notices.api import Outsider
from balai.territory.visits import selectors, telling
from balai.territory.visits.actions.host import answer_invitation
from balai.territory.visits.actions.plan import SessionDraft, ask_host, put_session, tell_changes
from balai.territory.visits.actions.receive import (
    record_arrival,
    record_question,
    record_rating,
    record_spending,
)
from balai.territory.visits.actions.request_visit import (
    Contact,
    PastVisit,
    VisitRequest,
    record_past_visit,
    request_visit,
)
from balai.territory.visits.cards import (
    About,
    AnswerCard,
    ChangeCard,
    DelegationCard,
    MaterialCard,
    RatingDraft,
    SessionCard,
    SpendingDraft,
    UnitCard,
    VisitLink,
    delegation_card,
    session_card,
)
from balai.territory.visits.figures import Guests, guests
from balai.territory.visits.hooks import Outcome, conversion_of, when_confirmed
from balai.territory.visits.leading import leader_page
from balai.territory.visits.models import (
    Arrival,
    Change,
    Delegation,
    Material,
    Question,
    Rating,
    Session,
    Spending,
)

__all__ = [
    "About",
    "AnswerCard",
    "ChangeCard",
    "Contact",
    "DelegationCard",
    "Guests",
    "MaterialCard",
    "Outcome",
    "Outsider",
    "PastVisit",
    "RatingDraft",
    "SessionCard",
    "SessionDraft",
    "SpendingDraft",
    "UnitCard",
    "VisitLink",
    "VisitRequest",
    "about",
    "answer_invitation",
    "answers",
    "arrivals_of",
    "ask_host",
    "contact_of",
    "conversion_of",
    "delegation",
    "delegation_coded",
    "delegations",
    "guests",
    "is_spending_told",
    "leader_page",
    "materials",
    "programme",
    "put_session",
    "rated_sessions",
    "record_arrival",
    "record_past_visit",
    "record_question",
    "record_rating",
    "record_spending",
    "request_visit",
    "session_coded",
    "tell_changes",
    "visit_links",
    "when_confirmed",
]

MOST = 200
MOST_LINKS = 20_000


def delegation(delegation_id: UUID) -> DelegationCard:
    """A visit by its id. Raises NotVisible."""
    found = Delegation.objects.prefetch_related("units").filter(pk=delegation_id).first()
    if found is None:
        raise NotVisible(str(delegation_id))
    return delegation_card(found)


def delegation_coded(code: str) -> DelegationCard | None:
    """A visit by the code that its letter names; None for an unknown one."""
    found = Delegation.objects.prefetch_related("units").filter(code=code).first()
    return delegation_card(found) if found else None


def delegations(origin: str = "", *, received: bool = True, limit: int = MOST) -> tuple[DelegationCard, ...]:
    """Visits, the latest first: of a region (or those below it), only received ones unless all are wanted."""
    rows = selectors.received() if received else Delegation.objects.all()
    if origin:
        rows = rows.filter(origin__code__startswith=origin)
    found = rows.prefetch_related("units").order_by("-first_day", "-id")[: min(limit, MOST)]
    return tuple(delegation_card(row) for row in found)


def contact_of(delegation_id: UUID) -> Outsider | None:
    """Whom the house writes to about a visit; None for a visit of before. Raises NotVisible."""
    found = Delegation.objects.filter(pk=delegation_id).first()
    if found is None:
        raise NotVisible(str(delegation_id))
    return telling.contact_of(found)


def programme(delegation_id: UUID) -> tuple[SessionCard, ...]:
    """The sessions that stand, in their order; three queries."""
    rows = Session.objects.standing().filter(delegation=delegation_id)
    return tuple(session_card(row) for row in selectors.with_programme(rows)[: selectors.MOST_SESSIONS])


def session_coded(code: str) -> SessionCard | None:
    """The session of the code at the door; None for an unknown one, or one that was called off."""
    found = selectors.with_programme(Session.objects.standing().filter(code=code)).first()
    return session_card(found) if found else None


def materials(session_id: UUID) -> tuple[MaterialCard, ...]:
    """What was left for the guests of a session."""
    rows = Material.objects.filter(session=session_id)[:50]
    return tuple(MaterialCard(row.title, row.address) for row in rows)


def answers(unit_id: UUID) -> tuple[AnswerCard, ...]:
    """The questions of a visiting unit with their answers, in the order in which they were asked."""
    rows = Question.objects.filter(unit=unit_id)[:MOST]
    return tuple(AnswerCard(row.pk, row.session_id, row.text, row.answer, row.answered_at) for row in rows)


def arrivals_of(unit_id: UUID) -> dict[UUID, datetime]:
    """By session: when a visiting unit first arrived there, as its phones say."""
    rows = Arrival.objects.filter(unit=unit_id).order_by().values_list("session")
    return dict(rows.annotate(first=Min("arrived_at")))


def rated_sessions(unit_id: UUID) -> set[UUID]:
    """Sessions of which somebody of the unit has said something."""
    return set(Rating.objects.filter(unit=unit_id).values_list("session_id", flat=True))


def is_spending_told(unit_id: UUID) -> bool:
    """True once the unit has said what it spent."""
    return Spending.objects.filter(unit=unit_id).exists()


def about(delegation_id: UUID) -> About:
    """How they travel and sleep, and which changes everybody was told of, the latest first. Raises NotVisible."""
    found = Delegation.objects.filter(pk=delegation_id).first()
    if found is None:
        raise NotVisible(str(delegation_id))
    told = Change.objects.filter(delegation=delegation_id, told_at__isnull=False).order_by("-told_at", "-id")[
        :50
    ]
    changes = tuple(ChangeCard(local(row.says), row.told_at) for row in told if row.told_at)
    return About(found.transport, found.lodging, changes)


def visit_links(year_from: int, year_to: int) -> tuple[VisitLink, ...]:
    """Who learned here in the years, the first first; one query. For the network of regencies."""
    rows = selectors.received().filter(first_day__year__gte=year_from, first_day__year__lte=year_to)
    values = rows.order_by("first_day", "id").values_list(
        "origin_id", "origin_name", "first_day", "topics", "id"
    )
    return tuple(
        VisitLink(code or "", name, day, tuple(topics), key)
        for code, name, day, topics, key in values[:MOST_LINKS]
        if day
    )
