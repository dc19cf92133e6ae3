"""Workplace pages of the regency's administrator: which variant of a service applies."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from balai.core.http.forms import sent
from balai.core.ui.administration import trail
from balai.foundation.accounts.api import officer_required, second_factor_required
from balai.services.catalogue.access import get_varied_service
from balai.services.catalogue.actions.choose_variant import choose_variant
from balai.services.catalogue.forms import VariantForm
from balai.services.catalogue.policies import MANAGE
from balai.services.catalogue.selectors import varied_service, varied_services


@require_GET
@officer_required(MANAGE)
def variants_page(request: HttpRequest) -> HttpResponse:
    """The services of which the regency chooses the variant, with the one in force."""
    return render(request, "catalogue/variants.html", {"services": varied_services(), "trail": trail()})


@require_http_methods(["GET", "POST"])
@officer_required(MANAGE)
@second_factor_required
def variant_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One service: what each variant means, and the choice."""
    actor = request.actor  # type: ignore[attr-defined]
    service = varied_service(get_varied_service(actor, slug))
    form = VariantForm(service, sent(request))
    if request.method == "POST" and form.is_valid():
        choose_variant(actor, slug, **form.cleaned_data)
        messages.success(request, _("Pilihan disimpan. Permohonan baru mengikutinya."))
        return redirect("catalogue:variants")
    steps = (_("Ragam layanan"), reverse("catalogue:variants")), (service.title, "")
    context = {"service": service, "form": form, "trail": trail(*steps)}
    return render(request, "catalogue/variant.html", context, status=422 if form.errors else 200)
