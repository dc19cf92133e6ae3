"""Reads of people, roles and grants."""

from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor, reaches
from balai.core.errors import NotVisible
from balai.foundation.accounts.cards import GrantCard, PersonCard, grant_card, person_card
from balai.foundation.accounts.models import Role, RoleGrant, User
from balai.foundation.accounts.policies import MANAGE, counter_grants
from balai.foundation.accounts.reach import within
from balai.foundation.organizations import api as organizations
from balai.foundation.organizations.api import UnitCard

COMPLETE = (
    "nik",
    "birth_place",
    "birth_date",
    "sex",
    "religion",
    "marital",
    "occupation",
    "address",
    "region_code",
)


def person(user_id: UUID) -> PersonCard:
    """The person's card. Raises NotVisible."""
    user = User.objects.select_related("profile").filter(id=user_id).first()
    if user is None:
        raise NotVisible(_("Orang ini tidak ditemukan."))
    return person_card(user)


def profile_facts(user_id: UUID) -> dict[str, Any]:
    """The person's facts by name, for prefill of forms and for letters; ``nik`` and ``family_card`` are plain.

    The caller keeps the two numbers sealed (see the data rules). Dates are ``date``; unknown facts are "".
    """
    user = User.objects.select_related("profile").get(id=user_id)
    card = person_card(user)
    return {
        "name": card.name,
        "nik": user.nik or "",
        "family_card": user.profile.family_card if hasattr(user, "profile") else "",
        "phone": card.phone,
        "email": card.email,
        "birth_place": card.birth_place,
        "birth_date": card.birth_date or "",
        "sex": card.sex,
        "religion": card.religion,
        "marital": card.marital,
        "occupation": card.occupation,
        "address": card.address,
        "rt": card.rt,
        "rw": card.rw,
        "region_code": card.region_code,
    }


def missing_facts(user_id: UUID) -> list[str]:
    """The names of facts that letters need and that the profile does not have yet."""
    facts = profile_facts(user_id)
    return [name for name in COMPLETE if not facts[name]]


def account_named(username: str) -> UUID | None:
    """The account with the user name, however it is written; None when there is none."""
    return User.objects.filter(username=username.strip().lower()).values_list("id", flat=True).first()


def has_second_factor(user_id: UUID) -> bool:
    """True when an authenticator app is set up."""
    return bool(Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP).exists())


def grants_of(user_id: UUID) -> list[GrantCard]:
    """All roles of a person, past ones included, the latest first."""
    rows = RoleGrant.objects.filter(user_id=user_id).select_related("role", "unit")
    return [grant_card(row) for row in rows.order_by("-revoked_at", "-starts_on", "role_id")]


def managed_people(actor: Actor) -> QuerySet[User]:
    """People who hold or held a role on a unit that the actor administers."""
    return User.objects.filter(id__in=RoleGrant.objects.filter(within(actor, MANAGE)).values("user_id"))


def people_without_factor(actor: Actor) -> int:
    """How many active people within the actor's administration lack the second factor that a role of theirs needs."""
    live = RoleGrant.objects.live(timezone.localdate()).filter(
        within(actor, MANAGE), role__needs_second_factor=True
    )
    totp = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    people = User.objects.filter(id__in=live.values("user_id"), is_active=True)
    return people.exclude(id__in=totp.values("user_id")).count()


SORTS = {"nama": "full_name", "pengguna": "username", "masuk": "last_login"}


def listed_people(actor: Actor, *, text: str = "", role: str = "", sort: str = "nama") -> QuerySet[User]:
    """The administrator's list: found by name or user name, limited to a role, with today's roles prefetched.

    ``sort`` is a key of SORTS, with "-" for the other direction; ``has_totp`` is annotated.
    """
    live = RoleGrant.objects.live(timezone.localdate()).select_related("role", "unit")
    rows = managed_people(actor).prefetch_related(Prefetch("grants", live.order_by("role_id"), to_attr="now"))
    totp = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    rows = rows.annotate(has_totp=Exists(totp))
    if text:
        rows = rows.filter(Q(full_name__icontains=text) | Q(username__icontains=text))
    if role:
        rows = rows.filter(id__in=live.filter(within(actor, MANAGE), role_id=role).values("user_id"))
    field = SORTS.get(sort.removeprefix("-"), "full_name")
    return rows.order_by(f"-{field}" if sort.startswith("-") else field, "id")


def managed_units(actor: Actor) -> list[UnitCard]:
    """The active units whose accounts the actor administers; one query."""
    grants = actor.grants_with(MANAGE)
    units = organizations.units_by_kind()
    return [unit for unit in units if any(reaches(grant, unit.id, unit.region_code) for grant in grants)]


def citizens_named(actor: Actor, text: str, limit: int = 20) -> list[PersonCard]:
    """Citizens within reach whose name contains the text."""
    rows = citizens_within(actor).filter(full_name__icontains=text).order_by("full_name")
    return [person_card(user) for user in rows[:limit]]


def citizens_within(actor: Actor) -> QuerySet[User]:
    """Citizens who live in the place of a counter where the actor serves (or in its region, for a region reach)."""
    places = Q(pk__in=[])
    for grant in counter_grants(actor):
        places |= Q(profile__region_id=grant.region_code)
        if grant.region_prefix:
            places |= Q(profile__region__code__startswith=f"{grant.region_prefix}.")
    return User.objects.filter(places).select_related("profile")


def roles_grantable_by(actor: Actor) -> QuerySet[Role]:
    """Roles that one of the actor's administering grants names."""
    holding = Role.objects.filter(code__in=[grant.role for grant in actor.grants_with(MANAGE)])
    codes = {code for role in holding for code in role.may_grant}
    return Role.objects.filter(code__in=codes)


def holders_of(role_code: str, unit_id: UUID, on: date | None = None) -> list[PersonCard]:
    """People who hold the role on the unit on the day (today by default)."""
    live = RoleGrant.objects.live(on or timezone.localdate()).filter(role_id=role_code, unit_id=unit_id)
    users = User.objects.filter(id__in=live.values("user_id"), is_active=True)
    return [person_card(user) for user in users.select_related("profile").order_by("full_name")]


def workers_of(unit_id: UUID, permission: str, on: date | None = None) -> list[PersonCard]:
    """People who hold a role with the permission on the unit itself on the day (today by default), by name."""
    live = RoleGrant.objects.live(on or timezone.localdate())
    holding = live.filter(unit_id=unit_id, role__permissions__contains=[permission])
    users = User.objects.filter(id__in=holding.values("user_id"), is_active=True)
    return [person_card(user) for user in users.select_related("profile").order_by("full_name")]


def all_roles() -> list[tuple[str, str]]:
    """Every role as (code, name in the reader's language), by code."""
    return [(role.code, role.label) for role in Role.objects.all()]


def people_called(text: str, limit: int = 10) -> list[PersonCard]:
    """Any accounts by id, user name, e-mail address or the beginning of the name; for those who may look up anybody."""
    exact = Q(username__iexact=text) | Q(email__iexact=text)
    with suppress(ValueError):
        exact |= Q(id=UUID(text))
    rows = User.objects.select_related("profile").order_by("full_name", "id")
    found = list(rows.filter(exact)[:limit]) or list(rows.filter(full_name__istartswith=text)[:limit])
    return [person_card(user) for user in found]
