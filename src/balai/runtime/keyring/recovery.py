"""The recovery key of backups. Only its public half lies on the machine; the secret half is on paper."""

import json
import re
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pyrage
from pyrage import x25519

from balai.core.keys import replace_file
from balai.runtime.problem import Problem

SECRET = re.compile(r"AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}")


def note(home: Path) -> Path:
    """The file with the public half."""
    return home / "keys" / "backup.json"


def recipient(home: Path) -> str:
    """The public half. A Problem when there is none: nobody could open such a backup."""
    try:
        return str(json.loads(note(home).read_text())["recipient"])
    except FileNotFoundError:
        raise Problem(
            "Belum ada kunci pemulihan; buat dan cetak dulu lembarnya: `balai key sheet lembar.pdf`."
        ) from None


def keep(home: Path, identity: x25519.Identity) -> None:
    """Write down the public half."""
    facts = {
        "recipient": str(identity.to_public()),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    replace_file(note(home), json.dumps(facts))


def fingerprint(public: str) -> str:
    """Eight characters by which people tell recovery keys apart."""
    return sha256(public.encode()).hexdigest()[:8]


def identity_of(text: str) -> x25519.Identity:
    """The key from what was typed or scanned. Raises Problem."""
    found = SECRET.search(text.upper())
    if found is None:
        raise Problem("Ini bukan kunci pemulihan; salin AGE-SECRET-KEY-1… dari lembar pemulihan.")
    try:
        return x25519.Identity.from_str(found.group())
    except pyrage.IdentityError:
        raise Problem("Kunci pemulihan salah ketik; periksa lagi huruf demi huruf.") from None
