"""What a page costs: processor time of the web process and of its database backend, statements, bytes.

Unlike times of waiting these hold on a busy machine too.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

WARM_UP = 5


@dataclass(frozen=True)
class Cost:
    """One page: milliseconds of processor time a request, the most statements that it sent, and its kilobytes."""

    page: str
    web: float
    backend: float
    queries: int
    kilobytes: float


def cost_of(page: str, session: str, rounds: int) -> Cost:
    """The page, asked again and again of the application itself, without server and network."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask = asker(page, session)
    queries = 0
    for _round in range(WARM_UP):
        with CaptureQueriesContext(connection) as sent:
            size = len(ask())
        queries = max(queries, len(sent))
    pid = _backend()
    before, times = _ticks(pid), []
    for _round in range(rounds):
        start = time.thread_time()
        ask()
        times.append(time.thread_time() - start)
    backend = (_ticks(pid) - before) / os.sysconf("SC_CLK_TCK") / rounds if pid == _backend() else 0.0
    return Cost(page, statistics.median(times) * 1000, backend * 1000, queries, size / 1000)


def asker(page: str, session: str) -> Callable[[], bytes]:
    """A function that asks the page once, as a browser with compression; the body."""
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    parts = urlsplit(page)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": parts.path,
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
        **({"HTTP_COOKIE": f"balai_session={session}"} if session else {}),
    }

    def ask() -> bytes:
        said: list[str] = []

        def start(status: str, headers: Any, fault: Any = None) -> Any:
            said.append(status)

        answer: Any = application({**environ, "wsgi.input": BytesIO()}, start)
        body = b"".join(answer)
        answer.close()
        if not said[0].startswith("200"):
            raise SystemExit(f"{page}: {said[0]}")
        return body

    return ask


def _backend() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _ticks(pid: int) -> int:
    """Processor time of a process on this machine; 0 where the system does not tell."""
    file = Path(f"/proc/{pid}/stat")
    fields = file.read_text().rpartition(")")[2].split() if file.exists() else []
    return int(fields[11]) + int(fields[12]) if fields else 0
