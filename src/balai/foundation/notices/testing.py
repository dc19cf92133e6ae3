"""A stand-in mail server on a real socket, for tests and measurements: it accepts, refuses, stalls and hangs up.

What it does with a letter is written in the recipient's name: ``ok@…`` is taken, ``later@…`` put off (451),
``never@…`` refused (550), ``big@…`` refused after its text (552), ``stall@…`` never answered, ``drop@…`` cut off in the
middle of its text, ``lost@…`` taken and cut off before the answer.
"""

import socketserver
import sys
import threading
from collections import Counter
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self

ANSWERS = {"later": b"451 4.7.1 greylisted, try later\r\n", "never": b"550 5.1.1 no such user here\r\n"}


class _Session(socketserver.StreamRequestHandler):
    """One connection: as much of SMTP as a client needs."""

    server: "_Server"
    disable_nagle_algorithm = True

    def handle(self) -> None:
        """Answer line by line until the client leaves or a letter ends the line."""
        if not self.server.house.greets:
            self._stall()
            return
        self._say(b"220 stand-in ESMTP\r\n")
        self.to = ""
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                self._say(b"221 bye\r\n")
                return
            if verb == b"RCPT":
                self.to = line.decode().partition("<")[2].partition(">")[0]
                self._say(ANSWERS.get(self._manner, b"250 ok\r\n"))
            elif verb != b"DATA":
                self._say(b"250 ok\r\n")
            elif not self._take():
                return

    @property
    def _manner(self) -> str:
        return self.to.partition("@")[0].partition("+")[0]

    def _take(self) -> bool:
        """Read the text; False when the line is cut afterwards."""
        self._say(b"354 go on\r\n")
        if self._manner == "drop":
            self.rfile.readline()
            return False
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if self._manner == "stall":
            self._stall()
            return False
        if self._manner == "big":
            self._say(b"552 5.3.4 message too big for someone@example.test\r\n")
            return True
        self.server.house.keep(b"".join(lines))
        if self._manner == "lost":
            return False
        self._say(b"250 taken\r\n")
        return True

    def _stall(self) -> None:
        self.server.house.closing.wait(30)

    def _say(self, words: bytes) -> None:
        self.wfile.write(words)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, house: "StandIn", port: int) -> None:
        super().__init__(("127.0.0.1", port), _Session)
        self.house = house

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that leave in the middle are what this server is for."""


class StandIn:
    """The server as a context: ``port`` to send to, ``letters`` that it has taken."""

    def __init__(self, port: int = 0, *, greets: bool = True, keeps: bool = True) -> None:
        self.greets = greets
        self.keeps = keeps
        self.closing = threading.Event()
        self.letters: list[EmailMessage] = []
        self.taken = 0
        self._server = _Server(self, port)
        self.port = int(self._server.server_address[1])

    def keep(self, text: bytes) -> None:
        """Remember a letter that was taken."""
        self.taken += 1
        if self.keeps:
            self.letters.append(message_from_bytes(text, policy=policy.default))

    def times(self) -> Counter[str]:
        """How often each Message-ID came."""
        return Counter(str(letter["Message-ID"]) for letter in self.letters)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: Any, trace: TracebackType | None) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


def main() -> None:
    """Stand in a process of one's own, until standard input closes; says its port."""
    with StandIn(keeps=False) as server:
        print(server.port, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
