"""The book on a guest's phone: the days, a session with its note, arriving."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.errors import NotVisible
from balai.core.http.forms import attempt, sent
from balai.core.ui.words import in_zone
from balai.territory.guests import host
from balai.territory.guests.actions.write_note import NoteDraft, write_note
from balai.territory.guests.forms import ArriveForm, NoteForm, QuestionForm, RatingForm, SpendingForm
from balai.territory.guests.guest import Guest
from balai.territory.guests.notebook import own_page, own_pages
from balai.territory.guests.views.inside import FORM_METHODS, guest_page

LATE = timedelta(minutes=2)  # what waited longer on a phone says so


@dataclass(frozen=True)
class Item:
    """A session in the list of days."""

    session: host.SessionCard
    arrived_at: datetime | None
    is_noted: bool
    is_double: bool


def page(request: HttpRequest, guest: Guest, name: str, **context: Any) -> HttpResponse:
    """A page of the book."""
    status = context.pop("status", 200)
    facts = {"lean": True, "guest": guest, "at": name, **context}
    return render(request, f"guests/{name}.html", facts, status=status)


@require_safe
@guest_page
def book(request: HttpRequest, guest: Guest) -> HttpResponse:
    """The days with their sessions, and what this unit has done in each."""
    notes, arrivals = own_pages(guest), host.arrivals_of(guest)
    items = [
        Item(one, arrivals.get(one.id), one.id in notes, one.id in notes and notes[one.id].is_double)
        for one in host.programme(guest.delegation_id)
    ]
    days = [(day, list(each)) for day, each in groupby(items, key=lambda item: _day(item.session))]
    about = host.about(guest.delegation_id)
    return page(request, guest, "book", days=days, about=about, visit=host.delegation(guest.delegation_id))


def _day(session: host.SessionCard) -> date:
    moment = in_zone(session.starts_at)
    assert isinstance(moment, datetime)
    return moment.date()


def session_of(guest: Guest, session_id: UUID) -> host.SessionCard:
    """A session of the guest's own programme. Raises NotVisible."""
    for one in host.programme(guest.delegation_id):
        if one.id == session_id:
            return one
    raise NotVisible(_("Sesi ini tidak ada dalam acara Anda."))


@require_safe
@guest_page
def session(request: HttpRequest, guest: Guest, session_id: UUID) -> HttpResponse:
    """One session: where and who, our note, questions, materials, how it was."""
    return _session_page(request, guest, session_of(guest, session_id))


def _session_page(
    request: HttpRequest, guest: Guest, card: host.SessionCard, status: int = 200, **forms: Any
) -> HttpResponse:
    note = own_page(guest, card.id)
    facts = {
        "session": card,
        "note": note,
        "arrived_at": host.arrivals_of(guest).get(card.id),
        "materials": host.materials(card.id),
        "answers": host.answers(guest, card.id),
        "is_rated": host.is_rated(guest, card.id),
        "has_begun": card.starts_at <= timezone.now(),
        "note_form": NoteForm(initial={"lihat": note.keys, **vars(note.words)}),
        "question_form": QuestionForm(auto_id="tanya_%s"),
        "rating_form": RatingForm(auto_id="nilai_%s"),
        **forms,
    }
    return page(request, guest, "session", status=status, **facts)


@sensitive_post_parameters()
@require_POST
@guest_page
def note(request: HttpRequest, guest: Guest, session_id: UUID) -> HttpResponse:
    """Keep our note."""
    card, form = session_of(guest, session_id), NoteForm(request.POST)
    if not form.is_valid():
        return _session_page(request, guest, card, 422, note_form=form)
    write_note(guest, NoteDraft(card.id, form.key, form.seen, form.happened_at, form.words))
    return redirect(_back(card.id, "catatan"))


def _back(session_id: UUID, part: str) -> str:
    return reverse("guests:session", args=[session_id]) + f"#{part}"


@require_POST
@guest_page
def ask(request: HttpRequest, guest: Guest, session_id: UUID) -> HttpResponse:
    """Put a question to the speakers."""
    card, form = session_of(guest, session_id), QuestionForm(request.POST, auto_id="tanya_%s")
    if not attempt(form, lambda: host.ask(guest, card.id, form.key, form.cleaned_data["pertanyaan"])):
        return _session_page(request, guest, card, 422, question_form=form)
    return redirect(_back(card.id, "tanya"))


@require_POST
@guest_page
def rate(request: HttpRequest, guest: Guest, session_id: UUID) -> HttpResponse:
    """Say how a session was."""
    card, form = session_of(guest, session_id), RatingForm(request.POST, auto_id="nilai_%s")
    if not attempt(form, lambda: host.rate(guest, card.id, form.key, _rating(form))):
        return _session_page(request, guest, card, 422, rating_form=form)
    return redirect(_back(card.id, "nilai"))


def _rating(form: RatingForm) -> host.RatingDraft:
    told = form.cleaned_data
    return host.RatingDraft(told["berguna"], told["jelas"], told["saran"])


@require_http_methods(FORM_METHODS)
@guest_page
def arrive(request: HttpRequest, guest: Guest, code: str = "") -> HttpResponse:
    """We are here: the code stands on the sheet at the place, in its QR, or is typed."""
    form = ArriveForm(sent(request), initial={"kode": code})
    card = _coded(guest, code) if code else None
    if request.method == "POST":
        arrived = attempt(form, lambda: _arrive(guest, form))
        if arrived:
            return redirect("guests:session", arrived.id)
    return page(request, guest, "arrive", form=form, session=card, status=422 if form.errors else 200)


def _coded(guest: Guest, code: str) -> host.SessionCard:
    card = host.session_coded(code)
    if card is None or card.delegation_id != guest.delegation_id:
        raise NotVisible(_("Kode ini bukan dari acara Anda. Periksa lembar di tempat."))
    return card


def _arrive(guest: Guest, form: ArriveForm) -> host.SessionCard:
    card = _coded(guest, form.cleaned_data["kode"])
    is_late = (form.cleaned_data["umur"] or 0) > LATE.total_seconds()
    arrival = host.Arrival(
        form.key, form.happened_at, "offline" if is_late else "qr", form.cleaned_data["orang"]
    )
    host.arrive(guest, card.id, arrival)
    return card


@require_http_methods(FORM_METHODS)
@guest_page
def spending(request: HttpRequest, guest: Guest) -> HttpResponse:
    """What the unit spent in the regency: asked once, told by unit and never by person."""
    form = SpendingForm(sent(request))
    if request.method == "POST" and attempt(form, lambda: host.spend(guest, form.key, _spent(form))):
        return redirect("guests:spending")
    status = 422 if form.errors else 200
    return page(request, guest, "spending", form=form, is_told=host.is_spending_told(guest), status=status)


def _spent(form: SpendingForm) -> host.SpendingDraft:
    told = form.cleaned_data
    amounts = {
        name: int(told[field] or 0)
        for name, field in (("lodging", "inap"), ("food", "makan"), ("goods", "belanja"), ("travel", "jalan"))
    }
    return host.SpendingDraft(people=told["orang"], nights=told["malam"], **amounts)
