"""A draft with its reviewers: what it changes, published or returned; sent and withdrawn by those who write it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from balai.core.http.forms import attempt, sent
from balai.core.ui.words import local
from balai.territory.innovations import selectors
from balai.territory.innovations.access import get_draft
from balai.territory.innovations.actions.review_innovation import (
    may_publish,
    return_innovation,
    send_innovation,
    withdraw_innovation,
)
from balai.territory.innovations.changes import changes_of
from balai.territory.innovations.content import entry_of
from balai.territory.innovations.forms import ReturnForm
from balai.territory.innovations.policies import may_review, may_write
from balai.territory.innovations.schema import faults_of
from balai.territory.innovations.views.guard import hand_required


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@hand_required
def review(request: HttpRequest, code: str) -> HttpResponse:
    """What waits, beside what is published; a POST returns it with a note."""
    actor = request.actor  # type: ignore[attr-defined]
    draft, form = get_draft(actor, code), ReturnForm(sent(request))
    if attempt(form, lambda: return_innovation(actor, draft, form.cleaned_data["note"])):
        messages.success(request, _("Dikembalikan. Penulisnya diberi tahu."))
        return redirect("innovations:shelf")
    published = selectors.find_innovation(code)
    title = local(draft.definition.get("title")) or draft.code
    trail = [(_("Inovasi daerah"), reverse("innovations:shelf")), (title, "")]
    context = {
        "code": code,
        "title": title,
        "trail": trail,
        "draft": draft,
        "is_new": published is None,
        "changes": changes_of(entry_of(published) if published else None, draft.definition),
        "is_sound": not any(faults_of(draft.definition)),
        "form": form,
        "decides": may_review(actor),
        "publishes": may_publish(actor, draft),
        "writes": may_write(actor, draft.unit_id),
    }
    return render(request, "innovations/review.html", context, status=422 if form.errors else 200)


@require_POST
@hand_required
def send(request: HttpRequest, code: str) -> HttpResponse:
    """To the reviewers."""
    send_innovation(request.actor, get_draft(request.actor, code))  # type: ignore[attr-defined]
    messages.success(request, _("Dikirim. Peninjau melihatnya di kotak kerjanya; Anda diberi tahu hasilnya."))
    return redirect("innovations:review", code)


@require_POST
@hand_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Back to those who write it."""
    withdraw_innovation(request.actor, get_draft(request.actor, code))  # type: ignore[attr-defined]
    messages.success(request, _("Ditarik kembali. Draf dapat diubah lagi."))
    return redirect("innovations:draft", code)
