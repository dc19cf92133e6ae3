"""Appoint somebody to a post: the holding and the role that comes with it, together."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotVisible
from balai.foundation.accounts.actions.grant_role import Held, Term, check_term, write_grant
from balai.foundation.accounts.events import APPOINTED
from balai.foundation.accounts.models import Role, User
from balai.foundation.accounts.policies import require_grantor
from balai.foundation.accounts.units import place_of
from balai.foundation.audit.api import record


@dataclass(frozen=True)
class Appointment:
    """The decree's facts; ``ends_on`` is included, None = open. ``standing``: definitif, plt or plh."""

    starts_on: date
    decree: str
    standing: str = "definitif"
    ends_on: date | None = None
    rank: str = ""
    employee_number: str = ""


@dataclass(frozen=True)
class Appointed:
    """The two rows that were written."""

    holding_id: UUID
    grant_id: UUID


@transaction.atomic
def appoint(actor: Actor, user_id: UUID, post_id: UUID, appointment: Appointment) -> Appointed:
    """Create holding and grant. Raises NotVisible, NotAllowed, Invalid, Conflict (the post is held)."""
    posts = apps.get_model("organizations.Post").objects.select_related("unit")
    post = posts.select_for_update(of=("self",)).filter(id=post_id).first()
    user = User.objects.filter(id=user_id, is_active=True).first()
    if post is None or user is None:
        raise NotVisible(_("Jabatan atau akun ini tidak ditemukan."))
    role, unit = Role.objects.get(code=post.role_code), place_of(post.unit)
    require_grantor(actor, role, unit, user)
    term = Term(appointment.starts_on, appointment.ends_on, appointment.standing, appointment.decree)
    check_term(term)
    if not appointment.decree.strip():
        raise Invalid(_("Sebutkan surat keputusannya."), {"decree": _("Sebutkan surat keputusannya.")})
    holding = _hold(post, user, appointment)
    grant = write_grant(actor, user, role, unit, Held(term, holding.id))
    record(actor, APPOINTED, subject=user, unit_id=unit.id, post=post.title, unit=unit.name)
    return Appointed(holding.id, grant.id)


def _hold(post: Any, user: User, appointment: Appointment) -> Any:
    """The holding; a post has one holder of each standing at a time, and the post is locked by the caller."""
    last = appointment.ends_on or date.max
    for other in post.holdings.filter(standing=appointment.standing).select_related("user"):
        if other.starts_on <= last and (other.ends_on or date.max) >= appointment.starts_on:
            raise Conflict(
                _("Jabatan ini sudah dipegang %(name)s pada masa itu.") % {"name": other.user.full_name}
            )
    return post.holdings.create(user=user, **vars(appointment))
