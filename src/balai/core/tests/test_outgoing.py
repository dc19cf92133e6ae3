"""What is asked of other machines ends in time, stays small, and never reaches our own network."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest

from balai.core.http.outgoing import Limits, Unanswered, ask

TRIAL = Limits(5.0, 1000, trial=True)


@contextmanager
def saying(*pieces: bytes, pause: float = 0.0) -> Iterator[str]:
    """A server that says these bytes to the first who asks, piece by piece."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def answer() -> None:
            line, _address = door.accept()
            with line:
                line.recv(65_536)
                for piece in pieces:
                    time.sleep(pause)
                    try:
                        line.sendall(piece)
                    except OSError:
                        return

        thread = Thread(target=answer, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}/"
        thread.join(10)


def head(length: int, status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{more}\r\n".encode()


def why(url: str, limits: Limits = TRIAL) -> tuple[str, str]:
    with pytest.raises(Unanswered) as fault:
        ask(url, limits)
    return fault.value.why, fault.value.detail


def test_an_answer_is_given_whole() -> None:
    with saying(head(5), b"he", b"llo") as url:
        assert ask(url, TRIAL) == b"hello"


def test_a_line_that_drips_is_cut_when_its_time_is_over() -> None:
    with saying(head(100), *[b"x"] * 100, pause=0.05) as url:
        assert why(url, Limits(0.4, 1000, trial=True))[0] == "slow"  # and not, in the end, an answer


def test_headers_that_drip_are_cut_too() -> None:
    with saying(*[b"H"] * 100, pause=0.05) as url:
        assert why(url, Limits(0.4, 1000, trial=True))[0] == "slow"


@pytest.mark.parametrize(
    ("pieces", "fault"),
    [
        ((head(1001), b"x" * 1001), ("large", "1000")),
        ((b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 2000), ("large", "1000")),
        ((head(0, "302 Found", "Location: http://127.0.0.2/\r\n"),), ("moved", "http://127.0.0.2/")),
        ((head(0, "410 Gone"),), ("missing", "410")),
        ((head(4, "403 No"), b"nope"), ("refused", "403 nope")),
    ],
)
def test_what_is_no_answer_says_why(pieces: tuple[bytes, ...], fault: tuple[str, str]) -> None:
    with saying(*pieces) as url:
        assert why(url) == fault


@pytest.mark.parametrize("pieces", [(head(9), b"half"), (b"nonsense\r\n\r\n",), ()])
def test_a_broken_line_is_no_answer(pieces: tuple[bytes, ...]) -> None:
    with saying(*pieces) as url:
        assert why(url)[0] == "down"


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:192.168.1.1", "fd00::1"]
)
def test_our_own_network_is_asked_for_nothing(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 443)), (0, 0, 0, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_facts, **_more: found)
    assert why("https://balai.test/", Limits(5.0, 10)) == ("inside", "balai.test")


@pytest.mark.parametrize("url", ["http://balai.test/", "ftp://balai.test/", "https:///x"])
def test_only_https_is_spoken(url: str) -> None:
    assert why(url, Limits(5.0, 10))[0] == "insecure"
