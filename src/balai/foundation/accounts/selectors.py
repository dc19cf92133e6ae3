"""Reads of people, roles and grants."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.accounts.cards import GrantCard, PersonCard, grant_card, person_card
from balai.foundation.accounts.models import Role, RoleGrant, User
from balai.foundation.accounts.policies import MANAGE, counter_grants
from balai.foundation.accounts.reach import within

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


def grants_of(user_id: UUID) -> list[GrantCard]:
    """All roles of a person, past ones included, the latest first."""
    rows = RoleGrant.objects.filter(user_id=user_id).select_related("role", "unit")
    return [grant_card(row) for row in rows.order_by("-revoked_at", "-starts_on", "role_id")]


def managed_people(actor: Actor) -> QuerySet[User]:
    """People who hold or held a role on a unit that the actor administers."""
    return User.objects.filter(id__in=RoleGrant.objects.filter(within(actor, MANAGE)).values("user_id"))


def citizens_within(actor: Actor) -> QuerySet[User]:
    """Citizens who live in the place of a counter where the actor serves (or in its region, for a region reach)."""
    places = Q(pk__in=[])
    for grant in counter_grants(actor):
        places |= Q(profile__region_id=grant.region_code)
        if grant.region_prefix:
            places |= Q(profile__region_id__startswith=f"{grant.region_prefix}.")
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
