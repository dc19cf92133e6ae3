"""What a session has shown: the password only, or the second factor too."""

import time
from typing import Any, cast

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from balai.core.actor import Actor
from balai.foundation.accounts.events import SECOND_FACTOR_SET
from balai.foundation.accounts.models import User
from balai.foundation.audit.api import record

MFA = "mfa"


def second_factor_shown(request: HttpRequest) -> bool:
    """True when this session has shown a valid one-time password. A recovery code does not count."""
    return _shown(request, Authenticator.Type.TOTP)


def recovery_code_shown(request: HttpRequest) -> bool:
    """True when this session was opened with a recovery code."""
    return _shown(request, Authenticator.Type.RECOVERY_CODES)


def proved_recently(request: HttpRequest) -> bool:
    """True for 15 minutes after a password, a one-time code or a one-time password was given in this session."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def _shown(request: HttpRequest, kind: str) -> bool:
    records = get_authentication_records(request, request.user)
    return any(entry["method"] == MFA and entry.get("type") == kind for entry in records)


def note_activation(request: HttpRequest) -> None:
    """The first code was right: the session has shown the second factor, and gets a new key."""
    user = cast(User, request.user)
    device = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    record_authentication(request, user, MFA, id=device.pk, type=Authenticator.Type.TOTP)
    request.session.cycle_key()
    record(Actor(user_id=user.pk, name=user.full_name), SECOND_FACTOR_SET, subject=user)


def recovery_codes_left(user: Any) -> int:
    """How many recovery codes are unused; 0 when there are none."""
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(row.wrap().get_unused_codes()) if row else 0


def seconds_left(period: int = 30) -> int:
    """How long the current one-time password still lasts."""
    return period - int(time.time()) % period
