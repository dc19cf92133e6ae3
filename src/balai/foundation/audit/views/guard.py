"""The door of these pages: signed in, an inspector of the regency (404 otherwise), with the second factor shown."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.foundation.accounts.api import officer_required, sign_in_required
from balai.foundation.audit.access import require_auditor

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def auditor_required(view: View) -> View:
    """Nobody but the inspectorate learns that there is anything here."""
    proven = officer_required("audit.read")(view)

    @wraps(view)
    @sign_in_required
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require_auditor(request.actor)  # type: ignore[attr-defined]
        return proven(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]


def home() -> list[tuple[str, str]]:
    """The way back to the list, above each page below it."""
    return [(_("Jejak audit"), reverse("audit:trail"))]
