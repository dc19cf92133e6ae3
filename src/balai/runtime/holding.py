"""Answers at the web address while nobody else does: the page of an upgrade, with status 503."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from balai.runtime.gate import HEADERS, PAGE


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        self.close_connection = True
        self.send_response(HTTPStatus.SERVICE_UNAVAILABLE)
        for name, value in (*HEADERS, ("Connection", "close")):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(PAGE)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - the names of http.server

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@contextmanager
def holding_page(host: str, port: int) -> Iterator[None]:
    """The page at the address while the block lasts; nothing when somebody else answers there."""
    try:
        server = ThreadingHTTPServer((host, port), _Answer)
    except OSError:
        yield
        return
    thread = threading.Thread(target=server.serve_forever, name="holding", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
