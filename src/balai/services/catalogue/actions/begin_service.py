"""Begin a service from nothing, and the form, the letter and the procedure that it needs."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid, NotVisible
from balai.foundation.audit.api import record
from balai.foundation.documents.api import begin_letter
from balai.foundation.forms.api import begin_form
from balai.foundation.regions.api import regency
from balai.services.catalogue.actions.edit_service import draft_of
from balai.services.catalogue.events import SERVICE_BEGUN
from balai.services.catalogue.models import Service, ServiceDraft
from balai.services.catalogue.newborn import new_entry
from balai.services.catalogue.policies import require_chooser
from balai.services.catalogue.schema import TAKEN


@transaction.atomic
def begin_service(actor: Actor, title: dict[str, str], provider: dict[str, Any]) -> ServiceDraft:
    """The draft of a service that there is not yet; seen by nobody else before it is published.

    Raises NotAllowed, Invalid when somebody of the same gives one of this name already.
    """
    require_chooser(actor)
    _require_new_name(title["id"], provider)
    taken = {*Service.objects.values_list("code", flat=True), *Service.objects.values_list("slug", flat=True)}
    taken |= {*ServiceDraft.objects.values_list("code", flat=True), *TAKEN}
    entry = new_entry(title, provider, taken)
    draft = ServiceDraft.objects.create(code=entry["code"], entry=entry, base=None, changed_by=actor.name)
    record(actor, SERVICE_BEGUN, subject=draft, service=title["id"])
    return draft


def _require_new_name(name: str, provider: dict[str, Any]) -> None:
    """Two services of one name and one provider would be told apart by nobody."""
    begun = ServiceDraft.objects.filter(
        base__isnull=True, entry__title__id__iexact=name, entry__contains=provider
    )
    kinds = provider.get("provider_kinds", [])
    given = {"provider_kinds": kinds} if kinds else {"unit__code": f"{regency().code}/{provider['unit']}"}
    if begun.exists() or Service.objects.filter(title__id__iexact=name, **given).exists():
        told = _(
            "Pelaksana ini sudah punya layanan dengan nama itu. Ubah yang sudah ada, atau beri nama lain."
        )
        raise Invalid(told, {"name_id": told})


def begin_part(actor: Actor, slug: str, what: str) -> None:
    """Begin the form or the letter of a service under its own code. Raises NotVisible, NotAllowed, Conflict."""
    entry = draft_of(actor, slug).entry
    if what == "formulir":
        begin_form(actor, entry["form"], entry["title"])
    elif what == "surat":
        begin_letter(actor, entry["code"], entry["title"], entry["form"])
    else:
        raise NotVisible(_("Bagian ini tidak ada."))
