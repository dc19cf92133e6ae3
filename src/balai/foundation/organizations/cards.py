"""What others get to see of units, posts and holders."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from balai.foundation.organizations.models import Holding, Post, Unit


@dataclass(frozen=True)
class UnitFacts:
    """What a letterhead and a visitor need of a unit."""

    address: str
    postal_code: str
    phone: str
    email: str
    website: str
    letter_code: str


@dataclass(frozen=True)
class UnitCard(UnitFacts):
    """A unit as letters and pages need it."""

    id: UUID
    code: str
    name: str
    short_name: str
    kind: str
    region_code: str
    parent_id: UUID | None


@dataclass(frozen=True)
class PostCard:
    """A post of a unit and the role that it gives."""

    id: UUID
    unit_id: UUID
    title: str
    role_code: str
    is_head: bool


@dataclass(frozen=True)
class HolderCard:
    """Who holds a post. ``title`` is the post's, ``standing`` one of definitif, plt, plh."""

    user_id: UUID
    name: str
    title: str
    standing: str
    rank: str
    employee_number: str
    decree: str = ""
    ends_on: date | None = None


def unit_card(unit: Unit) -> UnitCard:
    """The card of a unit."""
    return UnitCard(
        id=unit.pk,
        code=unit.code,
        name=unit.name,
        short_name=unit.short_name,
        kind=unit.kind,
        region_code=unit.region_id,
        parent_id=unit.parent_id,
        address=unit.address,
        postal_code=unit.postal_code,
        phone=unit.phone,
        email=unit.email,
        website=unit.website,
        letter_code=unit.letter_code,
    )


def post_card(post: Post) -> PostCard:
    """The card of a post."""
    return PostCard(post.pk, post.unit_id, post.title, post.role_code, post.is_head)


def holder_card(holding: Holding) -> HolderCard:
    """The card of a holding; ``post`` and ``user`` should be selected with it."""
    return HolderCard(
        holding.user_id,
        holding.user.full_name,
        holding.post.title,
        holding.standing,
        holding.rank,
        holding.employee_number,
        holding.decree,
        holding.ends_on,
    )
