"""The virus scanner: a stand-in that answers, finds, stalls, breaks off, and one that is not there."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from balai.core.errors import Invalid
from balai.foundation.accounts.models import User
from balai.foundation.forms import api
from balai.foundation.forms.checking import clamav
from balai.foundation.forms.checking.refused import Refused
from balai.foundation.forms.models import Attachment
from balai.foundation.forms.tests.conftest import holder
from balai.foundation.forms.tests.samples import NIK, picture, upload

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class StandIn:
    """Speaks the part of clamd's protocol that is used, over a socket."""

    def __init__(self, manner: str) -> None:
        self.manner, self.seen, self.ended = manner, b"", threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _address = self.socket.accept()
            except OSError:
                return
            with line:
                line.sendall(self._reply(line))

    def _reply(self, line: socket.socket) -> bytes:
        stream = line.makefile("rb")
        command = b"".join(iter(lambda: stream.read(1), b"\0"))
        if command == b"zPING":
            return b"PONG\0"
        self.seen = b""
        while size := struct.unpack("!L", stream.read(4))[0]:
            self.seen += stream.read(size)
        if self.manner == "stalls":
            self.ended.wait()
        if self.manner == "breaks off":
            return b""
        if self.manner == "too small":
            return b"INSTREAM size limit exceeded. ERROR\0"
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in self.seen else b"stream: OK\0"


@pytest.fixture
def scanner(settings: Any) -> Iterator[Callable[[str], StandIn]]:
    """Starts the stand-in and sets it."""
    started: list[StandIn] = []

    def start(manner: str) -> StandIn:
        started.append(StandIn(manner))
        settings.CLAMD = f"tcp://127.0.0.1:{started[-1].socket.getsockname()[1]}"
        return started[-1]

    yield start
    for one in started:
        one.ended.set()
        one.socket.close()


def test_the_whole_content_is_sent_and_a_clean_one_passes(scanner: Callable[[str], StandIn]) -> None:
    one = scanner("answers")
    content = bytes(range(256)) * 1000
    clamav.scan(content)
    assert one.seen == content
    assert clamav.fault() == ""


def test_a_find_is_a_refusal(scanner: Callable[[str], StandIn]) -> None:
    scanner("answers")
    with pytest.raises(Refused, match="menemukan sesuatu yang berbahaya") as refusal:
        clamav.scan(b"before" + EICAR + b"behind")
    assert not isinstance(refusal.value, clamav.ScannerDown)


@pytest.mark.parametrize("manner", ["stalls", "breaks off", "too small"])
def test_without_a_verdict_nothing_passes(
    scanner: Callable[[str], StandIn], manner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clamav, "SECONDS", 0.5)
    scanner(manner)
    with pytest.raises(clamav.ScannerDown, match="sedang tidak menjawab"):
        clamav.scan(b"anything")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "clamd", "http://x"])
def test_a_scanner_that_is_not_there_closes_the_door(settings: Any, address: str) -> None:
    settings.CLAMD = address
    with pytest.raises(clamav.ScannerDown):
        clamav.scan(b"anything")
    assert clamav.fault() != ""


def test_without_a_setting_nothing_is_asked(settings: Any) -> None:
    settings.CLAMD = ""
    clamav.scan(EICAR)
    assert clamav.fault() == ""


@pytest.mark.django_db(databases=["default", "witness"])
@pytest.mark.usefixtures("form", "storage")
@pytest.mark.parametrize(
    ("manner", "said"), [("answers", "berbahaya"), ("breaks off", "belum disimpan; coba lagi")]
)
def test_what_the_scanner_refuses_is_not_kept(
    scanner: Callable[[str], StandIn], sari: User, manner: str, said: str
) -> None:
    scanner(manner)
    draft = api.start_draft(holder(sari), "usaha", "p", {"name": "Sari Wulandari", "nik": NIK})
    field = next(item.name for step in api.get_form("usaha").steps for item in step.fields if item.is_file)
    with pytest.raises(Invalid, match=said):
        api.receive_attachment(holder(sari), draft.id, field, upload(picture() + EICAR, "a.jpg"))
    row = Attachment.objects.get()
    assert (row.state, row.path) == ("refused", "")
