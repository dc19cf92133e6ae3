"""Pages of the look: choosing, previewing, publishing, returning, exporting."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.errors import NotVisible
from balai.core.exchange.sheets import as_download
from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.core.ui.look import current_look, pack_look
from balai.foundation.accounts.api import officer_required
from balai.foundation.presentation.access import get_draft
from balai.foundation.presentation.actions.keep_look import (
    back_to_pack,
    discard_draft,
    publish_again,
    publish_draft,
    save_draft,
)
from balai.foundation.presentation.dressing import arms_file, dressed
from balai.foundation.presentation.exporting import look_as_yaml
from balai.foundation.presentation.forms import LookForm
from balai.foundation.presentation.policies import MANAGE
from balai.foundation.presentation.selectors import draft, earlier_looks, published


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def look(request: HttpRequest) -> HttpResponse:
    """The form of the draft; what is published, and what was before."""
    actor = request.actor  # type: ignore[attr-defined]
    standing = draft()
    shown = dressed(standing, reverse("presentation:draft_arms")) if standing else current_look()
    form = LookForm(sent(request), request.FILES or None, look=shown)
    if request.method == "POST" and attempt(form, lambda: save_draft(actor, form.facts())):
        messages.success(request, _("Draf disimpan. Lihat pratinjaunya sebelum diterbitkan."))
        return redirect("presentation:look")
    context = {
        "form": form,
        "draft": standing,
        "shown": shown,
        "published": published(),
        "earlier": earlier_looks(),
        "original": pack_look(),
        "trail": trail((_("Tampilan"), "")),
    }
    return render(request, "presentation/look.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
@officer_required(MANAGE)
def preview(request: HttpRequest) -> HttpResponse:
    """The draft on the parts of a page."""
    row = get_draft(request.actor)  # type: ignore[attr-defined]
    themes = {"gelap": "dark", "terang": "light"}
    context = {
        "look": dressed(row, reverse("presentation:draft_arms")),
        "theme": themes.get(request.GET.get("tema", ""), "light"),
        "tones": ["good", "warn", "bad", "info", "calm"],
        "words": [_("Terbit"), _("Menunggu Anda"), _("Ditolak"), _("Diperiksa"), _("Belum mulai")],
    }
    return render(request, "presentation/preview.html", context)


@never_cache
@require_safe
@officer_required(MANAGE)
def draft_theme(request: HttpRequest) -> HttpResponse:
    """The colours of the draft as a stylesheet."""
    row = get_draft(request.actor)  # type: ignore[attr-defined]
    return HttpResponse(dressed(row, "").stylesheet, content_type="text/css; charset=utf-8")


@never_cache
@require_safe
@officer_required(MANAGE)
def draft_arms(request: HttpRequest) -> FileResponse:
    """The coat of arms of the draft."""
    path = arms_file(get_draft(request.actor))  # type: ignore[attr-defined]
    if path is None:
        raise NotVisible(_("Draf ini tanpa lambang."))
    return FileResponse(path.open("rb"))


@require_POST
@officer_required(MANAGE)
def publish(request: HttpRequest) -> HttpResponse:
    """Show the draft on every page."""
    publish_draft(request.actor)  # type: ignore[attr-defined]
    messages.success(request, _("Tampilan diterbitkan."))
    return redirect("presentation:look")


@require_POST
@officer_required(MANAGE)
def discard(request: HttpRequest) -> HttpResponse:
    """Throw the draft away."""
    discard_draft(request.actor)  # type: ignore[attr-defined]
    messages.success(request, _("Draf dibuang. Halaman tidak berubah."))
    return redirect("presentation:look")


@require_POST
@officer_required(MANAGE)
def again(request: HttpRequest, look_id: UUID) -> HttpResponse:
    """Return to an earlier version."""
    publish_again(request.actor, look_id)  # type: ignore[attr-defined]
    messages.success(request, _("Tampilan diterbitkan."))
    return redirect("presentation:look")


@require_POST
@officer_required(MANAGE)
def reset(request: HttpRequest) -> HttpResponse:
    """Return to the pack's look."""
    back_to_pack(request.actor)  # type: ignore[attr-defined]
    messages.success(request, _("Tampilan kembali seperti paket asalnya."))
    return redirect("presentation:look")


@require_safe
@officer_required(MANAGE)
def export(request: HttpRequest) -> HttpResponse:
    """The look as the file of a pack."""
    return as_download("look.yaml", "application/yaml; charset=utf-8", look_as_yaml().encode())
