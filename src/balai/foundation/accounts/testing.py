"""People for tests of any module: accounts with roles, and a client that is signed in."""

import time
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.test import Client

from balai.core.actor import Actor
from balai.foundation.accounts.actors import actor_for
from balai.foundation.accounts.models import Profile, Role, RoleGrant, User
from balai.foundation.accounts.session_store import SessionStore

#: Permissions and reach of the roles in packs/dasar, for tests that do not install packs.
ROLES: dict[str, tuple[str, list[str], list[str]]] = {
    "operator_desa": ("unit", ["cases.work", "cases.view", "documents.view", "accounts.counter"], []),
    "kepala_desa": (
        "unit",
        ["cases.work", "cases.view", "cases.supervise", "documents.view", "documents.sign"],
        [],
    ),
    "petugas_loket": (
        "unit",
        ["cases.work", "cases.view", "documents.view", "accounts.counter", "queues.serve"],
        [],
    ),
    "koordinator_mpp": ("unit", ["cases.view", "queues.serve", "queues.supervise"], []),
    "camat": (
        "region",
        ["cases.work", "cases.view", "cases.supervise", "documents.view", "documents.sign"],
        [],
    ),
    "verifikator": ("unit", ["cases.work", "cases.view", "documents.view"], []),
    "perencana": ("unit", ["cases.work", "cases.view", "documents.view"], []),
    "kepala_bidang": ("unit", ["cases.work", "cases.view", "cases.supervise", "documents.view"], []),
    "sekretaris_dinas": ("unit", ["cases.work", "cases.view", "cases.supervise", "documents.view"], []),
    "kepala_dinas": (
        "subunits",
        ["cases.work", "cases.view", "cases.supervise", "documents.view", "documents.sign"],
        [],
    ),
    "koordinator_kerjasama": (
        "unit",
        [
            *("cases.work", "cases.view", "cases.supervise", "documents.view", "documents.sign"),
            *(
                "innovations.manage",
                "innovations.write",
                "visits.manage",
                "visits.host",
                "agreements.manage",
                "adoption.manage",
            ),
        ],
        [],
    ),
    "inspektur": ("region", ["cases.view", "cases.supervise", "documents.view", "audit.read"], []),
    "petugas_pdp": ("unit", ["cases.work", "cases.view", "privacy.manage"], []),
    "admin_unit": (
        "subunits",
        ["accounts.manage", "organizations.manage", "queues.manage", "catalogue.manage"],
        ["operator_desa", "kepala_desa"],
    ),
    "admin_kabupaten": (
        "region",
        [
            "accounts.manage",
            "organizations.manage",
            "regions.manage",
            "packs.manage",
            "catalogue.manage",
            "notices.manage",
            "queues.manage",
        ],
        [
            "operator_desa",
            "kepala_desa",
            "camat",
            "admin_unit",
            "admin_kabupaten",
            "kepala_dinas",
            "inspektur",
        ],
    ),
}
PASSWORD = "rahasia-sekali"  # noqa: S105
SIGNING = {
    "petugas_pdp",
    "kepala_desa",
    "camat",
    "kepala_dinas",
    "inspektur",
    "admin_unit",
    "admin_kabupaten",
}


@cache
def _hashed(hasher: str) -> str:
    """The hash of the one password, made once by each hasher."""
    return make_password(PASSWORD)


def make_role(code: str) -> Role:
    """The role that a pack has brought, otherwise one of the roles above, made on first use."""
    known = Role.objects.filter(code=code).first()
    if known:
        return known
    reach, permissions, may_grant = ROLES[code]
    name = code.replace("_", " ").capitalize()
    return Role.objects.create(
        code=code,
        name={"id": name, "en": name},
        purpose={"id": name, "en": name},
        reach=reach,
        permissions=permissions,
        may_grant=may_grant,
        needs_second_factor=code in SIGNING,
    )


def make_user(username: str = "warga", **facts: Any) -> User:
    """An account with the password ``rahasia-sekali`` and an empty profile."""
    name = facts.pop("full_name", username.title())
    password = _hashed(settings.PASSWORD_HASHERS[0])
    user = User.objects.create(username=username, full_name=name, password=password, **facts)
    Profile.objects.create(user=user)
    return user


def make_officer(
    username: str, role: str, unit_id: UUID, starts_on: date = date(2020, 1, 1), **facts: Any
) -> User:
    """An account that holds the role on the unit."""
    user = make_user(username, **facts)
    RoleGrant.objects.create(user=user, role=make_role(role), unit_id=unit_id, starts_on=starts_on)
    return user


def actor_of(user: User, second_factor: bool = True) -> Actor:
    """The actor of the account now, with the second factor shown."""
    return actor_for(user, second_factor=second_factor)


def sign_in(client: Client, user: User, second_factor: bool = True) -> Client:
    """Sign the client in: it gets the session that a password and, by default, a one-time password leave."""
    records: list[dict[str, Any]] = [{"method": "password", "at": time.time()}]
    if second_factor:
        records.append({"method": "mfa", "type": "totp", "id": 0, "at": time.time()})
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: "balai.foundation.accounts.backend.IdentifierBackend",
            HASH_SESSION_KEY: user.get_session_auth_hash(),
            AUTHENTICATION_METHODS_SESSION_KEY: records,
            _AUTHENTICATION_METHODS_USER_SESSION_KEY: user_id_to_str(user),
        }
    )
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client
