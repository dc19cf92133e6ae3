"""What is held about the signed-in person, who looked, the same as files, and consents."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.foundation.accounts.api import reveal_nik, sign_in_required
from balai.foundation.audit.api import log_read
from balai.foundation.privacy.actions.consent import give_consent, withdraw_consent
from balai.foundation.privacy.holdings import IN_FILE, ON_PAGE, Holdings, holdings_of
from balai.foundation.privacy.selectors import consents_of, requests_of
from balai.foundation.privacy.sheets import sheet_of


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
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        "held": _held(request, _("halaman Data saya"), ON_PAGE),
        "nik": nik,
        "requests": requests_of(actor),
        "asks_consent": bool(consents_of(actor)),
    }
    return render(request, "privacy/mine.html", context)


def _held(request: HttpRequest, what: str, limit: int) -> Holdings:
    """What is held; the own look is logged like any other, after it was gathered."""
    held = holdings_of(request.actor, limit)  # type: ignore[attr-defined]
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
    """Everything that is held, as JSON for a machine or as PDF for people."""
    held = _held(request, _("unduhan"), IN_FILE)
    if kind == "pdf":
        answer = HttpResponse(sheet_of(held), content_type="application/pdf")
    else:
        answer = JsonResponse(held.as_json(), json_dumps_params={"indent": 2, "ensure_ascii": False})
    name = f"data-saya-{timezone.localdate():%Y-%m-%d}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def consents(request: HttpRequest) -> HttpResponse:
    """The purposes that rest on consent: give it, withdraw it, each with one press."""
    actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        purpose = request.POST.get("purpose", "")
        if request.POST.get("answer") == "yes":
            give_consent(actor, purpose)
            messages.success(request, _("Persetujuan Anda dicatat."))
        else:
            withdraw_consent(actor, purpose)
            messages.success(request, _("Persetujuan Anda ditarik; pemrosesannya berhenti sekarang."))
        return redirect("privacy:consents")
    return render(request, "privacy/consents.html", {"cards": consents_of(actor)})
