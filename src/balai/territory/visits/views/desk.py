"""The desk of whoever coordinates: what is at work, one visit with its programme, the folder to print."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.errors import Conflict
from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required, workers_of
from balai.foundation.audit.api import events_of
from balai.foundation.organizations.api import UnitCard, units_by_kind
from balai.territory.visits import selectors, sheets
from balai.territory.visits.access import get_delegation, get_session
from balai.territory.visits.actions import plan
from balai.territory.visits.actions.set_units import set_units
from balai.territory.visits.actions.turn import resume_visit
from balai.territory.visits.days import days_in_words, span_in_words
from balai.territory.visits.forms import HostForm, NotesForm, SessionForm, UnitsForm, lines_of
from balai.territory.visits.models import Delegation, Session
from balai.territory.visits.policies import HOST, MANAGE
from balai.territory.visits.views.public import pdf
from balai.territory.visits.wording import host_pill, pill_of, topic_names

PAGE = 25
FORM_METHODS = ["GET", "HEAD", "POST"]
KINDS = ("pemkab", "opd", "mpp", "kecamatan", "kelurahan", "desa", "vertikal")


@never_cache
@require_safe
@officer_required(MANAGE)
def desk(request: HttpRequest) -> HttpResponse:
    """What is asked for, planned and still to come."""
    rows = selectors.at_work(request.actor)  # type: ignore[attr-defined]
    page = Paginator(rows, PAGE).get_page(request.GET.get("hal"))
    lines = [(row, pill_of(row), _days_of(row)) for row in page.object_list]
    return render(request, "visits/desk.html", {"page": page, "lines": lines})


def _days_of(visit: Delegation) -> str:
    if visit.first_day:
        return days_in_words(visit)
    wished = span_in_words(visit.wished_first, visit.wished_last)
    return _("ingin {days}").format(days=wished) if wished else ""


@never_cache
@require_safe
@officer_required(MANAGE)
def delegation(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """One visit: who comes, the programme by day, what is still open."""
    found = get_delegation(request.actor, delegation_id)  # type: ignore[attr-defined]
    sessions = selectors.programme(found)
    context = {
        "visit": found,
        "pill": pill_of(found),
        "trail": [(_("Kunjungan"), reverse("visits:desk"))],
        "topics": topic_names(found.topics),
        "units": found.units.filter(is_coming=True),
        "wished": span_in_words(found.wished_first, found.wished_last),
        "held": days_in_words(found),
        "days": _days(sessions),
        "changes": selectors.untold_changes(found),
        "events": events_of(found.pk)[:20],
        "is_planned": found.state in PLANNING,
        "waits": sum(host.state != "agreed" for one in sessions for host in one.hosts.all()),
    }
    return render(request, "visits/delegation.html", context)


PLANNING = (Delegation.State.ASKED, Delegation.State.PLANNED, Delegation.State.CONFIRMED)


def _days(sessions: list[Session]) -> list[tuple[date, list[tuple[Session, list[Any], Any]]]]:
    """Each day with its sessions, who receives at them, and how they were judged."""
    said = selectors.verdicts(sessions)
    return [
        (
            day,
            [(one, [(host, host_pill(host)) for host in one.hosts.all()], said.get(one.pk)) for one in rows],
        )
        for day, rows in selectors.by_day(sessions)
    ]


@require_POST
@officer_required(MANAGE)
def resume(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """Take up a visit that was put off."""
    actor = request.actor  # type: ignore[attr-defined]
    _say(request, lambda: resume_visit(actor, delegation_id), _("Susun acaranya dengan waktu yang baru."))
    return redirect("visits:delegation", delegation_id)


@never_cache
@require_http_methods(FORM_METHODS)
@officer_required(MANAGE)
def new_session(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """Add an item to the programme."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_delegation(actor, delegation_id)
    day = found.last_day or found.wished_first or timezone.localdate()
    initial = {"day": day, "people": found.people, "topics": found.topics}
    form = SessionForm(_sites(), sent(request), initial=initial)
    made = request.method == "POST" and attempt(
        form, lambda: plan.put_session(actor, delegation_id, form.draft)
    )
    if made:
        messages.success(request, _("Sesi ditambahkan. Sekarang pilih siapa yang menerima."))
        return redirect("visits:session", made.pk)
    context = {"visit": found, "form": form, "title": _("Tambah sesi"), "trail": _trail(found)}
    return render(request, "visits/session_form.html", context, status=409 if form.errors else 200)


def _sites() -> list[tuple[str, str]]:
    return [(site.code, site.title) for site in selectors.open_sites()]


def _trail(found: Delegation) -> list[tuple[str, str]]:
    page = reverse("visits:delegation", args=[found.pk])
    return [(_("Kunjungan"), reverse("visits:desk")), (found.origin_name, page)]


