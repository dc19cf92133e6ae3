"""What is held about the signed-in person, who looked, and the same as files."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from balai.foundation.accounts.api import reveal_nik, sign_in_required
from balai.foundation.audit.api import log_read
from balai.foundation.privacy.holdings import Holdings, holdings_of


@never_cache
@require_safe
@sign_in_required
def show(request: HttpRequest) -> HttpResponse:
    """The page."""
    return _page(request)


@never_cache
@require_POST
@sign_in_required
def reveal(request: HttpRequest) -> HttpResponse:
    """The same with the own NIK in full, on this answer only; the look is logged."""
    actor = request.actor  # type: ignore[attr-defined]
    return _page(request, reveal_nik(actor, actor.user_id, _("pemilik melihat NIK sendiri")))


def _page(request: HttpRequest, nik: str = "") -> HttpResponse:
    return render(request, "privacy/mine.html", {"held": _held(request, _("halaman Data saya")), "nik": nik})


def _held(request: HttpRequest, what: str) -> Holdings:
    """What is held; the own look is logged like any other, after it was gathered."""
    held = holdings_of(request.actor)  # type: ignore[attr-defined]
    log_read(
        request.actor,  # type: ignore[attr-defined]
        subject=request.user,  # type: ignore[arg-type]
        what="data",
        why=_("%(where)s, oleh pemiliknya") % {"where": what},
    )
    return held


@never_cache
@require_safe
@sign_in_required
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """Everything as JSON for a machine, or as a page for people that stands by itself."""
    held = _held(request, _("unduhan"))
    name = f"data-saya-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "json":
        answer: HttpResponse = JsonResponse(
            held.as_json(), json_dumps_params={"indent": 2, "ensure_ascii": False}
        )
    else:
        answer = HttpResponse(
            render_to_string("privacy/download.html", {"held": held, "now": timezone.now()})
        )
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
