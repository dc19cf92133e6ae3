"""The data folder of the embedded PostgreSQL: made once, whole or not at all."""

import os
import secrets
import shutil
import signal
import subprocess
from pathlib import Path

from balai.runtime.account import Account, maker_account, server_account
from balai.runtime.problem import Problem
from balai.runtime.processes import leashed

# Written into postgresql.conf, where an operator may change them.
TUNING = {
    "max_connections": "200",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_checkpoints": "off",
    "log_startup_progress_interval": "5s",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "unix_socket_directories": "",
}
ROLE = "CREATE ROLE balai LOGIN CREATEDB CREATEROLE PASSWORD '{password}';"
DATABASE = "CREATE DATABASE balai OWNER balai;"


def password(home: Path) -> str:
    """The password of the role ``balai``, made on first use, readable by the owner of the home only."""
    path = home / "postgres" / "password"
    if not path.exists():
        draft = path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(24))
        draft.replace(path)
    return path.read_text()


def ensure_cluster(home: Path, binaries: Path, *, durable: bool) -> tuple[Path, Account]:
    """The data folder and the account that its server runs under; made when there is none.

    A first run that was cut off leaves only a folder ``new``, which is thrown away.
    """
    folder = home / "postgres"
    folder.mkdir(exist_ok=True)
    data, draft = folder / "data", folder / "new"
    account = server_account(data, [binaries / "postgres"])
    if not data.exists():
        shutil.rmtree(draft, ignore_errors=True)
        _make(draft, binaries, password(home), durable=durable)
        account.own(draft)
        draft.rename(data)
    return data, account


def _make(draft: Path, binaries: Path, secret: str, *, durable: bool) -> None:
    """Run initdb, then add our role and database through the single-user server (no network, no trust)."""
    maker = maker_account(draft, [binaries / "postgres"])
    draft.mkdir(mode=0o700)
    maker.own(draft)
    # The superuser's password is thrown away: nobody signs in as superuser over the network.
    note = draft.with_name("new.password")
    note.unlink(missing_ok=True)
    note.touch(mode=0o600)
    note.write_text(secrets.token_hex(32))
    maker.own(note)
    try:
        _run(maker, [binaries / "initdb", "-D", draft, *_initdb_options(durable), "--pwfile", note])
    finally:
        note.unlink()
    sql = "\n".join([ROLE.format(password=secret), DATABASE])
    _run(maker, [binaries / "postgres", "--single", "-D", draft, "postgres"], sql)


def _initdb_options(durable: bool) -> list[str]:
    settings = [word for name, value in TUNING.items() for word in ("--set", f"{name}={value}")]
    durability = [] if durable else ["--no-sync"]
    locale = ["--encoding", "UTF8", "--locale-provider", "libc", "--locale", "C"]
    return ["--username", "postgres", "--auth", "scram-sha-256", *locale, *durability, *settings]


def _run(account: Account, command: list[str | Path], text: str = "") -> None:
    words = leashed(command, on_death=signal.SIGKILL, uid=account.uid, capability=account.capability)
    done = subprocess.run(words, input=text + "\n", capture_output=True, text=True, check=False, cwd="/")
    if done.returncode or "ERROR:" in done.stderr:
        last = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise Problem(f"PostgreSQL tidak dapat disiapkan: {last}")
