"""What stands beside a visitor at a counter, and what the page says of it."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.accounts.api import served_citizen
from balai.foundation.cases import api as cases
from balai.services.queues.cards import AtCounter, CounterCard

ASSIST = "accounts.counter"


@dataclass(frozen=True)
class Paper:
    """A document of the application, as its form names it, with where its files are opened."""

    label: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Matter:
    """The application for which somebody came, else one of theirs that runs for the same service; ``others`` run too.

    ``is_shut`` where the officer may not read it. ``begin`` is where the officer hands one in for the visitor, "" for
    who came for a certain one, and without the right to.
    """

    case: cases.CaseCard | None = None
    papers: tuple[Paper, ...] = ()
    others: tuple[cases.CaseCard, ...] = ()
    is_shut: bool = False
    begin: str = ""


def matter_of(actor: Actor, current: AtCounter) -> Matter:
    """The application beside the visitor, as far as the officer may see it."""
    if current.case_id is None:
        return _running(actor, current)
    try:
        case = cases.get_case(actor, current.case_id)
        return Matter(case, _papers(actor, case))
    except (NotVisible, NotAllowed):
        return Matter(is_shut=True)


def _running(actor: Actor, current: AtCounter) -> Matter:
    """What the visitor has applied for already, as far as the officer may see it; a number for it was not asked for."""
    found = cases.running_cases_of(actor, current.person_id) if current.person_id else []
    case = next((one for one in found if current.service and one.service == current.service), None)
    others = tuple(one for one in found if one != case)
    return Matter(case, _papers(actor, case) if case else (), others, begin=_begin(actor, current.person_id))


def _papers(actor: Actor, case: cases.CaseCard) -> tuple[Paper, ...]:
    rows = (row for step in cases.shown_answers(actor, case.id) for row in step.rows if row.files)
    return tuple(Paper(row.label, tuple(file.url for file in row.files)) for row in rows)


def _begin(actor: Actor, person_id: UUID | None) -> str:
    """Straight to the person's services when the officer may serve them, else to where people are found."""
    if not actor.may(ASSIST):
        return ""
    if person_id is None:
        return reverse("accounts:citizens")
    try:
        return reverse("applications:assist", args=[served_citizen(actor, person_id).id])
    except (NotVisible, NotAllowed):
        return reverse("accounts:citizens")


def said_of(card: CounterCard) -> str:
    """The page in one sentence, for those who hear it."""
    current = card.current
    if current is None:
        return _("Loket {number}: menunggu {count}.").format(number=card.number, count=card.waiting)
    state = {"called": _("dipanggil"), "serving": _("sedang dilayani")}.get(current.kind, "")
    return _("Nomor {label} {state}.").format(label=current.label, state=state)
