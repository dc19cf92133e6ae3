"""The register of processing, for officers and in short for everybody; retention."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.http.forms import sent
from balai.foundation.accounts.api import officer_required
from balai.foundation.privacy.access import get_processing
from balai.foundation.privacy.actions.carry_out import try_retention
from balai.foundation.privacy.actions.keep_register import change_processing, restore_processing
from balai.foundation.privacy.forms import BASIS_NAMES, ProcessingForm
from balai.foundation.privacy.models import Processing
from balai.foundation.privacy.policies import MANAGE, require_officer
from balai.foundation.privacy.selectors import latest_runs, public_register, retention_rules

METHODS = ["GET", "HEAD", "POST"]


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """Which data the regency uses for what, readable by everybody."""
    context = {"rows": _named(public_register()), "rules": retention_rules()}
    return render(request, "privacy/public.html", context)


def _named(rows: list[Processing]) -> list[tuple[Processing, str]]:
    return [(row, str(BASIS_NAMES[row.facts["basis"]])) for row in rows]


@require_safe
@officer_required(MANAGE)
def listing(request: HttpRequest) -> HttpResponse:
    """The register for the data protection officer."""
    require_officer(request.actor)  # type: ignore[attr-defined]
    return render(request, "privacy/register.html", {"rows": _named(public_register())})


@require_http_methods(METHODS)
@officer_required(MANAGE)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change an entry; the pack's stays."""
    actor = request.actor  # type: ignore[attr-defined]
    row = get_processing(actor, code)
    form = ProcessingForm(sent(request), row.facts)
    if request.method == "POST" and form.is_valid():
        change_processing(actor, code, form.facts)
        messages.success(request, _("Catatan disimpan."))
        return redirect("privacy:register")
    trail = [(_("Daftar pemrosesan"), reverse("privacy:register"))]
    context = {"row": row, "form": form, "trail": trail}
    return render(request, "privacy/processing.html", context, status=422 if form.errors else 200)


@require_POST
@officer_required(MANAGE)
def restore(request: HttpRequest, code: str) -> HttpResponse:
    """Back to the entry of the pack."""
    restore_processing(request.actor, code)  # type: ignore[attr-defined]
    messages.success(request, _("Catatan asal dari paket berlaku lagi."))
    return redirect("privacy:register")


@require_http_methods(METHODS)
@officer_required(MANAGE)
def retention(request: HttpRequest) -> HttpResponse:
    """Rules of retention with what the job did; a post tries them without removing anything."""
    actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        found = sum(run.found for run in try_retention(actor))
        messages.success(
            request, _("Percobaan: %(n)d data akan dihapus; belum ada yang dihapus.") % {"n": found}
        )
        return redirect("privacy:retention")
    context = {"runs": latest_runs(actor), "rules": retention_rules()}
    return render(request, "privacy/retention.html", context)
