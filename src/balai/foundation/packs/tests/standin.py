"""Another installation, as far as its catalogue goes: one that publishes properly, or misbehaves on request."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from balai.core.signed import sign_letter

SIGI = {"code": "72.10", "name": "Kabupaten Sigi"}


@dataclass
class Standin:
    """What it publishes, and how it behaves. ``answers`` stand in place of what is asked for, by path."""

    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    links: list[dict[str, str]] = field(default_factory=list)
    files: dict[tuple[str, str], bytes] = field(default_factory=dict)
    digests: dict[tuple[str, str], str] = field(default_factory=dict)  # lies in the catalogue
    parts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    regency: dict[str, str] = field(default_factory=lambda: SIGI)
    at: str = "2026-11-22T00:00:00+00:00"
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    stalls: bool = False
    reports: list[Any] = field(default_factory=list)
    port: int = 0
    released: Event = field(default_factory=Event)

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def publish(self, name: str, version: str, content: bytes) -> None:
        """Offer a version."""
        self.files[name, version] = content

    def document(self) -> dict[str, Any]:
        """What it says that it publishes."""
        names = sorted({name for name, _version in self.files})
        return {
            "format": 1,
            "regency": self.regency,
            "at": self.at,
            "packs": [self._pack(name) for name in names],
            "parts": self.parts,
            "succession": self.links,
        }

    def _pack(self, name: str) -> dict[str, Any]:
        versions = [key for key in self.files if key[0] == name]
        return {
            "name": name,
            "title": {"id": "Contoh", "en": "Example"},
            "origin": "Kabupaten Sigi",
            "licence": "MIT",
            "sources": ["UU 25/2009"],
            "versions": [self._version(key) for key in versions],
        }

    def _version(self, key: tuple[str, str]) -> dict[str, Any]:
        content = self.files[key]
        digest = self.digests.get(key, sha256(content).hexdigest())
        return {
            "version": key[1],
            "sha256": digest,
            "size": len(content),
            "published_at": self.at,
            "note": "",
        }

    def answer(self, path: str) -> tuple[int, bytes]:
        """Status and content for a GET."""
        if self.stalls:
            self.released.wait(30)
        if path in self.answers:
            return self.answers[path]
        if path == "/katalog.json":
            return 200, json.dumps(sign_letter(self.key, "catalogue", self.document())).encode()
        for (name, version), content in self.files.items():
            if path == f"/katalog/{name}/{version}.zip":
                return 200, content
        return 404, b""


@contextmanager
def standing_in(port: int = 0) -> Iterator[Standin]:
    """A stand-in that listens on this machine, on a port of its own or on this one."""
    standin = Standin()

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802
            self.say(*standin.answer(self.path))

        def do_POST(self) -> None:  # noqa: N802
            standin.reports.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.say(*standin.answers.get(self.path, (200, b"{}")))

        def say(self, status: int, content: bytes) -> None:
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", content.decode())
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_facts: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", port), Door) as server:
        standin.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield standin
        standin.released.set()
        server.shutdown()
