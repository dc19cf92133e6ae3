"""The inbox page and its downloads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.core.exchange import Sheet, download
from balai.core.ui.addresses import address_of
from balai.core.ui.pills import draw
from balai.core.ui.stencils import stamped
from balai.core.ui.words import local, moment
from balai.foundation.accounts.api import officer_required
from balai.foundation.cases.inbox import (
    InboxFilters,
    InboxPage,
    InboxRow,
    Tab,
    group_of,
    inbox,
    inbox_rows,
)
from balai.foundation.cases.saved import views_of
from balai.foundation.cases.views.filters import kept_filters, link, read_filters, tab_links
from balai.foundation.cases.views.panel import chips_of
from balai.foundation.cases.wording import due_pill

MOST_EXPORTED = 10_000
PICKABLE: tuple[Tab, ...] = ("mine", "unit")
ROW = "cases/bits/inbox_row.html"


@dataclass(frozen=True)
class ShownGroup:
    """Rows, as HTML, under a heading; without a heading in lists that are not ordered by deadline."""

    title: str
    rows: SafeString


@require_safe
@officer_required()
def inbox_page(request: HttpRequest) -> HttpResponse:
    """What waits for this person, its unit, or others."""
    actor = request.actor  # type: ignore[attr-defined]
    views = views_of(actor)
    first = next((view for view in views if view.is_default), None)
    if first and not request.GET:
        return redirect(f"{request.path}?{first.query}")
    filters = read_filters(request.GET)
    page = inbox(actor, filters)
    context = {
        "filters": filters,
        "tabs": tab_links(request, actor, filters.tab),
        "groups": list(_groups(page, filters)),
        "next": link(request, setelah=page.next) if page.next else "",
        "first": link(request) if filters.after else "",
        "views": views,
        "query": link(request).removeprefix("?"),
        "kept": kept_filters(request),
        "pickable": filters.tab in PICKABLE,
        "chips": chips_of(request, actor, filters),
        "sort": request.GET.get("urut", "batas"),
        "exports": {kind: f"unduh.{kind}{link(request)}" for kind in ("xlsx", "csv")},
    }
    return render(request, "cases/inbox.html", context)


def _groups(page: InboxPage, filters: InboxFilters) -> Iterator[ShownGroup]:
    now = timezone.now()
    titles = {
        "late": _("Terlambat"),
        "today": _("Hari ini"),
        "next": _("Berikutnya"),
        "stopped": _("Menunggu pemohon"),
    }
    grouped = filters.tab != "done" and filters.sort.removeprefix("-") == "due"
    pickable = filters.tab in PICKABLE
    for key, rows in groupby(page.rows, key=lambda row: group_of(row, now) if grouped else ""):
        drawn = (stamped(ROW, _shown(row, now, pickable), pickable=pickable) for row in rows)
        yield ShownGroup(titles.get(key, ""), mark_safe("".join(drawn)))  # noqa: S308 - drawn by a template


def _shown(row: InboxRow, now: datetime, pickable: bool) -> dict[str, str]:
    """The row in words: a deadline, or when it was finished."""
    return {
        "id": str(row.id) if pickable else "",
        "href": address_of("cases:case", row.case_id),
        "code": row.code,
        "title": row.title,
        "note": _hands(row),
        "ask": local(row.ask),
        "from_name": row.from_name,
        "place": row.place,
        "due": "" if row.closed_at else draw(due_pill(row.due_at, now)),
        "closed_at": moment(row.closed_at) if row.closed_at else "",
    }


def _hands(row: InboxRow) -> str:
    if row.is_mine:
        return _("Anda kerjakan")
    return _("dikerjakan %(name)s") % {"name": row.holder} if row.holder else ""


@require_safe
@officer_required()
def inbox_export(request: HttpRequest, kind: str) -> HttpResponse:
    """What the inbox shows, as a table."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = inbox_rows(actor, read_filters(request.GET), MOST_EXPORTED)
    head = [_("Batas"), _("Kode"), _("Perkara"), _("Yang diminta"), _("Dari"), _("Tempat"), _("Masuk")]
    body = [
        [row.due_at, row.code, row.title, local(row.ask), row.from_name, row.place, row.opened_at]
        for row in rows
    ]
    return download(Sheet(head, body), _("kotak-kerja"), kind)
