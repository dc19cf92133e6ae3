"""The floor: a bare page with one query and twenty rows, and a bare view that sends the statements of taking a number.

Granian's workers import it. ``BENCH_STATEMENTS`` names the file that ``bench.number`` has written.
"""

import json
import os
import secrets
from pathlib import Path
from typing import Any
from uuid import uuid4

import dj_database_url
import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

TEMPLATE = Engine().from_string(
    "<!doctype html><html><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1><table>"
    "{% for code, name in rows %}<tr><td>{{ code }}</td><td>{{ name }}</td></tr>{% endfor %}"
    "</table></body></html>"
)


def page(request: HttpRequest) -> HttpResponse:
    """Twenty places from one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, name FROM regions_region ORDER BY code LIMIT 20")
        rows = cursor.fetchall()
    body = TEMPLATE.render(Context({"title": "Wilayah", "rows": rows})).encode()
    return HttpResponse(body, headers={"Content-Length": len(body)})


def number(request: HttpRequest) -> HttpResponse:
    """One number: the statements in one transaction, with keys and a code of its own."""
    made = {place: _MADE[kind]() for place, kind in enumerate(TAKING["kinds"]) if kind in _MADE}
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in TAKING["statements"]:
            cursor.execute("".join(str(made.get(part, part)) for part in statement["parts"]))
            rows = _last_rows(cursor)
            if statement["tears"]:
                made |= {place: rows[0][2] for place, kind in enumerate(TAKING["kinds"]) if kind == "number"}
    return HttpResponse(b"nomor", headers={"Content-Length": 5})


def _last_rows(cursor: Any) -> list[Any]:
    """What the last of some statements gives; Django sends who acts along with what is written."""
    while cursor.nextset():
        pass
    return cursor.fetchall() if cursor.description else []


_MADE = {
    "key": uuid4,
    "code": lambda: f"{secrets.token_hex(2)}-{secrets.token_hex(2)}-{uuid4().hex[:4]}".upper(),
}
TAKING = (
    json.loads(Path(os.environ["BENCH_STATEMENTS"]).read_text()) if "BENCH_STATEMENTS" in os.environ else {}
)
urlpatterns = [path("", page), path("nomor/", number)]
database = dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=600, conn_health_checks=True)
settings.configure(
    ALLOWED_HOSTS=["*"],
    DATABASES={"default": database},
    ROOT_URLCONF="bench.bare",
    SECRET_KEY="bench",  # noqa: S106 - signs nothing
    USE_I18N=False,
)
django.setup()
application = WSGIHandler()
