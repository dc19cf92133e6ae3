"""The outbox as administrators see it: what waits, what failed and why, what to do about it."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.errors import Invalid
from balai.core.http.forms import sent
from balai.core.ui.administration import trail
from balai.foundation.accounts.api import officer_required
from balai.foundation.notices.access import get_delivery
from balai.foundation.notices.actions.settle import give_up, retry, retry_all
from balai.foundation.notices.forms import GiveUpForm
from balai.foundation.notices.kinds import all_kinds, is_known, kind_of
from balai.foundation.notices.models import Delivery
from balai.foundation.notices.policies import MANAGE
from balai.foundation.notices.selectors import QueueFilters, listed_deliveries, queue_facts

PAGE = 25
State = Delivery.State
TABS: dict[str, tuple[State, ...]] = {
    "gagal": (State.DEAD,),
    "menunggu": (State.WAITING, State.SENDING, State.HELD),
    "terkirim": (State.SENT, State.CARRIED),
    "dilepas": (State.DROPPED,),
    "semua": (),
}
TONES = {State.DEAD: "bad", State.SENT: "good", State.CARRIED: "good", State.DROPPED: "calm"}


@dataclass(frozen=True)
class Row:
    """A row of the list with its words."""

    delivery: Delivery
    kind: str
    tone: str


@require_safe
@officer_required(MANAGE)
def queue(request: HttpRequest) -> HttpResponse:
    """The state of the outbox and its rows, with filters in the address."""
    actor = request.actor  # type: ignore[attr-defined]
    tab = request.GET.get("tampil", "gagal")
    tab = tab if tab in TABS else "gagal"
    filters = _read(request, tab)
    page = Paginator(listed_deliveries(actor, filters), PAGE).get_page(request.GET.get("hal"))
    context = {
        "facts": queue_facts(actor),
        "tab": tab,
        "tabs": _tabs(tab),
        "filters": filters,
        "kinds": [(kind.code, kind.name) for kind in all_kinds()],
        "page": page,
        "rows": [_row(delivery) for delivery in page.object_list],
        "trail": trail(),
    }
    return render(request, "notices/queue.html", context)


def _read(request: HttpRequest, tab: str) -> QueueFilters:
    kind = request.GET.get("jenis", "")
    return QueueFilters(
        states=tuple(TABS[tab]),
        kind=kind if is_known(kind) else "",
        text=request.GET.get("q", "").strip()[:80],
        twice_only="ganda" in request.GET,
    )


def _tabs(here: str) -> list[dict[str, object]]:
    names = {
        "gagal": _("Gagal"),
        "menunggu": _("Menunggu"),
        "terkirim": _("Terkirim"),
        "dilepas": _("Dilepas"),
        "semua": _("Semua"),
    }
    return [{"href": f"?tampil={tab}", "label": name, "is_here": tab == here} for tab, name in names.items()]


def _row(delivery: Delivery) -> Row:
    code = delivery.notice.kind
    name = str(kind_of(code).name) if is_known(code) else code
    return Row(delivery, name, TONES.get(State(delivery.state), "info"))


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def delivery(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """One row: what happened to it; a dead letter is sent again or let go with a reason."""
    actor = request.actor  # type: ignore[attr-defined]
    row = get_delivery(actor, delivery_id)
    form = GiveUpForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            give_up(actor, delivery_id, form.cleaned_data["reason"])
        except Invalid as fault:
            form.add_error("reason", str(fault))
        else:
            messages.success(request, _("Kiriman dilepas."))
            return redirect("notices:queue")
    context = {
        "row": _row(row),
        "address": masked_address(row.notice.reader_email),
        "form": form,
        "trail": trail((_("Antrean surel"), reverse("notices:queue"))),
    }
    return render(request, "notices/delivery.html", context, status=422 if form.errors else 200)


def masked_address(address: str) -> str:
    """``s•••@contoh.id``: enough to recognise a slip of the pen in the domain."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}•••{at}{domain}" if at else ""


@require_POST
@officer_required(MANAGE)
def send_again(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Try a dead letter again."""
    retry(request.actor, delivery_id)  # type: ignore[attr-defined]
    messages.success(request, _("Kiriman masuk antrean lagi."))
    return redirect("notices:delivery", delivery_id)


@require_POST
@officer_required(MANAGE)
def retry_everything(request: HttpRequest) -> HttpResponse:
    """After an outage: try all dead letters again."""
    count = retry_all(request.actor)  # type: ignore[attr-defined]
    text = ngettext("%(n)d kiriman masuk antrean lagi.", "%(n)d kiriman masuk antrean lagi.", count)
    messages.success(request, text % {"n": count})
    return redirect("notices:queue")
