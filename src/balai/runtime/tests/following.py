"""A reader of server-sent events for tests: one plain socket that reads as slowly as the test does."""

import socket
from typing import NamedTuple

SECONDS = 20.0  # after which a test that waits in vain fails


class Event(NamedTuple):
    """An event as it came."""

    name: str
    ident: str
    data: str


class Reader:
    """Follows an address; ``status`` and ``headers`` are those of the answer."""

    def __init__(self, port: int, path: str, buffer: int = 0, **headers: str) -> None:
        self.socket = socket.socket()
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(SECONDS)
        self.socket.connect(("127.0.0.1", port))
        sent = {"Host": "localhost", **{name.replace("_", "-"): value for name, value in headers.items()}}
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items())]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())
        self._waiting = b""
        head = self._until(b"\r\n\r\n").decode().split("\r\n")
        self.status = int(head[0].split()[1])
        self.headers = dict(line.split(": ", 1) for line in head[1:])

    def next(self, *names: str) -> Event:
        """The next event; of these names only, if any are given."""
        while True:
            event = self._event()
            if not names or event.name in names:
                return event

    def is_closed(self) -> bool:
        """True when the other side ends the answer without another event."""
        return self._chunk() == b""

    def close(self) -> None:
        self.socket.close()

    def _event(self) -> Event:
        while b"\n\n" not in self._read:
            chunk = self._chunk()
            assert chunk, "the stream ended"
            self._read += chunk
        text, _, self._read = self._read.partition(b"\n\n")
        pairs = [line.split(": ", 1) for line in text.decode().splitlines() if ": " in line[1:]]
        fields = {name: value for name, value in pairs if name}
        data = "\n".join(value for name, value in pairs if name == "data")
        return Event(fields.get("event", ""), fields.get("id", ""), data)

    _read = b""

    def _chunk(self) -> bytes:
        size = int(self._until(b"\r\n"), 16)
        body = self._exactly(size)
        self._until(b"\r\n")
        return body

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._waiting:
            self._receive()
        found, _, self._waiting = self._waiting.partition(mark)
        return found

    def _exactly(self, size: int) -> bytes:
        while len(self._waiting) < size:
            self._receive()
        found, self._waiting = self._waiting[:size], self._waiting[size:]
        return found

    def _receive(self) -> None:
        received = self.socket.recv(65536)
        if not received:
            raise ConnectionError("the line was cut")
        self._waiting += received
