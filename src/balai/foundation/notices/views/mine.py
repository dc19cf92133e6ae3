"""A person's notices: the same list in both rooms."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from balai.core.counting import counted_once
from balai.foundation.accounts.api import officer_required, sign_in_required
from balai.foundation.notices.actions.mark_read import mark_all_read, open_notice
from balai.foundation.notices.selectors import cards_of, notices_of, unread_notices

PAGE = 25


@never_cache
@require_safe
@sign_in_required
def portal(request: HttpRequest) -> HttpResponse:
    """The list in the public room."""
    return _list(request, "portal.html")


@never_cache
@require_safe
@officer_required()
def workplace(request: HttpRequest) -> HttpResponse:
    """The list in the officers' room."""
    return _list(request, "workplace.html")


def _list(request: HttpRequest, room: str) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    unread_only = request.GET.get("tampil") == "baru"
    page = Paginator(notices_of(actor, unread_only=unread_only), PAGE).get_page(request.GET.get("hal"))
    context = {
        "room": room,
        "page": page,
        "cards": cards_of(page.object_list),
        "unread": counted_once(actor, [unread_notices])[unread_notices],
        "unread_only": unread_only,
        "all_shown": not unread_only,
    }
    return render(request, "notices/mine.html", context)


@require_safe
@sign_in_required
def follow(request: HttpRequest, notice_id: object) -> HttpResponse:
    """Open what a notice is about; it is read from then on."""
    link = open_notice(request.actor, notice_id)  # type: ignore[attr-defined,arg-type]
    return redirect(link or "notices:mine")


@require_POST
@sign_in_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Everything was seen; back to the room that asked."""
    count = mark_all_read(request.actor)  # type: ignore[attr-defined]
    text = ngettext("%(n)d pemberitahuan ditandai terbaca.", "%(n)d pemberitahuan ditandai terbaca.", count)
    messages.success(request, text % {"n": count})
    back = request.POST.get("kembali", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if safe and back.startswith("/") else reverse("notices:mine"))
