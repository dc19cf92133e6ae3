"""Create an officer's account with a first role; the person sets the password with a one-time link."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.accounts.actions.grant_role import Term, grant_role
from balai.foundation.accounts.actions.make_link import Slip, make_link
from balai.foundation.accounts.events import OFFICER_CREATED
from balai.foundation.accounts.models import Profile, User
from balai.foundation.accounts.phone import check_phone
from balai.foundation.accounts.usernames import check_username, free_username
from balai.foundation.audit.api import record


@dataclass(frozen=True)
class NewOfficer:
    """What an administrator enters. An empty ``username`` is made from the name."""

    full_name: str
    role: str
    term: Term
    username: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class CreatedOfficer:
    """The account and the slip to hand over."""

    user_id: UUID
    username: str
    slip: Slip


@transaction.atomic
def create_officer(actor: Actor, unit_id: UUID, new: NewOfficer) -> CreatedOfficer:
    """Create the account, its role and its one-time link. Raises NotVisible, NotAllowed, Invalid."""
    user = User.objects.create(
        username=check_username(new.username) if new.username else free_username(new.full_name),
        full_name=_name(new.full_name),
        email=free_email(new.email),
        phone=free_phone(new.phone),
        password="!",  # noqa: S106 (unusable until the code is used)
    )
    Profile.objects.create(user=user)
    grant = grant_role(actor, user.id, new.role, unit_id, new.term)
    record(actor, OFFICER_CREATED, subject=user, unit_id=unit_id, unit=grant.unit_name)
    return CreatedOfficer(user.id, user.username, make_link(actor, user))


def _name(text: str) -> str:
    if len(text.strip()) < 3:
        raise Invalid(_("Tulis nama lengkap."), {"full_name": _("Tulis nama lengkap.")})
    return text.strip()


def free_email(text: str) -> str | None:
    """The address in lower case, None when empty. Raises Invalid when an account has it."""
    email = text.strip().lower() or None
    if email and User.objects.filter(email=email).exists():
        sentence = _("Alamat surel ini sudah dipakai akun lain.")
        raise Invalid(sentence, {"email": sentence})
    return email


def free_phone(text: str) -> str | None:
    """The number as +62…, None when empty. Raises Invalid when it is wrong or an account has it."""
    phone = check_phone(text) if text.strip() else None
    if phone and User.objects.filter(phone=phone).exists():
        sentence = _("Nomor telepon ini sudah dipakai akun lain.")
        raise Invalid(sentence, {"phone": sentence})
    return phone
