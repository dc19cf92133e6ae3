"""Pages of publishing: which packs are offered in which versions, and who told us that they run them."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.errors import Invalid
from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.core.ui.words import local
from balai.foundation.accounts.api import officer_required, second_factor_required
from balai.foundation.packs.access import get_pack, get_release
from balai.foundation.packs.actions.publish_pack import Publication, publish_pack, withdraw_release
from balai.foundation.packs.actions.take_report import confirm_adopter
from balai.foundation.packs.adopters import adopters
from balai.foundation.packs.composing import own_name
from balai.foundation.packs.forms import PublishForm, ReasonForm
from balai.foundation.packs.manifest import PackError
from balai.foundation.packs.policies import MANAGE
from balai.foundation.packs.releases import ReleaseCard, next_version, our_fingerprint, release_cards
from balai.foundation.packs.selectors import PackPage, pack_pages
from balai.foundation.packs.views.buttons import button

ON_PAGE = 25  # adopters


@require_safe
@officer_required(MANAGE)
def listing(request: HttpRequest) -> HttpResponse:
    """What is published, what could be, and by whom it is used."""
    cards = release_cards()
    context = {
        "releases": cards,
        "packs": pack_pages(),
        "published": {card.name for card in cards if not card.withdrawn},
        "adopters": Paginator(adopters(), ON_PAGE).get_page(request.GET.get("hal")),
        "digits": our_fingerprint().split(),
        "trail": trail((_("Paket isi"), reverse("packs:list")), (_("Katalog kami"), "")),
    }
    return render(request, "packs/publishing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
@second_factor_required
def publish(request: HttpRequest, name: str) -> HttpResponse:
    """Choose how an installed pack is published: as it was brought, or as it was adapted, and under which version."""
    actor = request.actor  # type: ignore[attr-defined]
    own = own_name(get_pack(actor, name))
    (pack,) = pack_pages(name)
    form = PublishForm(sent(request), pack=pack, proposed=next_version(own))
    done = attempt(form, lambda: _published(request, pack, form)) if request.method == "POST" else None
    if done:
        messages.success(
            request, _("{release} terbit di katalog.").format(release=f"{done.name} {done.version}")
        )
        return redirect("packs:publishing")
    context = {
        "pack": pack,
        "own_name": own,
        "form": form,
        "trail": trail(
            (_("Paket isi"), reverse("packs:list")),
            (_("Katalog kami"), reverse("packs:publishing")),
            (local(pack.card.title), ""),
        ),
    }
    return render(request, "packs/publish.html", context, status=422 if form.errors else 200)


def _published(request: HttpRequest, pack: PackPage, form: PublishForm) -> ReleaseCard:
    facts = form.cleaned_data
    wish = Publication(
        pack.card.name, facts.get("side") == "adapted", facts.get("version", ""), facts["note"]
    )
    try:
        return publish_pack(request.actor, wish)  # type: ignore[attr-defined]
    except PackError as error:
        raise Invalid(str(error)) from error


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
@second_factor_required
def withdraw(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Offer a version no more, with the reason."""
    actor = request.actor  # type: ignore[attr-defined]
    release = get_release(actor, release_id)
    form = ReasonForm(sent(request))
    if request.method == "POST" and attempt(
        form, lambda: withdraw_release(actor, release_id, form.cleaned_data["reason"])
    ):
        messages.success(
            request, _("{release} ditarik. Yang sudah memasang tetap memakainya.").format(release=release)
        )
        return redirect("packs:publishing")
    steps = trail(
        (_("Paket isi"), reverse("packs:list")),
        (_("Katalog kami"), reverse("packs:publishing")),
        (str(release), ""),
    )
    context = {"release": release, "form": form, "trail": steps}
    return render(request, "packs/withdraw.html", context, status=422 if form.errors else 200)


@button
def confirm(request: HttpRequest, adopter_id: UUID) -> HttpResponse:
    """The regency itself read out its digits."""
    confirm_adopter(request.actor, adopter_id)  # type: ignore[attr-defined]
    messages.success(request, _("Pemakai ini dicatat sudah dicocokkan."))
    return redirect("packs:publishing")
