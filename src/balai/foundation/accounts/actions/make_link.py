"""One-time codes: made for a person at a counter, a new officer, or the first administrator; used once."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM, Actor
from balai.core.errors import Conflict, NotVisible
from balai.core.ids import new_code, read_code
from balai.foundation.accounts.events import LINK_MADE
from balai.foundation.accounts.models import OneTimeLink, User
from balai.foundation.audit.api import record

LIFETIME = timedelta(days=7)
INVITATION_LIFETIME = timedelta(days=1)


@dataclass(frozen=True)
class Slip:
    """A one-time code to hand over; it can be shown only now."""

    code: str
    path: str
    expires_at: datetime


def make_link(actor: Actor, user: User) -> Slip:
    """A code with which the person sets a password; earlier unused codes of the person end. Callers authorise."""
    now = timezone.now()
    OneTimeLink.objects.filter(user=user, used_at=None, expires_at__gt=now).update(expires_at=now)
    slip = _make(actor, OneTimeLink.Purpose.PASSWORD, LIFETIME, user)
    record(actor, LINK_MADE, subject=user)
    return slip


@transaction.atomic
def invite_administrator(actor: Actor = SYSTEM) -> str:
    """The path of a page on which the first administrator makes an account; valid once and for a day.

    Raises Conflict when the regency has an administrator already.
    """
    from balai.foundation.accounts.administrators import administrators

    if administrators().exists():
        raise Conflict(_("Kabupaten ini sudah punya administrator."))
    now = timezone.now()
    purpose = OneTimeLink.Purpose.ADMINISTRATOR
    OneTimeLink.objects.filter(purpose=purpose, used_at=None, expires_at__gt=now).update(expires_at=now)
    return _make(actor, purpose, INVITATION_LIFETIME).path


def _make(actor: Actor, purpose: str, lifetime: timedelta, user: User | None = None) -> Slip:
    code = new_code(groups=4)
    link = OneTimeLink.objects.create(
        digest=_digest(code),
        purpose=purpose,
        user=user,
        made_by=actor.name,
        expires_at=timezone.now() + lifetime,
    )
    name = (
        "accounts:invitation" if purpose == OneTimeLink.Purpose.ADMINISTRATOR else "accounts:first_password"
    )
    return Slip(code, reverse(name, args=[code]), link.expires_at)


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def find_link(code: str, purpose: str) -> OneTimeLink:
    """The link of a code as typed. Raises NotVisible when it is unknown, used or expired."""
    canonical = read_code(code, prefixed=False) or ""
    link = (
        OneTimeLink.objects.select_related("user")
        .filter(digest=_digest(canonical), purpose=purpose, used_at=None, expires_at__gt=timezone.now())
        .first()
    )
    if link is None or (link.user and not link.user.is_active):
        raise NotVisible(_("Kode ini tidak berlaku: salah ketik, sudah dipakai, atau lewat waktunya."))
    return link


def claim(link: OneTimeLink) -> None:
    """Use the link up; of two at once only one succeeds. Raises Conflict."""
    now = timezone.now()
    if not OneTimeLink.objects.filter(id=link.id, used_at=None, expires_at__gt=now).update(used_at=now):
        raise Conflict(_("Kode ini baru saja dipakai."))
