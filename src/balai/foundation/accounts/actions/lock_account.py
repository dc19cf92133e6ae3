"""Lock and unlock an account, end a lockout, reset a lost second factor."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.accounts.access import get_citizen, get_person
from balai.foundation.accounts.actions.make_link import Slip, make_link
from balai.foundation.accounts.administrators import keep_one
from balai.foundation.accounts.events import LOCKED, SECOND_FACTOR_RESET, UNLOCKED
from balai.foundation.accounts.models import User
from balai.foundation.accounts.sessions import end_all_sessions
from balai.foundation.audit.api import record


@transaction.atomic
def lock_account(actor: Actor, user_id: UUID, reason: str) -> None:
    """Nobody signs in with it any more and its sessions end. Raises NotVisible, NotAllowed, Invalid, Conflict."""
    user = get_person(actor, user_id, to="manage")
    _require_reason(reason)
    keep_one(user)
    User.objects.filter(id=user.id).update(is_active=False)
    end_all_sessions(user)
    record(actor, LOCKED, subject=user, reason=reason)


@transaction.atomic
def unlock_account(actor: Actor, user_id: UUID) -> None:
    """The account works again, and wrong passwords so far are forgotten. Raises NotVisible, NotAllowed."""
    user = get_person(actor, user_id, to="manage")
    User.objects.filter(id=user.id).update(is_active=True)
    forget_failures(user)
    record(actor, UNLOCKED, subject=user)


@transaction.atomic
def reset_second_factor(actor: Actor, user_id: UUID, reason: str) -> None:
    """Remove the second factor of somebody who lost it; sessions end. Raises NotVisible, NotAllowed, Invalid."""
    user = get_person(actor, user_id, to="manage")
    _require_reason(reason)
    Authenticator.objects.filter(user=user).delete()
    end_all_sessions(user)
    record(actor, SECOND_FACTOR_RESET, subject=user, reason=reason)


@transaction.atomic
def unlock_citizen(actor: Actor, user_id: UUID, proof: str = "") -> None:
    """Forget a citizen's wrong passwords, at a counter. Raises NotVisible, NotAllowed."""
    user = get_citizen(actor, user_id, proof)
    forget_failures(user)
    record(actor, UNLOCKED, subject=user)


@transaction.atomic
def renew_citizen_code(actor: Actor, user_id: UUID, proof: str = "") -> Slip:
    """A new one-time code for a citizen at a counter. Raises NotVisible, NotAllowed."""
    return make_link(actor, get_citizen(actor, user_id, proof))


@transaction.atomic
def renew_password(actor: Actor, user_id: UUID) -> Slip:
    """A new one-time code for an officer who cannot sign in. Raises NotVisible, NotAllowed."""
    return make_link(actor, get_person(actor, user_id, to="manage"))


def forget_failures(user: User) -> int:
    """End a lockout by wrong passwords, whichever name was typed; returns how many records went."""
    names = [name for name in (user.username, user.email, user.phone) if name]
    return int(AccessAttempt.objects.filter(username__in=names).delete()[0])


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid(_("Tulis alasannya."), {"reason": _("Tulis alasannya.")})
