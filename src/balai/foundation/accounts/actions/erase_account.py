"""Take everything personal off an account whose owner asked for it (UU 27/2022 art. 8 and 43 [R])."""

from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict
from balai.foundation.accounts.actions.lock_account import forget_failures
from balai.foundation.accounts.events import ERASED
from balai.foundation.accounts.models import OneTimeLink, Profile, RoleGrant, User
from balai.foundation.accounts.policies import require_protector
from balai.foundation.accounts.sessions import end_all_sessions
from balai.foundation.audit.api import record

NOBODY = "Akun dihapus"


@transaction.atomic
def erase_account(actor: Actor, user_id: UUID) -> None:
    """Nobody signs in any more; name, numbers, contacts and civil facts go. The row stays, for what names it.

    Raises NotAllowed, Conflict while the person holds a role.
    """
    require_protector(actor)
    user = User.objects.select_for_update().get(id=user_id)
    if holds_role(user_id):
        raise Conflict(_("Orang ini masih memegang peran. Cabut perannya lebih dahulu."))
    forget_failures(user)
    forget_devices(user_id)
    EmailAddress.objects.filter(user=user).delete()
    Profile.objects.filter(user=user).delete()
    user.username, user.full_name = f"dihapus-{user.id.hex[-12:]}", NOBODY
    user.email = user.phone = user.nik = user.consented_at = user.last_login = None
    user.identity_level, user.is_active = User.Identity.DECLARED, False
    user.set_unusable_password()
    user.save()
    record(actor, ERASED, subject=user)


def holds_role(user_id: UUID) -> bool:
    """True while a role of the person is in force, or will be."""
    rows = RoleGrant.objects.filter(user_id=user_id, revoked_at=None)
    return rows.exclude(ends_on__lt=timezone.localdate()).exists()


def count_devices(user_id: UUID) -> int:
    """Signed-in devices, second factors and one-time codes of a person."""
    return sum(rows.filter(user_id=user_id).count() for rows in _keys())


def forget_devices(user_id: UUID) -> int:
    """Sign out everywhere, and delete second factors and one-time codes; returns how many went."""
    total = count_devices(user_id)
    end_all_sessions(User.objects.get(id=user_id))
    for rows in _keys():
        rows.filter(user_id=user_id).delete()
    return total


def _keys() -> tuple[QuerySet[Any], ...]:
    return UserSession.objects.all(), Authenticator.objects.all(), OneTimeLink.objects.all()
