"""The tokens of the regency's look and its coat of arms as files of their own."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from balai.core.ui.look import current_look

YEAR = 31_536_000


@require_safe
def theme(request: HttpRequest) -> HttpResponse:
    """The colours as CSS variables; kept for a year when the address carries their version."""
    look = current_look()
    response = HttpResponse(look.stylesheet, content_type="text/css; charset=utf-8")
    kept = request.GET.get("v") == look.version
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if kept else "no-cache"
    response["ETag"] = f'"{look.version}"'
    return response


@require_safe
def arms(request: HttpRequest) -> FileResponse:
    """The coat of arms that the look names; 404 when it names none."""
    look = current_look()
    if look.arms is None or not look.arms.is_file():
        raise Http404
    response = FileResponse(look.arms.open("rb"))
    response["Cache-Control"] = "public, max-age=86400"
    return response
