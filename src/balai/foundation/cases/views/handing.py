"""Handing a task over, looking at a letter before it is signed, and at an identity number."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.errors import NotVisible
from balai.core.http.forms import sent
from balai.foundation.accounts.api import officer_required
from balai.foundation.audit.api import log_read, refusals_logged
from balai.foundation.cases.access import get_case, get_task
from balai.foundation.cases.actions.hand_over import hand_over
from balai.foundation.cases.actions.reveal_answers import reveal_answers
from balai.foundation.cases.colleagues import colleagues_of
from balai.foundation.cases.forms import HandOverForm, RevealForm
from balai.foundation.cases.issuing import preview_letter
from balai.foundation.cases.models import Case


@require_http_methods(["GET", "POST"])
@officer_required()
def hand_over_page(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Choose a colleague of the same unit and role."""
    actor = request.actor  # type: ignore[attr-defined]
    task = get_task(actor, task_id, to="assign")
    people = [one for one in colleagues_of(task) if one.id != task.taken_by_id]
    form = HandOverForm([(str(one.id), one.name) for one in people], sent(request))
    if request.method == "POST" and form.is_valid():
        hand_over(actor, task_id, UUID(form.cleaned_data["to"]))
        messages.success(request, _("Tugas diserahkan."))
        return redirect("cases:inbox")
    context = {"task": task, "people": people, "form": form}
    return render(request, "cases/hand_over.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required()
def reveal(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the identity numbers of a case, once, to whoever says why."""
    actor = request.actor  # type: ignore[attr-defined]
    with refusals_logged(actor, Case, case_id, what="numbers", why="-"):
        case = get_case(actor, case_id, to="see")
    form = RevealForm(sent(request))
    numbers = None
    if request.method == "POST" and form.is_valid():
        numbers = reveal_answers(actor, case_id, form.cleaned_data["why"])
    context = {"case": case, "form": form, "numbers": numbers}
    return render(request, "cases/reveal.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
@officer_required()
def preview(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The letter as it would be issued, marked as a preview."""
    actor = request.actor  # type: ignore[attr-defined]
    with refusals_logged(actor, Case, case_id, what="letter_preview", why="-"):
        case = get_case(actor, case_id, to="see")
    pdf = preview_letter(actor, case)
    if pdf is None:
        raise NotVisible(_("Perkara ini tidak menerbitkan surat."))
    log_read(actor, subject=case, what="letter_preview", why=case.title)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="pratinjau.pdf"'
    return response
