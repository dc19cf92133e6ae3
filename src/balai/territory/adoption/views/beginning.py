"""Begin a plan: from the catalogue of another region, from the file of a visit, from an own idea."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balai.core.exchange.parking import Parked, park, take
from balai.core.http.forms import attempt, sent
from balai.core.ui.editing import short_name
from balai.core.ui.words import local
from balai.foundation.accounts.api import officer_required
from balai.territory.adoption.actions.begin_plan import Origin, begin_from_file, begin_plan
from balai.territory.adoption.forms import FileForm, OwnForm, TakeForm
from balai.territory.adoption.models import Plan
from balai.territory.adoption.offers import Offer, offers, taken_codes
from balai.territory.adoption.policies import MANAGE
from balai.territory.adoption.snapshots import Visited, read_file
from balai.territory.adoption.views.keeping import form_page
from balai.territory.innovations.api import require_plan_size

PARKED = "rencana-adopsi"


def _trail(last: str) -> list[tuple[str, str]]:
    return [(_("Rencana adopsi"), reverse("adoption:plans")), (last, "")]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def catalogue(request: HttpRequest) -> HttpResponse:
    """The innovations of the regions that are followed; one is taken up at a time."""
    text = request.GET.get("q", "").strip()[:80]
    offered = offers(text)
    form = TakeForm([(offer.key, offer.title) for offer in offered], sent(request))
    begun = attempt(form, lambda: _take(request, offered, form.cleaned_data["codes"]))
    if begun:
        return _told(request, begun)
    context = {"offers": offered, "text": text, "form": form, "trail": _trail(_("Dari katalog daerah lain"))}
    return render(request, "adoption/catalogue.html", context, status=422 if form.errors else 200)


def _take(request: HttpRequest, offered: list[Offer], keys: list[str]) -> list[Plan]:
    return [
        begin_plan(
            request.actor,  # type: ignore[attr-defined]
            offer.snapshot,
            Origin(Plan.Source.CATALOGUE, offer.region_code, offer.region_name),
        )
        for offer in offered
        if offer.key in keys
    ]


def _told(request: HttpRequest, begun: list[Plan]) -> HttpResponse:
    told = ngettext("%(n)d rencana dimulai.", "%(n)d rencana dimulai.", len(begun)) % {"n": len(begun)}
    messages.success(request, told)
    return redirect("adoption:plan", begun[0].pk) if len(begun) == 1 else redirect("adoption:plans")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def file(request: HttpRequest) -> HttpResponse:
    """The file that was taken home: read, shown, and of it what is chosen is taken up."""
    if "token" in request.POST:
        return _choose(request)
    form = FileForm(sent(request), request.FILES or None)
    visited = attempt(form, lambda: _read(form.cleaned_data["file"]))
    if visited:
        upload = form.cleaned_data["file"]
        upload.seek(0)
        token = park(Parked(PARKED, "", upload.name, upload.read()), request.actor.user_id)  # type: ignore[attr-defined]
        return _show_choice(request, visited, TakeForm(_choices(visited)), token)
    context = {"form": form, "trail": _trail(_("Dari kunjungan"))}
    return render(request, "adoption/file.html", context, status=422 if form.errors else 200)


def _read(upload: UploadedFile) -> Visited:
    require_plan_size(upload.size or 0)
    return read_file(upload.read())


def _choose(request: HttpRequest) -> HttpResponse:
    actor, token = request.actor, request.POST["token"]  # type: ignore[attr-defined]
    visited = read_file(take(token, actor.user_id, keep=True).content)
    form = TakeForm(_choices(visited), request.POST)
    begun = attempt(form, lambda: begin_from_file(actor, visited, form.cleaned_data["codes"]))
    if begun:
        take(token, actor.user_id)
        return _told(request, begun)
    return _show_choice(request, visited, form, token, 422)


def _choices(visited: Visited) -> list[tuple[str, str]]:
    taken = taken_codes(visited.host_code)
    return [
        (snapshot["code"], local(snapshot["title"]))
        for snapshot, _notes in visited.entries
        if snapshot["code"] not in taken
    ]


def _show_choice(
    request: HttpRequest, visited: Visited, form: TakeForm, token: str, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "visited": visited,
        "take_form": form,
        "choices": form.fields["codes"].choices,  # type: ignore[attr-defined]
        "token": token,
        "trail": _trail(_("Dari kunjungan")),
    }
    return render(request, "adoption/file.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def own(request: HttpRequest) -> HttpResponse:
    """Something that stands in no catalogue."""
    actor, form = request.actor, OwnForm(sent(request))  # type: ignore[attr-defined]

    def begin() -> Plan:
        code = short_name(form.cleaned_data["title"], taken_codes(""), "-")
        origin = Origin(Plan.Source.OWN, "", form.cleaned_data["origin"])
        return begin_plan(actor, form.snapshot(code), origin)

    title = _("Ditulis sendiri")
    frame = {"title": title, "lead": "", "trail": _trail(title)}
    return form_page(request, form, begin, lambda begun: _told(request, [begun]), frame)
