"""Public pages are rendered once and served again from memory to visitors who are not signed in.

The key holds the address, the language, the compression and a version made of everything that shapes the page
(installed packs, look). A page is kept when its view is marked ``public_page`` and the answer sets no cookie.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from balai.core.http.language import language_of

MOST_PAGES = 512
VERSION_SECONDS = 2.0
PAGE_SECONDS = 60.0
_MARK = "_balai_public_page"

Part = Callable[[], "str | QuerySet[Any, Any]"]

_parts: list[Part] = []


def register_version(part: Part) -> Part:
    """Add something that shapes public pages, such as the installed packs: a text, or rows of one column.

    They change when it does. The rows of all parts are asked for in one statement.
    """
    if part not in _parts:
        _parts.append(part)
    return part


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose page is the same for every visitor who is not signed in."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        setattr(response, _MARK, True)
        return response

    return marked


class _Shelf:
    """The pages of this process; a bounded map with an age limit."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[str, ...], tuple[float, HttpResponse]] = OrderedDict()
        self._version: tuple[float, str] = (0.0, "")
        self._lock = Lock()

    def version(self) -> str:
        """The joined version of everything that shapes pages; asked for at most every two seconds."""
        now = time.monotonic()
        read_at, version = self._version
        if not read_at or now - read_at > VERSION_SECONDS:
            version = _version()
            self._version = (now, version)
        return version

    def get(self, key: tuple[str, ...]) -> HttpResponse | None:
        """The page, unless it is missing or too old."""
        with self._lock:
            kept = self._pages.get(key)
            return kept[1] if kept and time.monotonic() - kept[0] < PAGE_SECONDS else None

    def put(self, key: tuple[str, ...], page: HttpResponse) -> None:
        """Keep a page; the oldest gives way."""
        with self._lock:
            self._pages[key] = (time.monotonic(), page)
            self._pages.move_to_end(key)
            while len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)

    def clear(self) -> None:
        """Forget everything (tests)."""
        with self._lock:
            self._pages.clear()
            self._version = (0.0, "")


shelf = _Shelf()


def _version() -> str:
    said = [part() for part in _parts]
    texts = [one for one in said if isinstance(one, str)]
    return "|".join([*texts, *_asked(one for one in said if isinstance(one, QuerySet))])


def _asked(rows: "Iterable[QuerySet[Any, Any]]") -> list[str]:
    statements = [one.query.sql_with_params() for one in rows]
    columns = ", ".join(f"ARRAY({sql})::text" for sql, _values in statements)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [value for _sql, values in statements for value in values])
        return list(cursor.fetchone())


class PublicPageMiddleware:
    """Outermost: answers a visitor's GET from the shelf, before any session or database work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            request.method != "GET"
            or settings.SESSION_COOKIE_NAME in request.COOKIES
            or "HX-Request" in request.headers
        ):
            return self.get_response(request)
        packed = "gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else ""
        key = (request.get_host(), request.get_full_path(), language_of(request), packed, shelf.version())
        return shelf.get(key) or self._render(request, key)

    def _render(self, request: HttpRequest, key: tuple[str, ...]) -> HttpResponse:
        response = self.get_response(request)
        if getattr(response, _MARK, False) and response.status_code == 200 and not response.cookies:
            shelf.put(key, response)
        return response
