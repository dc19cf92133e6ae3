"""Give a role on a unit for a period, and take it back."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotVisible
from balai.foundation.accounts.administrators import keep_one
from balai.foundation.accounts.cards import GrantCard, grant_card
from balai.foundation.accounts.events import ROLE_GRANTED, ROLE_REVOKED
from balai.foundation.accounts.models import Role, RoleGrant, User
from balai.foundation.accounts.policies import require_grantor
from balai.foundation.accounts.units import Place, place_at, place_of
from balai.foundation.audit.api import record


@dataclass(frozen=True)
class Term:
    """For how long and in which standing (Plt., Plh., delegation); ``ends_on`` is included, None = open.

    UU 30/2014 art. 14: acting officials hold by assignment, named by its basis.
    """

    starts_on: date
    ends_on: date | None = None
    standing: str = "definitif"
    basis: str = ""


@dataclass(frozen=True)
class Held:
    """The term of a grant, and the holding of a post that brings it."""

    term: Term
    holding_id: UUID | None = None


@transaction.atomic
def grant_role(actor: Actor, user_id: UUID, role: str, unit_id: UUID, term: Term) -> GrantCard:
    """Give the role. Raises NotVisible, NotAllowed, Invalid (dates, standing), Conflict (held already)."""
    user, row, unit = active_user(user_id), known_role(role), place_at(unit_id)
    require_grantor(actor, row, unit, user)
    check_term(term)
    grant = write_grant(actor, user, row, unit, Held(term))
    return grant_card(grant)


def write_grant(actor: Actor, user: User, role: Role, unit: Place, held: Held) -> RoleGrant:
    """Write the grant and its event; callers authorise and check. Raises Conflict when it is held already."""
    term = held.term
    _refuse_overlap(user, role, unit, term)
    grant = RoleGrant.objects.create(
        user=user,
        role=role,
        unit_id=unit.id,
        holding_id=held.holding_id,
        standing=term.standing,
        basis=term.basis,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
    )
    record(actor, ROLE_GRANTED, subject=user, unit_id=unit.id, **_facts(grant))
    return grant


def check_term(term: Term) -> None:
    """Raises Invalid: the end before the start; an acting standing without basis or without end."""
    if term.standing not in RoleGrant.Standing.values:
        raise Invalid(_("Kedudukan tidak dikenal."), {"standing": _("Kedudukan tidak dikenal.")})
    if term.ends_on and term.ends_on < term.starts_on:
        sentence = _("Tanggal akhir tidak boleh sebelum tanggal mulai.")
        raise Invalid(sentence, {"ends_on": sentence})
    acting = term.standing != RoleGrant.Standing.DEFINITIVE
    if acting and not term.basis:
        sentence = _("Sebutkan dasar penugasannya, misalnya nomor surat perintah.")
        raise Invalid(sentence, {"basis": sentence})
    if acting and term.ends_on is None:
        sentence = _("Penugasan Plt., Plh. dan delegasi harus punya tanggal akhir.")
        raise Invalid(sentence, {"ends_on": sentence})


def _refuse_overlap(user: User, role: Role, unit: Place, term: Term) -> None:
    User.objects.select_for_update().get(id=user.id)  # two administrators at once: one after the other
    held = RoleGrant.objects.filter(user=user, role=role, unit_id=unit.id, revoked_at=None)
    last = term.ends_on or date.max
    for grant in held:
        if grant.starts_on <= last and (grant.ends_on or date.max) >= term.starts_on:
            raise Conflict(_("Orang ini sudah memegang peran itu pada masa yang sama."))


@transaction.atomic
def revoke_grant(actor: Actor, grant_id: UUID, reason: str) -> GrantCard:
    """Take a role back from now on. Raises NotVisible, NotAllowed, Invalid, Conflict (last administrator, gone)."""
    grant = RoleGrant.objects.select_related("role", "unit", "user").filter(id=grant_id).first()
    if grant is None:
        raise NotVisible(_("Peran ini tidak ditemukan."))
    require_grantor(actor, grant.role, place_of(grant.unit), grant.user)
    if not reason.strip():
        raise Invalid(_("Tulis alasan pencabutan."), {"reason": _("Tulis alasan pencabutan.")})
    keep_one(grant.user, grant)
    grant.revoked_at = timezone.now()
    if not RoleGrant.objects.filter(id=grant.id, revoked_at=None).update(revoked_at=grant.revoked_at):
        raise Conflict(_("Peran ini sudah dicabut."))
    record(actor, ROLE_REVOKED, subject=grant.user, unit_id=grant.unit_id, **_facts(grant), reason=reason)
    return grant_card(grant)


def _facts(grant: RoleGrant) -> dict[str, Any]:
    return {"role_name": grant.label, "unit": grant.unit.name, "grant": str(grant.id)}


def active_user(user_id: UUID) -> User:
    """The account, unless it is locked. Raises NotVisible."""
    user = User.objects.filter(id=user_id, is_active=True).first()
    if user is None:
        raise NotVisible(_("Akun ini tidak ditemukan atau terkunci."))
    return user


def known_role(code: str) -> Role:
    """The role. Raises Invalid."""
    role = Role.objects.filter(code=code).first()
    if role is None:
        raise Invalid(_("Peran tidak dikenal."), {"role": _("Peran tidak dikenal.")})
    return role
