"""Saved views of the inbox: keep the filters in force, forget a view."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.core.http.forms import attempt, sent
from balai.core.ids import read_id
from balai.foundation.accounts.api import officer_required
from balai.foundation.cases.actions.remove_view import remove_view
from balai.foundation.cases.actions.save_view import ViewWish, save_view
from balai.foundation.cases.forms_lists import ViewForm
from balai.foundation.cases.inbox import InboxFilters
from balai.foundation.cases.saved import views_of
from balai.foundation.cases.views.filters import link, read_filters
from balai.foundation.cases.views.panel import chips_of


@require_http_methods(["GET", "POST"])
@officer_required()
def views_page(request: HttpRequest) -> HttpResponse:
    """Name the filters of the address; below, the views that there are."""
    actor = request.actor  # type: ignore[attr-defined]
    units = {str(grant.unit_id): grant.unit_name for grant in actor.grants}
    form = ViewForm(list(units.items()), sent(request))
    query = link(request).removeprefix("?")
    if attempt(form, lambda: save_view(actor, _wish(form, query))):
        messages.success(request, _("Tampilan disimpan."))
        return redirect(f"/kerja/kotak/?{query}")
    filters: InboxFilters = read_filters(request.GET)
    context = {
        "form": form,
        "query": query,
        "chips": chips_of(request, actor, filters),
        "views": views_of(actor),
    }
    return render(request, "cases/views.html", context, status=422 if form.errors else 200)


def _wish(form: ViewForm, query: str) -> ViewWish:
    given = form.cleaned_data
    return ViewWish(given["name"], query, read_id(given["share"]), given["is_default"])


@require_POST
@officer_required()
def remove(request: HttpRequest, view_id: UUID) -> HttpResponse:
    """Forget one's own view."""
    remove_view(request.actor, view_id)  # type: ignore[attr-defined]
    messages.success(request, _("Tampilan dihapus."))
    return redirect("cases:views")
