"""Renewing keys that are files and nothing more: no table knows them, so no database and no application is needed."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

from balai.core.keys import catalogue_key, renew_catalogue_key, replace_file, retire_audit_key
from balai.core.signed import fingerprint, public_half


def rotate_django(home: Path) -> None:
    """A new key for sessions and signed links: everybody signs in again, open links are void."""
    replace_file(home / "keys" / "django.key", secrets.token_urlsafe(48))


def rotate_authority(home: Path) -> None:
    """Put the trial authority aside; the next signature makes a new one. Signed letters keep their old chain."""
    folder = home / "keys" / "authority"
    if folder.exists():
        folder.rename(folder.with_name(f"authority-{datetime.now(UTC):%Y%m%d-%H%M%S}"))


def rotate_audit(home: Path) -> None:
    """Put the key of the audit heads aside: its public half goes on to be believed, the next head has a new one."""
    retire_audit_key(home)


def rotate_catalogue(home: Path) -> str:
    """A new key for the catalogue, named by the old one. Returns the new fingerprint."""
    renew_catalogue_key(home)
    return fingerprint(public_half(catalogue_key(home)))
