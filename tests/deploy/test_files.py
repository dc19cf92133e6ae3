"""The unit files and the proxy's configuration are accepted by the programs that read them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "RestrictNamespaces": "yes",
    "UMask": "0077",
    "User": "balai",
}


def settings(path: Path) -> dict[str, str]:
    """The lines ``NAME=value`` of a file; of several the last."""
    lines = (line for line in path.read_text().splitlines() if re.match(r"[A-Za-z_]+=", line))
    return dict(line.split("=", 1) for line in lines)


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_is_locked_in(unit: Path) -> None:
    held = settings(unit)
    assert {name: held.get(name) for name in HARDENED} == HARDENED


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_no_service_reads_the_owners_password(unit: Path) -> None:
    assert "owner.env" not in unit.read_text()
    assert "DATABASE_OWNER_URL" in settings(DEPLOY / "systemd" / "owner.env")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_accepts_a_unit(unit: Path, tmp_path: Path) -> None:
    here = tmp_path / unit.name
    here.write_text(unit.read_text().replace("/opt/balai/.venv/bin/balai", "/bin/true"))
    done = subprocess.run(["systemd-analyze", "verify", here], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx here")
def test_nginx_accepts_the_proxy(tmp_path: Path) -> None:
    make_certificate(tmp_path)
    site = (DEPLOY / "nginx" / "balai.conf").read_text()
    site = re.sub(r"/etc/letsencrypt/live/[\w.]+", str(tmp_path), site)
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/nginx.pid;\nevents {{}}\nhttp {{ access_log off; {site} }}\n"
    )
    done = subprocess.run(
        ["nginx", "-t", "-e", "stderr", "-p", tmp_path, "-c", tmp_path / "nginx.conf"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def make_certificate(folder: Path) -> None:
    """A certificate for a day."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
         "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip


def test_the_proxy_writes_the_clients_address_itself() -> None:
    site = (DEPLOY / "nginx" / "balai.conf").read_text()
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in site
    assert "$proxy_add_x_forwarded_for" not in site


def test_every_setting_of_the_examples_is_documented() -> None:
    told = (ROOT / "docs" / "operate" / "settings.md").read_text()
    used = {name for path in (DEPLOY / "systemd").glob("*.env") for name in settings(path)}
    assert sorted(name for name in used if f"`{name}`" not in told) == []
