"""A mail server that only counts: how often each letter, known by its Message-ID, was taken."""

import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes

HOST = "127.0.0.1"


class Postbox(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP (RFC 5321) as Balai needs to hand a letter over."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__((HOST, 0), _Conversation)
        self.taken: Counter[str] = Counter()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def take(self, letter: bytes) -> None:
        """Count a letter; whoever sends is told "taken" afterwards."""
        self.taken[str(message_from_bytes(letter)["Message-ID"])] += 1


class _Conversation(socketserver.StreamRequestHandler):
    server: Postbox

    def handle(self) -> None:
        with suppress(ConnectionError):  # whoever was sending has been killed
            self._converse()

    def _converse(self) -> None:
        self._say("220 postbox")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"QUIT":
                return
            if word == b"DATA":
                self._say("354 go on")
                letter = self._letter()
                if letter is None:
                    return
                self.server.take(letter)
            self._say("250 fine")

    def _letter(self) -> bytes | None:
        """The letter; None when the line broke before its end."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return None
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def postbox() -> Iterator[Postbox]:
    """The server in a thread of ours: nobody kills it."""
    with Postbox() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
