"""The trail for the inspectorate: the list with its filters, one entry, everything about one subject."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balai.core.errors import NotVisible
from balai.core.ids import read_id
from balai.foundation.audit import watching
from balai.foundation.audit.access import get_entry
from balai.foundation.audit.lines import Line, line_of
from balai.foundation.audit.masking import shown_value, without_numbers
from balai.foundation.audit.models import Change, Event, PersonalRead
from balai.foundation.audit.selectors import Tab, entries, timeline, together
from balai.foundation.audit.views.export import MOST_EXPORTED
from balai.foundation.audit.views.filters import described, kinds, link, read_asked
from balai.foundation.audit.views.guard import auditor_required, home
from balai.foundation.audit.words import column_name

ON_TIMELINE = 50
TOGETHER = 25  # entries of the same request that are listed


@dataclass(frozen=True)
class Row:
    """A column before and after."""

    column: str
    before: str
    after: str


@never_cache
@require_safe
@auditor_required
@transaction.atomic
def trail_page(request: HttpRequest) -> HttpResponse:
    """Events, changes or looks, newest first."""
    asked = read_asked(request)
    filters = asked.filters
    nothing = asked.choices or asked.not_found
    found = [] if nothing else list(entries(filters, timezone.get_current_timezone())[: filters.size + 1])
    lines = [line_of(entry) for entry in found[: filters.size]]
    watching.note_search(request.actor, described(request))  # type: ignore[attr-defined]
    context = {
        "asked": asked,
        "filters": filters,
        "lines": lines,
        "tabs": _tabs(request, filters.tab),
        "kinds": kinds(filters.tab),
        "next": link(request, sebelum=str(lines[-1].id)) if len(found) > filters.size else "",
        "first": link(request) if filters.before else "",
        "exports": {form: f"unduh.{form}{link(request)}" for form in ("xlsx", "csv")},
        "most_exported": MOST_EXPORTED,
    }
    return render(request, "audit/trail.html", context)


def _tabs(request: HttpRequest, here: Tab) -> list[dict[str, object]]:
    labels: dict[Tab, str] = {
        "peristiwa": _("Peristiwa"),
        "perubahan": _("Perubahan data"),
        "akses": _("Akses data pribadi"),
    }
    return [
        {"label": label, "href": link(request, tab=tab, jenis="", ditolak=""), "is_here": tab == here}
        for tab, label in labels.items()
    ]


@never_cache
@require_safe
@auditor_required
@transaction.atomic
def entry_page(request: HttpRequest, tab: Tab, entry_id: UUID) -> HttpResponse:
    """One entry, with the row before and after, and what belongs to the same request or job."""
    actor = request.actor  # type: ignore[attr-defined]
    entry = get_entry(actor, tab, entry_id)
    watching.note_look(actor, entry)
    others = [line_of(other) for other in together(entry.context_id, TOGETHER + 2) if other.pk != entry.pk]
    context = {
        "trail": home(),
        "entry": entry,
        "line": line_of(entry),
        "rows": _rows(entry) if isinstance(entry, Change) else [],
        "facts": _facts(entry) if isinstance(entry, Event) else [],
        "others": others[:TOGETHER],
        "has_more": len(others) > TOGETHER,
    }
    return render(request, "audit/entry.html", context)


def _rows(change: Change) -> list[Row]:
    before, after = change.before or {}, change.after or {}
    kind = change.subject_kind
    rows = [
        Row(
            column_name(name),
            shown_value(kind, name, before.get(name)),
            shown_value(kind, name, after.get(name)),
        )
        for name in {**before, **after}
    ]
    return sorted((row for row in rows if row.before or row.after), key=lambda row: row.column)


def _facts(event: Event) -> list[tuple[str, Any]]:
    return [(column_name(name), without_numbers(value)) for name, value in event.facts.items()]


@never_cache
@require_safe
@auditor_required
@transaction.atomic
def subject_page(request: HttpRequest, key: str) -> HttpResponse:
    """Everything about one subject: its events, the changes of its row, the looks at it."""
    before = read_id(request.GET.get("sebelum", ""))
    found = timeline(key, before, ON_TIMELINE + 1)
    if not found:
        raise NotVisible(_("Tidak ada jejak tentang hal ini."))
    lines = [line_of(entry) for entry in found[:ON_TIMELINE]]
    name = _name_of(found, lines)
    watching.note_timeline(request.actor, name)  # type: ignore[attr-defined]
    context = {
        "trail": home(),
        "name": name,
        "lines": lines,
        "next": f"?sebelum={lines[-1].id}" if len(found) > ON_TIMELINE else "",
        "first": "?" if before else "",
    }
    return render(request, "audit/subject.html", context)


def _name_of(found: list[Event | Change | PersonalRead], lines: list[Line]) -> str:
    """What the subject is called, by the newest event that says so."""
    told = [entry.facts for entry in found if isinstance(entry, Event)]
    called = next(
        (facts.get("code") or facts.get("number") for facts in told if {"code", "number"} & set(facts)), ""
    )
    return f"{lines[0].thing} {called or lines[0].key}"
