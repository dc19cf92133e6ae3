"""Keys: they lie under ``BALAI_HOME/keys``, apart from database and backup, readable by the owner only."""

import base64
import json
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat


def _write_once(path: Path, content: str) -> str:
    """Create the file with mode 600, or read the one that another process made first."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails when it exists: the first writer wins
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text()


def django_secret_key(home: Path) -> str:
    """The key that signs sessions; made on first use."""
    path = home / "keys" / "django.key"
    return (path.read_text() if path.exists() else _write_once(path, secrets.token_urlsafe(48))).strip()


def _new_ring() -> str:
    key = base64.b64encode(AESSIV.generate_key(512)).decode()
    return json.dumps({"current": "1", "keys": {"1": key}})


@lru_cache
def data_keys(home: Path) -> tuple[str, dict[str, AESSIV]]:
    """The current key's name and all keys by name, for the deterministic encryption of identity numbers."""
    path = home / "keys" / "data.json"
    ring = json.loads(path.read_text() if path.exists() else _write_once(path, _new_ring()))
    return ring["current"], {name: AESSIV(base64.b64decode(key)) for name, key in ring["keys"].items()}


def _new_signing_key() -> str:
    private = Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    return base64.b64encode(private).decode()


def audit_key(home: Path) -> Ed25519PrivateKey:
    """The key that signs the head of the audit chain; made on first use."""
    path = home / "keys" / "audit.key"
    text = path.read_text() if path.exists() else _write_once(path, _new_signing_key())
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(text))
