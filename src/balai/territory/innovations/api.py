"""Innovations: what other modules may use. Everything here is public information but what says otherwise."""

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.territory.innovations.access import get_innovation
from balai.territory.innovations.actions.review_innovation import send_innovation
from balai.territory.innovations.actions.write_innovation import begin_innovation, change_innovation
from balai.territory.innovations.cards import Evidence, InnovationCard, Need, as_facts, card_of
from balai.territory.innovations.models import Innovation
from balai.territory.innovations.planfile import (
    LARGEST_PLAN,
    LONGEST_FINDING,
    MOST_FINDINGS,
    MOST_INNOVATIONS,
    PLAN_FORMAT,
    PLAN_VERSION,
    require_fit,
    require_plan_size,
)
from balai.territory.innovations.schema import NEEDS
from balai.territory.innovations.selectors import (
    innovation_choices,
    public_entries,
    public_innovations,
    search_innovations,
    title_of_part,
)
from balai.territory.innovations.ways import Way, lead_on
from balai.territory.innovations.words import NEED_KINDS, figure, read_figure, since_words

__all__ = [
    "LARGEST_PLAN",
    "LONGEST_FINDING",
    "MOST_FINDINGS",
    "MOST_INNOVATIONS",
    "NEEDS",
    "NEED_KINDS",
    "PLAN_FORMAT",
    "PLAN_VERSION",
    "Evidence",
    "InnovationCard",
    "Need",
    "Way",
    "as_facts",
    "begin_innovation",
    "change_innovation",
    "figure",
    "innovation",
    "innovation_choices",
    "innovation_titles",
    "lead_on",
    "public_entries",
    "public_innovations",
    "read_figure",
    "read_innovation",
    "require_fit",
    "require_plan_size",
    "search_innovations",
    "send_innovation",
    "since_words",
    "title_of_part",
]


def innovation(code: str) -> InnovationCard:
    """A public innovation. Raises NotVisible."""
    row = Innovation.objects.public().filter(code=code).first()
    if row is None:
        raise NotVisible
    return card_of(row)


def read_innovation(actor: Actor, code: str) -> InnovationCard:
    """An innovation that the actor may read, also one that is not public yet. Raises NotVisible."""
    return card_of(get_innovation(actor, code))


def innovation_titles(codes: set[str]) -> dict[str, str]:
    """The titles of public innovations by code, in the reader's language; one query, unknown ones are left out."""
    rows = Innovation.objects.public().filter(code__in=codes)
    return {row.code: str(row) for row in rows}
