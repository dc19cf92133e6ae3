"""The texts of the base pack, a case to speak of, and a mail server on a real socket."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from balai.foundation.cases.tests.conftest import _quick_sign_in
from balai.foundation.notices import kinds as known
from balai.foundation.notices.testing import StandIn
from balai.foundation.notices.tests.kinds import ALL

if TYPE_CHECKING:
    from balai.foundation.cases.tests.cast import Cast

__all__ = ["_quick_sign_in", "cast", "server"]
BASE = Path(__file__).parents[5] / "packs" / "dasar"


def install_texts() -> int:
    """The texts of packs/dasar, as the pack engine hands them over."""
    from balai.core.actor import SYSTEM
    from balai.core.content import ContentContext
    from balai.foundation.notices.content import install_notices

    entries = yaml.safe_load((BASE / "notices.yaml").read_text())
    return install_notices(entries, ContentContext("dasar", "1.1.0", BASE, SYSTEM))


@pytest.fixture(autouse=True)
def known_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kinds of these tests are known while one of them runs, and to nobody else."""
    monkeypatch.setattr(known, "_KINDS", {**known._KINDS, **{kind.code: kind for kind in ALL}})


@pytest.fixture
def cast(db: None) -> "Cast":
    from balai.foundation.cases.tests.cast import gather

    install_texts()
    return gather()


@pytest.fixture
def server(settings: Any) -> Iterator[StandIn]:
    """A mail server that the house uses."""
    with StandIn() as standing:
        use(settings, standing.port)
        yield standing


def use(settings: Any, port: int) -> None:
    """Have Django's mail go to the port, without TLS, giving up after a second."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = False
    settings.EMAIL_TIMEOUT = 1
    settings.PUBLIC_URL = "https://balai.example.go.id"
