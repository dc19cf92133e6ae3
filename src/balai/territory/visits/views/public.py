"""The public room of visits: the calendar, asking to come, following one's request. No account is needed."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.actor import SYSTEM, VISITOR
from balai.core.errors import NotVisible
from balai.core.http.forms import attempt, sent
from balai.core.http.saving import answer_save
from balai.foundation.documents.api import count_use, documents_of_case, open_document, seconds_left
from balai.foundation.regions.api import RegionCard, get_region, search_regions
from balai.territory.visits import selectors
from balai.territory.visits.access import delegation_followed, draft_token, follow_token, get_draft
from balai.territory.visits.actions.draft import begin_draft, drop_draft, save_draft
from balai.territory.visits.actions.request_visit import request_visit
from balai.territory.visits.actions.turn import withdraw_visit
from balai.territory.visits.days import span_in_words
from balai.territory.visits.forms import ReasonForm, RequestForm
from balai.territory.visits.leading import leader_address
from balai.territory.visits.models import Delegation
from balai.territory.visits.wording import pill_of, topic_names

COOKIE, COOKIE_AGE = "kunjungan_draf", 30 * 24 * 3600
FOUND, LONGEST = 20, 80
MOST_DRAFTS, MOST_REQUESTS = 30, 6  # in ten minutes from one address
WEEK = 7
GOVERNMENTS = ("kabupaten", "kota", "provinsi")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What a visit is, and how many guests each site still takes on the coming days."""
    first = timezone.localdate() + timedelta(days=1)
    weeks = _weeks(selectors.calendar(first))
    return render(request, "visits/home.html", {"weeks": weeks, "draft": _kept_draft(request)})


def _weeks(rows: list[selectors.SiteRow]) -> list[tuple[list[Any], list[tuple[Any, list[Any]]]]]:
    """The calendar in pieces of a week: its days, and each site with how many it takes on them."""
    days = [free.day for free in rows[0].days] if rows else []
    return [
        (days[start : start + WEEK], [(row.site, list(row.days[start : start + WEEK])) for row in rows])
        for start in range(0, len(days), WEEK)
    ]


def _kept_draft(request: HttpRequest) -> str:
    token = request.COOKIES.get(COOKIE, "")
    try:
        get_draft(token)
    except NotVisible:
        return ""
    return token


@require_safe
def origin(request: HttpRequest) -> HttpResponse:
    """Where do you come from? Any region of the country, or another institution."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    return render(request, "visits/origin.html", {"text": text, "found": _places(text)})


@require_safe
def origin_search(request: HttpRequest) -> HttpResponse:
    """The same while typing."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    return render(request, "visits/bits/origins.html", {"text": text, "found": _places(text)})


