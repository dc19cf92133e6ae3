"""Choose which variant of a service applies in the regency."""

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.audit.api import record
from balai.services.catalogue.access import get_varied_service
from balai.services.catalogue.events import VARIANT_CHOSEN
from balai.services.catalogue.selectors import VariedService, varied_service


@transaction.atomic
def choose_variant(actor: Actor, slug: str, variant: str, reason: str) -> VariedService:
    """Let new cases follow the variant; running cases keep the procedure with which they began.

    ``reason`` is the decision on which it rests. Raises NotVisible, NotAllowed, Invalid.
    """
    service = get_varied_service(actor, slug, lock=True)
    titles = {one["code"]: one["title"]["id"] for one in service.variants}
    if variant not in titles:
        raise Invalid(_("Pilih salah satu ragam."), {"variant": _("Pilih salah satu ragam.")})
    if not reason.strip():
        raise Invalid(_("Tulis dasar keputusannya."), {"reason": _("Tulis dasar keputusannya.")})
    if variant != service.chosen["code"]:
        service.variant = variant
        service.save(update_fields=["variant"])
        record(actor, VARIANT_CHOSEN, subject=service, service=service.title["id"],
               variant=titles[variant], reason=reason.strip()[:240])  # fmt: skip
    return varied_service(service)
