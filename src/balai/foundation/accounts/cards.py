"""What others get to see of people, roles and grants."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from balai.core.secret import mask
from balai.core.ui.words import local
from balai.foundation.accounts.models import Profile, Role, RoleGrant, User
from balai.foundation.accounts.permissions import REACH, in_words


@dataclass(frozen=True)
class PersonCard:
    """A person without identity numbers: the NIK is masked. ``identity_level``: 0 declared, 1 checked at a counter."""

    id: UUID
    name: str
    masked_nik: str
    phone: str
    email: str
    birth_place: str
    birth_date: date | None
    sex: str
    religion: str
    marital: str
    occupation: str
    address: str
    rt: str
    rw: str
    region_code: str
    identity_level: int
    username: str = ""
    is_demo: bool = False


@dataclass(frozen=True)
class GrantCard:
    """A role of a person as a list shows it."""

    id: UUID
    role: str
    role_name: str
    unit_id: UUID
    unit_name: str
    standing: str
    standing_name: str
    basis: str
    starts_on: date
    ends_on: date | None
    revoked_at: datetime | None

    def is_live(self, on: date) -> bool:
        """True when it holds on the day."""
        return (
            self.revoked_at is None and self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)
        )


@dataclass(frozen=True)
class RoleCard:
    """A role in the reader's language, with how many people within reach hold it."""

    code: str
    name: str
    purpose: str
    reach: str
    permissions: tuple[str, ...]
    may_grant: tuple[str, ...]
    needs_second_factor: bool
    holders: int = 0


def role_card(role: Role, holders: int = 0) -> RoleCard:
    """The card of a role."""
    return RoleCard(
        code=role.code,
        name=role.label,
        purpose=local(role.purpose),
        reach=str(REACH[role.reach]),
        permissions=tuple(in_words(permission) for permission in role.permissions),
        may_grant=tuple(role.may_grant),
        needs_second_factor=role.needs_second_factor,
        holders=holders,
    )


def person_card(user: User) -> PersonCard:
    """The card of an account; ``profile`` should be selected with it."""
    profile = getattr(user, "profile", None) or Profile(user=user)
    return PersonCard(
        id=user.id,
        name=user.full_name,
        masked_nik=mask(user.nik or ""),
        phone=user.phone or "",
        email=user.email or "",
        birth_place=profile.birth_place,
        birth_date=profile.birth_date,
        sex=profile.sex,
        religion=profile.religion,
        marital=profile.marital,
        occupation=profile.occupation,
        address=profile.address,
        rt=profile.rt,
        rw=profile.rw,
        region_code=profile.region_id or "",
        identity_level=user.identity_level,
        username=user.username,
        is_demo=user.is_demo,
    )


def grant_card(grant: RoleGrant) -> GrantCard:
    """The card of a grant; ``role`` and ``unit`` should be selected with it."""
    return GrantCard(
        id=grant.id,
        role=grant.role_id,
        role_name=grant.label,
        unit_id=grant.unit_id,
        unit_name=grant.unit.name,
        standing=grant.standing,
        standing_name=grant.get_standing_display(),
        basis=grant.basis,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        revoked_at=grant.revoked_at,
    )