def _places(text: str) -> list[RegionCard]:
    """Regencies, cities and provinces first: most who come are of these, however many villages are called alike."""
    if not text:
        return []
    first = search_regions(text, kinds=GOVERNMENTS, limit=FOUND)
    known = {place.code for place in first}
    rest = [place for place in search_regions(text, limit=FOUND) if place.code not in known]
    return [*first, *rest][:FOUND]


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin to write; the draft has an address of its own and goes on there on any device."""
    if count_use("visit-draft", _origin_of(request)) > MOST_DRAFTS:
        return _slow_down(request)
    code = request.POST.get("asal", "")[:13]
    if code:
        get_region(code)
    token = draft_token(begin_draft({"asal": code}))
    response = redirect("visits:write", token)
    response.set_cookie(
        COOKIE, token, max_age=COOKIE_AGE, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
        path="/kunjungan/",
    )  # fmt: skip
    return response


def _origin_of(request: HttpRequest) -> str:
    return str(request.actor.origin or request.META.get("REMOTE_ADDR", ""))  # type: ignore[attr-defined]


def _slow_down(request: HttpRequest) -> HttpResponse:
    response = render(request, "visits/slow_down.html", status=429)
    response["Retry-After"] = str(seconds_left())
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, token: str) -> HttpResponse:
    """Write the request, and send it."""
    draft = get_draft(token)
    form = RequestForm(sent(request), initial={**draft.values, "asal": draft.values.get("asal", "")})
    if request.method == "POST" and form.is_valid():
        if count_use("visit-request", _origin_of(request)) > MOST_REQUESTS:
            return _slow_down(request)
        made = attempt(form, lambda: request_visit(VISITOR, form.asked(_language())))
        if made:
            drop_draft(draft)
            messages.success(request, _("Permohonan Anda kami terima. Tautannya kami kirim ke surel Anda."))
            response = redirect("visits:follow", follow_token(made))
            response.delete_cookie(COOKIE, path="/kunjungan/")
            return response
    context = {"form": form, "draft": draft, "token": token, "place": _place(draft.values.get("asal", ""))}
    return render(request, "visits/write.html", context, status=422 if form.errors else 200)


def _language() -> str:
    return (translation.get_language() or "id")[:2]


def _place(code: str) -> RegionCard | None:
    return get_region(code) if code else None


@never_cache
@require_POST
def keep(request: HttpRequest, token: str) -> JsonResponse:
    """Save what was typed by itself."""
    return answer_save(lambda: save_draft(get_draft(token), _typed(request), _seen(request)))


def _seen(request: HttpRequest) -> int:
    told = request.POST.get("version", "")
    return int(told) if told.isascii() and told.isdigit() else 0


def _typed(request: HttpRequest) -> dict[str, object]:
    plain = {name: request.POST.get(name, "") for name in RequestForm.base_fields if name != "topics"}
    return {**plain, "topics": request.POST.getlist("topics")[:50]}


@never_cache
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """How the request stands, the programme once it is confirmed, the letter, and the way to call it off."""
    delegation = delegation_followed(token)
    is_confirmed = delegation.state == Delegation.State.CONFIRMED
    context = {
        "visit": delegation,
        "token": token,
        "pill": pill_of(delegation),
        "topics": topic_names(delegation.topics),
        "units": delegation.units.filter(is_coming=True),
        "wished": span_in_words(delegation.wished_first, delegation.wished_last),
        "days": selectors.by_day(selectors.programme(delegation)) if is_confirmed else [],
        "letter": _letter(delegation) if is_confirmed else None,
        "leader": leader_address(delegation.code) if is_confirmed else "",
        "next_step": NEXT.get(delegation.state, ""),
        "can_withdraw": delegation.state in OPEN and not delegation.is_over,
    }
    return render(request, "visits/follow.html", context)


NEXT: dict[str, Any] = {
    Delegation.State.ASKED: gettext_lazy(
        "Kami periksa maksud, hari dan tempatnya. Kabar berikutnya datang lewat surel, dan keadaannya tampak di sini."
    ),
    Delegation.State.PLANNED: gettext_lazy(
        "Kunjungan Anda dapat kami terima. Acaranya sedang disusun dengan tuan rumah; surat konfirmasi menyusul."
    ),
}
OPEN = (
    Delegation.State.ASKED,
    Delegation.State.PLANNED,
    Delegation.State.CONFIRMED,
    Delegation.State.POSTPONED,
)


def _letter(delegation: Delegation) -> Any:
    if delegation.case_id is None:
        return None
    return next((one for one in documents_of_case(SYSTEM, delegation.case_id) if one.state == "valid"), None)


@never_cache
@require_safe
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """The signed confirmation, for whoever was mailed the address."""
    delegation = delegation_followed(token)
    found = _letter(delegation) if delegation.state == Delegation.State.CONFIRMED else None
    if found is None:
        raise NotVisible(_("Surat konfirmasi belum terbit."))
    _card, content = open_document(SYSTEM, found.id, "visits.follow")
    return pdf(content, f"konfirmasi-{delegation.code}.pdf")


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Call the visit off, after asking once more and for a reason."""
    delegation = delegation_followed(token)
    form = ReasonForm(sent(request))
    if request.method == "POST" and attempt(form, lambda: withdraw_visit(token, form.cleaned_data["reason"])):
        messages.success(request, _("Kunjungan dibatalkan. Terima kasih sudah mengabari."))
        return redirect("visits:follow", token)
    context = {"visit": delegation, "token": token, "form": form}
    return render(request, "visits/withdraw.html", context, status=409 if form.errors else 200)
