"""The service worker: from this address it may answer for all pages of guests while there is no line."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

FILE = "build/guest-worker.js"


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script as it was built."""
    response = HttpResponse(_content(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _content() -> bytes:
    found = finders.find(FILE)  # none where only the collected files are
    if isinstance(found, str):
        return Path(found).read_bytes()
    with staticfiles_storage.open(FILE) as file:
        return bytes(file.read())
