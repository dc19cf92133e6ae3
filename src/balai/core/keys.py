"""Keys: they lie under ``BALAI_HOME/keys``, apart from database and backup, readable by the owner only."""

import base64
import hashlib
import json
import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from balai.core.signed import public_half, succession


def _write_once(path: Path, content: str) -> str:
    """Create the file with mode 600, or read the one that another process made first."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    _write_new(draft, content)
    try:
        os.link(draft, path)  # fails when it exists: the first writer wins
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text()


def _write_new(path: Path, content: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def django_secret_key(home: Path) -> str:
    """The key that signs sessions; made on first use."""
    path = home / "keys" / "django.key"
    return (path.read_text() if path.exists() else _write_once(path, secrets.token_urlsafe(48))).strip()


def _new_ring() -> str:
    key = base64.b64encode(AESSIV.generate_key(512)).decode()
    return json.dumps({"current": "1", "keys": {"1": key}})


def data_ring(home: Path) -> Path:
    """The file with the data keys."""
    return home / "keys" / "data.json"


def data_keys(home: Path) -> tuple[str, dict[str, AESSIV]]:
    """The current key's name and all keys by name, for the deterministic encryption of identity numbers.

    A key that another process added is seen at the next call.
    """
    path = data_ring(home)
    try:
        stamp = path.stat().st_mtime_ns
    except FileNotFoundError:
        _write_once(path, _new_ring())
        stamp = path.stat().st_mtime_ns
    return _read_ring(path, stamp)


@lru_cache(maxsize=8)
def _read_ring(path: Path, _stamp: int) -> tuple[str, dict[str, AESSIV]]:
    ring = json.loads(path.read_text())
    return ring["current"], {name: AESSIV(base64.b64decode(key)) for name, key in ring["keys"].items()}


def _new_signing_key() -> str:
    private = Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    return base64.b64encode(private).decode()


def audit_key(home: Path) -> Ed25519PrivateKey:
    """The key that signs the head of the audit chain; made on first use."""
    path = home / "keys" / "audit.key"
    text = path.read_text() if path.exists() else _write_once(path, _new_signing_key())
    return _private(text)


def audit_public_keys(home: Path) -> set[str]:
    """The public halves (base64) of the key that signs heads and of those before it."""
    return {public_half(audit_key(home)), *_retired(home)}


def retire_audit_key(home: Path) -> None:
    """Keep the public half only; the next head is signed with a new key. A kill in between keeps the old one."""
    kept = sorted({*_retired(home), public_half(audit_key(home))})
    replace_file(home / "keys" / "audit.retired.json", json.dumps(kept))
    (home / "keys" / "audit.key").unlink()


def _retired(home: Path) -> list[str]:
    path = home / "keys" / "audit.retired.json"
    return list(json.loads(path.read_text())) if path.exists() else []


def catalogue_key(home: Path) -> Ed25519PrivateKey:
    """The key that signs what this installation publishes and reports to others; made on first use."""
    return _private(_catalogue(home)["key"])


def catalogue_succession(home: Path) -> list[dict[str, str]]:
    """How each earlier key names the one that followed it, the oldest first."""
    return list(_catalogue(home)["succession"])


def renew_catalogue_key(home: Path) -> None:
    """A new key, named by the old one, in one step: whoever believed the old one is led to it."""
    ring = _catalogue(home)
    new = _new_signing_key()
    link = succession(_private(ring["key"]), _private(new))
    fresh = {"key": new, "succession": [*ring["succession"], link]}
    replace_file(home / "keys" / "catalogue.json", json.dumps(fresh))


def _catalogue(home: Path) -> dict[str, Any]:
    path = home / "keys" / "catalogue.json"
    first = {"key": _new_signing_key(), "succession": []} if not path.exists() else {}
    ring: dict[str, Any] = json.loads(_write_once(path, json.dumps(first)) if first else path.read_text())
    return ring


def _private(text: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(text))


def raw_data_keys(home: Path) -> dict[str, bytes]:
    """Every data key by name, bare; for paper, and for nothing else. Made when there is none."""
    data_keys(home)
    ring = json.loads(data_ring(home).read_text())["keys"]
    return {name: base64.b64decode(key) for name, key in ring.items()}


def add_data_key(home: Path, name: str, key: bytes, *, make_current: bool) -> None:
    """Put a key into the ring. Raises ValueError when another one has that name."""
    path = data_ring(home)
    ring: dict[str, Any] = {"current": name, "keys": {}}
    if path.exists():
        ring = json.loads(path.read_text())
    text = base64.b64encode(key).decode()
    if ring["keys"].setdefault(name, text) != text:
        raise ValueError(f"another data key is named {name}")
    if make_current:
        ring["current"] = name
    replace_file(path, json.dumps(ring))


def data_key_prints(home: Path) -> dict[str, str]:
    """Every data key by name, as a digest that tells keys apart and tells nothing of them. Makes none."""
    path = data_ring(home)
    ring = json.loads(path.read_text())["keys"] if path.exists() else {}
    return {
        name: hashlib.sha256(b"balai data key " + key.encode()).hexdigest()[:16] for name, key in ring.items()
    }


def replace_file(path: Path, content: str) -> None:
    """Write a key file with mode 600: the old content or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    _write_new(draft, content)
    draft.replace(path)
