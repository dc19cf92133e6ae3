"""The floor for pages: a bare Django page with one query and twenty rows. Granian's workers import it."""

import os

import dj_database_url
import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
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


urlpatterns = [path("", page)]
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
