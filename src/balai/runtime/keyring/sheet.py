"""The recovery sheet: every secret whose loss cannot be repaired, as a QR code and as words, on paper."""

import base64
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import typst
from pyrage import x25519

from balai.config import env
from balai.core.keys import data_key_prints, raw_data_keys, replace_file
from balai.core.ui.qr import qr_svg
from balai.runtime.keyring import bech32, recovery
from balai.runtime.keyring.spelling import read, read_row, rows
from balai.runtime.problem import Problem

SOURCE = Path(__file__).with_name("lembar.typ")
FONTS = env.ROOT / "src" / "balai" / "foundation" / "documents" / "fonts"
BACKUP_LABEL, SECRET_BYTES, DATA_BYTES = "cadangan", 32, 64
DATA_PREFIX = "BALAI-DATA-KEY-"


@dataclass(frozen=True)
class Secret:
    """One secret as it stands on the sheet."""

    title: str
    label: str
    fingerprint: str
    scan: str
    rows: list[list[str]]


def make_sheet(home: Path, path: Path, installation: str, *, renew: bool = False) -> str:
    """Write the sheet as PDF. A recovery key is made when there is none, or when it shall be renewed.

    Returns the fingerprint of the recovery key whose secret half stands on this sheet, or "".
    """
    if path.exists():
        raise Problem(f"{path} sudah ada; pilih nama lain.")
    identity = x25519.Identity.generate() if renew or not recovery.note(home).exists() else None
    secrets = ([_backup_secret(identity)] if identity else []) + data_secrets(home)
    known = "" if identity else recovery.fingerprint(recovery.recipient(home))
    _write(path, _printed(secrets, installation, known))
    if identity is None:
        return ""
    recovery.keep(home, identity)  # only now: a key whose secret half nobody holds would be worthless
    return recovery.fingerprint(str(identity.to_public()))


def data_label(name: str) -> str:
    """What the rows of a data key are bound to."""
    return f"data {name}"


def data_secrets(home: Path) -> list[Secret]:
    """The data keys; made when there are none yet."""
    prints = data_key_prints(home)
    return [
        Secret(
            f"Kunci data {name}",
            data_label(name),
            prints.get(name, "")[:8],
            f"{DATA_PREFIX}{name}:{base64.b64encode(key).decode()}",
            rows(key, data_label(name)),
        )
        for name, key in raw_data_keys(home).items()
    ]


def _backup_secret(identity: x25519.Identity) -> Secret:
    text, public = str(identity), str(identity.to_public())
    spelled = rows(bech32.decode(text), BACKUP_LABEL)
    return Secret("Kunci pemulihan", BACKUP_LABEL, recovery.fingerprint(public), text, spelled)


def _printed(secrets: list[Secret], installation: str, known: str) -> bytes:
    facts = {
        "installation": installation,
        "made": f"{datetime.now(UTC):%d-%m-%Y %H:%M} UTC",
        "known": known,
        "secrets": [{**vars(secret), "qr": qr_svg(secret.scan)} for secret in secrets],
    }
    return typst.compile(
        str(SOURCE),
        root=str(SOURCE.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"facts": json.dumps(facts)},
    )


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


# -- from paper back ------------------------------------------------------------------------------------------


def recovery_identity(text: str) -> x25519.Identity:
    """The recovery key as scanned, or from its rows of words. Raises Problem."""
    if "age-secret-key" in text.lower():
        return recovery.identity_of(text)
    return recovery.identity_of(bech32.encode(read(text, SECRET_BYTES, BACKUP_LABEL)))


def data_key(text: str, name: str) -> bytes:
    """A data key as scanned, or from its rows of words. Raises Problem."""
    scanned = text.strip()
    if scanned.upper().startswith(DATA_PREFIX):
        head, _, body = scanned.partition(":")
        if head.upper() != f"{DATA_PREFIX}{name}":
            raise Problem(f"Kode ini milik {head}, bukan kunci data {name}.")
        return base64.b64decode(body)
    return read(text, DATA_BYTES, data_label(name))


# -- confirmation -----------------------------------------------------------------------------------------------


def note(home: Path) -> Path:
    """Where it is written that somebody has the sheet in hand."""
    return home / "keys" / "sheet.json"


def _now(home: Path) -> dict[str, object]:
    return {"backup": recovery.fingerprint(recovery.recipient(home)), "data": data_key_prints(home)}


def is_confirmed(home: Path) -> bool:
    """Whether a sheet with all keys of today was confirmed."""
    if not note(home).exists():
        return False
    known = json.loads(note(home).read_text())
    return bool(_now(home) == {name: known.get(name) for name in ("backup", "data")})


def confirm(home: Path, typed: str, data_rows: dict[str, tuple[int, str]]) -> None:
    """Write down that the sheet exists: the recovery key and one row of every data key were typed from it.

    Raises a Problem when they are not those of this installation.
    """
    if str(recovery_identity(typed).to_public()) != recovery.recipient(home):
        raise Problem("Ini kunci pemulihan dari lembar lain, bukan yang dipakai instalasi ini.")
    keys = raw_data_keys(home)
    for name, (number, text) in data_rows.items():
        start = 8 * (number - 1)
        if read_row(text, number, data_label(name)) != keys[name][start : start + 8]:
            raise Problem(f"Baris {number} bukan dari kunci data {name} instalasi ini.")
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    replace_file(note(home), json.dumps({**_now(home), "at": moment}))
