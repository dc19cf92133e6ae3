"""``balai audit``: seal, head, verify; what is wrong is named, and the exit code tells a script."""

from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from balai.core.actor import SYSTEM
from balai.foundation.audit import api
from balai.foundation.audit.models import Event
from balai.foundation.audit.testing import unprotected
from balai.foundation.packs.models import InstalledPack
from balai.runtime.auditing import audit_group

pytestmark = pytest.mark.django_db
GREETED = api.declare("audit.test_command_greeted", "{who} menyapa")


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


@contextmanager
def joined(command: str) -> Any:
    yield


def run(*words: str) -> Result:
    return CliRunner().invoke(audit_group(joined), words)


def test_seal_head_and_verify(tmp_path: Path):
    ids = [api.record(SYSTEM, GREETED, subject=InstalledPack(), who=f"Siti {n}") for n in range(2)]
    assert run("seal").output == "2 catatan disegel\n"
    file = tmp_path / "kepala.json"
    assert run("head", "--out", str(file)).output == f"{file}: segel 1\n"
    whole = run("verify", "--head", str(file))
    assert (whole.exit_code, whole.output) == (0, "1 segel, 2 catatan, 1 menunggu segel: utuh\n")
    with unprotected("event"):
        Event.objects.filter(pk=ids[0]).update(actor_name="Orang lain")
    broken = run("verify")
    assert broken.exit_code == 1
    assert broken.output.splitlines() == [
        f"Segel 1: catatan {ids[0]} diubah.",
        "1 segel, 2 catatan, 2 menunggu segel: 1 temuan",
    ]


def test_without_a_seal_there_is_no_head():
    done = run("head")
    assert (done.exit_code, done.output) == (1, "Error: Belum ada segel.\n")
