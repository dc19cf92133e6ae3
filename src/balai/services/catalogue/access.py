"""The way to obtain a service that is to be changed."""

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.services.catalogue.content import entry_of
from balai.services.catalogue.models import Service, ServiceDraft
from balai.services.catalogue.policies import may_edit_all, require_chooser, require_editor


def get_varied_service(actor: Actor, slug: str, *, lock: bool = False) -> Service:
    """The service with variants. Raises NotAllowed, and NotVisible for one without a choice.

    ``lock`` holds its row to the end of the transaction.
    """
    require_chooser(actor)
    services = Service.objects.select_for_update() if lock else Service.objects.all()
    service = services.filter(slug=slug).first()
    if service is None or not service.variants:
        raise NotVisible(_("Layanan ini tidak mempunyai ragam."))
    return service


def get_draft(actor: Actor, slug: str, *, lock: bool = False) -> tuple[Service | None, ServiceDraft]:
    """The service (None for one that there is not yet) and its draft, which may not be stored yet.

    ``lock`` holds the row of the service, or of the draft of a new one, which only the regency's administrator sees.
    Raises NotAllowed, NotVisible.
    """
    require_editor(actor)
    drafts = ServiceDraft.objects.select_for_update() if lock else ServiceDraft.objects.all()
    if not Service.objects.filter(slug=slug).exists():
        new = drafts.filter(entry__slug=slug, base__isnull=True).first() if may_edit_all(actor) else None
        if new is None:
            raise NotVisible(_("Layanan ini tidak ada."))
        return None, new
    service = get_service(actor, slug, lock=lock)
    known = drafts.filter(code=service.code).first()
    entry = entry_of(service)
    return service, known or ServiceDraft(code=service.code, entry=entry, base=entry)


def get_service(actor: Actor, slug: str, *, lock: bool = False) -> Service:
    """The service to edit; ``lock`` holds its row. Raises NotAllowed, and NotVisible for another agency's."""
    require_editor(actor)
    services = Service.objects.edited_by(actor)
    services = services.select_for_update(of=("self",)) if lock else services
    service = services.filter(slug=slug).first()
    if service is None:
        raise NotVisible(_("Layanan ini tidak ada."))
    return service