@never_cache
@require_http_methods(FORM_METHODS)
@officer_required(MANAGE)
def edit_session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Move an item of the programme, or say it better."""
    actor = request.actor  # type: ignore[attr-defined]
    session = get_session(actor, session_id, to="change")
    form = SessionForm(_sites(), sent(request), initial=_as_form(session, _offered(request, session)))
    if request.method == "POST" and attempt(
        form, lambda: plan.put_session(actor, session.delegation_id, form.draft, session_id)
    ):
        messages.success(request, _("Sesi disimpan."))
        return redirect("visits:session", session_id)
    context = {
        "visit": session.delegation,
        "form": form,
        "title": session.title,
        "trail": _trail(session.delegation),
    }
    return render(request, "visits/session_form.html", context, status=409 if form.errors else 200)


def _offered(request: HttpRequest, session: Session) -> datetime:
    """The beginning that one of its hosts proposes, when the page was asked for with it; else as it stands."""
    offered = {str(host.pk): host.offered_at for host in selectors.hosts_of(session)}
    return offered.get(request.GET.get("usul", "")) or session.starts_at


def _as_form(session: Session, starts_at: datetime) -> dict[str, Any]:
    starts = timezone.localtime(starts_at)
    ends = starts + (session.ends_at - session.starts_at)
    return {
        "site": session.site.code,
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "title": session.title,
        "people": session.people,
        "topics": session.topics,
    }


@require_POST
@officer_required(MANAGE)
def call_off(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Take an item out of the programme."""
    actor = request.actor  # type: ignore[attr-defined]
    home = get_session(actor, session_id, to="change").delegation_id
    _say(
        request,
        lambda: plan.call_off_session(actor, session_id),
        _("Sesi dibatalkan, tuan rumahnya dikabari."),
    )
    return redirect("visits:delegation", home)


def _say(request: HttpRequest, act: Callable[[], Any], done: str) -> None:
    try:
        act()
    except Conflict as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)


@never_cache
@require_http_methods(FORM_METHODS)
@officer_required(MANAGE)
def invite(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Ask a unit, or one of its people, to receive."""
    actor = request.actor  # type: ignore[attr-defined]
    session = get_session(actor, session_id, to="change")
    given = sent(request)
    chosen = (given or request.GET).get("unit", "") or str(session.site.unit_id)
    form = HostForm(_units(), _people(chosen), given, initial={"unit": chosen})
    made = given is not None and attempt(form, lambda: _ask(actor, session_id, form.cleaned_data))
    if made:
        messages.success(request, _("Permintaan dikirim."))
        return redirect("visits:session", session_id)
    context = {"session": session, "form": form, "trail": _trail(session.delegation)}
    return render(request, "visits/invite.html", context, status=409 if form.errors else 200)


def _ask(actor: Any, session_id: UUID, given: dict[str, str]) -> Any:
    person = UUID(given["person"]) if given["person"] else None
    return plan.ask_host(actor, session_id, UUID(given["unit"]), person, given["task"])


def _units() -> list[tuple[str, str]]:
    units: list[UnitCard] = units_by_kind(*KINDS)
    return [(str(unit.id), unit.name) for unit in units]


def _people(unit: str) -> list[tuple[str, str]]:
    known = {unit_id for unit_id, _name in _units()}
    return [(str(one.id), one.name) for one in workers_of(UUID(unit), HOST)] if unit in known else []


@require_POST
@officer_required(MANAGE)
def let_go(request: HttpRequest, host_id: UUID) -> HttpResponse:
    """Let a host go."""
    session_id = plan.remove_host(request.actor, host_id)  # type: ignore[attr-defined]
    messages.success(request, _("Tuan rumah dilepas dan dikabari."))
    return redirect("visits:session", session_id)


@never_cache
@require_http_methods(FORM_METHODS)
@officer_required(MANAGE)
def notes(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """How they travel here, and where they sleep."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_delegation(actor, delegation_id)
    form = NotesForm(sent(request), initial={"transport": found.transport, "lodging": found.lodging})
    given = form.cleaned_data if form.is_valid() else {}
    if request.method == "POST" and attempt(form, lambda: plan.keep_notes(actor, delegation_id, **given)):
        messages.success(request, _("Catatan disimpan."))
        return redirect("visits:delegation", delegation_id)
    return _simple_form(request, found, form, _("Perjalanan dan penginapan"))


@never_cache
@require_http_methods(FORM_METHODS)
@officer_required(MANAGE)
def units(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """Who really comes."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_delegation(actor, delegation_id)
    names = "\n".join(unit.name for unit in found.units.filter(is_coming=True))
    form = UnitsForm(sent(request), initial={"units": names, "people": found.people})
    if request.method == "POST" and attempt(
        form, lambda: _set_units(actor, delegation_id, form.cleaned_data)
    ):
        messages.success(request, _("Daftar unit disimpan."))
        return redirect("visits:delegation", delegation_id)
    return _simple_form(request, found, form, _("Siapa yang datang"))


def _set_units(actor: Any, delegation_id: UUID, given: dict[str, Any]) -> None:
    set_units(actor, delegation_id, lines_of(given["units"]), given["people"])


def _simple_form(request: HttpRequest, found: Delegation, form: Any, title: str) -> HttpResponse:
    context = {"visit": found, "form": form, "title": title, "trail": _trail(found)}
    return render(request, "visits/form.html", context, status=422 if form.errors else 200)


@require_POST
@officer_required(MANAGE)
def tell(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """Tell everybody what was changed."""
    count = plan.tell_changes(request.actor, delegation_id)  # type: ignore[attr-defined]
    if count:
        told = ngettext("%(n)s perubahan dikabarkan.", "%(n)s perubahan dikabarkan.", count) % {"n": count}
        messages.success(request, told)
    else:
        messages.info(request, _("Tidak ada perubahan yang belum dikabarkan."))
    return redirect("visits:delegation", delegation_id)


@require_safe
@officer_required(MANAGE)
def folder(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """The programme for the folder, on A4."""
    found = get_delegation(request.actor, delegation_id)  # type: ignore[attr-defined]
    return pdf(sheets.folder(found), f"acara-{found.code}.pdf")


@require_safe
@officer_required(MANAGE)
def codes(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """A sheet for the door of each session, with the code that guests photograph on coming."""
    found = get_delegation(request.actor, delegation_id)  # type: ignore[attr-defined]
    return pdf(sheets.doors(found), f"kode-hadir-{found.code}.pdf")
