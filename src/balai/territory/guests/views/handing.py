"""The leader hands the links of many units out at once: on paper, as a file, by mail."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from balai.core.exchange.sheets import as_download
from balai.core.http.forms import attempt, sent
from balai.core.ui.qr import qr_picture
from balai.territory.guests import host
from balai.territory.guests.access import rooms_of
from balai.territory.guests.actions.mail_links import mail_links
from balai.territory.guests.addresses import room_link
from balai.territory.guests.forms import HandingForm
from balai.territory.guests.guest import Guest, RoomCard
from balai.territory.guests.reports.slips import as_slips
from balai.territory.guests.views.book import page
from balai.territory.guests.views.inside import FORM_METHODS, guest_page


@sensitive_post_parameters()
@require_http_methods(FORM_METHODS)
@guest_page
def hand_out(request: HttpRequest, guest: Guest) -> HttpResponse:
    """All units chosen; then a sheet to print and cut, the same as a file, or a mail to each after one question."""
    form = HandingForm(_linked(guest), sent(request))
    if request.method == "POST" and form.is_valid():
        return WAYS[form.cleaned_data["cara"]](request, guest, form)
    return _page(request, guest, form)


def _linked(guest: Guest) -> list[RoomCard]:
    """The units with a link; the leader's own is not handed round."""
    return [card for card in rooms_of(guest) if card.has_link and not card.is_leading]


def _page(request: HttpRequest, guest: Guest, form: HandingForm) -> HttpResponse:
    return page(request, guest, "hand_out", form=form, status=422 if form.errors else 200)


def _sheet(request: HttpRequest, guest: Guest, form: HandingForm) -> HttpResponse:
    return page(request, guest, "sheet", slips=_slips(form.chosen))


def _slips(rooms: Sequence[RoomCard]) -> list[tuple[str, str, str]]:
    return [(room.name, room.code, qr_picture(room_link(room.code))) for room in rooms]


def _file(request: HttpRequest, guest: Guest, form: HandingForm) -> HttpResponse:
    content = as_slips(host.delegation(guest.delegation_id), form.chosen)
    return as_download("tautan-unit.pdf", "application/pdf", content)


def _question(request: HttpRequest, guest: Guest, form: HandingForm) -> HttpResponse:
    return page(request, guest, "mail_links", form=form, letters=form.letters)


def _mail(request: HttpRequest, guest: Guest, form: HandingForm) -> HttpResponse:
    done = attempt(form, lambda: mail_links(guest, form.letters))
    if not done:
        return _page(request, guest, form)
    count = len(done.sent)
    told = ngettext("%(n)s tautan dikirim.", "%(n)s tautan dikirim.", count) % {"n": count}
    messages.success(request, told)
    if done.failed:
        names = ", ".join(done.failed)
        messages.error(
            request, _("Tidak terkirim, periksa alamatnya atau kirim lagi: %(names)s.") % {"names": names}
        )
    return redirect("guests:rooms")


WAYS: dict[str, Callable[[HttpRequest, Guest, HandingForm], HttpResponse]] = {
    "lembar": _sheet,
    "unduh": _file,
    "surel": _question,
    "kirim": _mail,
}
