"""Takes an uploaded file in pieces and stops at the limit, before it is on the disk."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

LARGEST_FILE = 10_000_000  # bytes
FORM_OVERHEAD = 20_000


class LimitedUpload(MemoryFileUploadHandler):
    """Keeps a file of at most ten megabytes in memory; a larger one is dropped while it arrives."""

    def handle_raw_input(self, *arguments: Any, **more: Any) -> None:
        """Note the announced size; the first piece is refused by it, for here the parser takes no refusal."""
        self.activated = True
        self.received = 0
        self.announced = arguments[2]

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Count and keep."""
        self.received += len(raw_data)
        if self.received > LARGEST_FILE or self.announced > LARGEST_FILE + FORM_OVERHEAD:
            self._stop()
        return super().receive_data_chunk(raw_data, start)

    def _stop(self) -> None:
        if self.request is not None:
            self.request.is_too_large = True  # type: ignore[attr-defined]
        raise StopUpload(connection_reset=True)


def limited_upload(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page whose file is limited while it arrives; past it ``request.is_too_large`` is set, without a file.

    The handler must be set before the form is read, so the check against forged posts happens behind it.
    """
    guarded = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.upload_handlers = [LimitedUpload(request)]
        return guarded(request, *args, **kwargs)

    return limited
