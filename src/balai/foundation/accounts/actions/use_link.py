"""Use a one-time code: a first password, or the first administrator's account."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM, Actor
from balai.core.errors import Conflict
from balai.foundation.accounts.actions.create_officer import free_email
from balai.foundation.accounts.actions.grant_role import Held, Term, write_grant
from balai.foundation.accounts.actions.make_link import claim, find_link
from balai.foundation.accounts.administrators import administrators
from balai.foundation.accounts.events import ADMINISTRATOR_JOINED, PASSWORD_SET
from balai.foundation.accounts.models import OneTimeLink, Profile, Role, User
from balai.foundation.accounts.units import place_at
from balai.foundation.accounts.usernames import check_username
from balai.foundation.audit.api import record
from balai.foundation.organizations import api as organizations

FIRST_ROLE = "admin_kabupaten"


@dataclass(frozen=True)
class Administrator:
    """What the first administrator tells."""

    full_name: str
    username: str
    password: str
    email: str = ""


@transaction.atomic
def set_first_password(code: str, password: str) -> User:
    """Set the password of the code's person and use the code up. Raises NotVisible, Conflict."""
    link = find_link(code, OneTimeLink.Purpose.PASSWORD)
    claim(link)
    user = User.objects.get(links=link)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(Actor(user_id=user.id, name=user.full_name), PASSWORD_SET, subject=user)
    return user


@transaction.atomic
def accept_invitation(code: str, new: Administrator) -> User:
    """Make the first administrator's account with its role. Raises NotVisible, Invalid, Conflict."""
    link = find_link(code, OneTimeLink.Purpose.ADMINISTRATOR)
    claim(link)
    if administrators().exists():
        raise Conflict(_("Kabupaten ini sudah punya administrator."))
    user = User(
        username=check_username(new.username), full_name=new.full_name.strip(), email=free_email(new.email)
    )
    user.set_password(new.password)
    user.save(force_insert=True)
    Profile.objects.create(user=user)
    unit = place_at(organizations.regency_unit().id)
    term = Held(Term(timezone.localdate(), basis=_("Undangan saat pemasangan")))
    write_grant(SYSTEM, user, Role.objects.get(code=FIRST_ROLE), unit, term)
    record(SYSTEM, ADMINISTRATOR_JOINED, subject=user, unit_id=unit.id)
    return user
