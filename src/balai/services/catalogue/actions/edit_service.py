"""Change what a service says, without a developer: a draft, checked as a pack is, then published or thrown away."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.content import ContentContext, ContentError, Entry
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.foundation.packs.api import entry_files
from balai.services.catalogue.access import get_service
from balai.services.catalogue.content import entry_of, install_services
from balai.services.catalogue.events import DRAFT_DISCARDED, DRAFT_SAVED, SERVICE_PUBLISHED
from balai.services.catalogue.models import Service, ServiceDraft
from balai.services.catalogue.policies import require_chooser
from balai.services.catalogue.schema import check_service


def draft_of(actor: Actor, slug: str) -> ServiceDraft:
    """The draft of the service, or one that would be begun now; it is stored with the first change."""
    service = get_service(actor, slug)
    draft = ServiceDraft.objects.filter(code=service.code).first()
    entry = entry_of(service)
    return draft or ServiceDraft(code=service.code, entry=entry, base=entry)


@transaction.atomic
def save_draft(actor: Actor, slug: str, entry: Entry, section: str) -> ServiceDraft:
    """Keep the changed entry as the draft. Raises NotVisible, NotAllowed, and Invalid for what no pack may say."""
    service = get_service(actor, slug, lock=True)
    fault = fault_of(entry)
    if fault:
        raise Invalid(fault)
    draft = draft_of(actor, slug)
    draft.entry, draft.changed_by = entry, actor.name
    draft.save()
    record(actor, DRAFT_SAVED, subject=service, service=service.title["id"], section=section)
    return draft


def fault_of(entry: Entry) -> str:
    """What stands against publishing, by the checks of a pack; empty when nothing does."""
    try:
        check_service(entry, 0)
    except ContentError as error:
        return f"{' › '.join(str(step) for step in error.path[1:])}: {error}"
    return ""


@transaction.atomic
def publish_draft(actor: Actor, slug: str, reason: str) -> None:
    """Let the draft be what the service says. Raises Invalid without a reason, Conflict when it changed meanwhile."""
    require_chooser(actor)
    service = get_service(actor, slug, lock=True)
    draft = ServiceDraft.objects.select_for_update().filter(code=service.code).first()
    if draft is None:
        raise Conflict(_("Belum ada draf; tidak ada yang diterbitkan."))
    if not reason.strip():
        raise Invalid(_("Tulis dasar perubahannya."), {"reason": _("Tulis dasar perubahannya.")})
    if draft.base != entry_of(service):
        raise Conflict(_("Layanan ini berubah sejak draf dimulai. Buang drafnya dan mulai lagi."))
    context = ContentContext(service.pack, service.pack_version, Path(), actor)
    try:
        install_services([draft.entry], context)
    except ContentError as error:
        raise Invalid(str(error)) from error
    draft.delete()
    facts = {"service": draft.entry["title"]["id"], "reason": reason.strip()[:240]}
    record(actor, SERVICE_PUBLISHED, subject=service, **facts)


@transaction.atomic
def discard_draft(actor: Actor, slug: str) -> None:
    """Throw the draft away; what is published stays. Raises NotVisible, NotAllowed."""
    service = get_service(actor, slug, lock=True)
    gone, _each = ServiceDraft.objects.filter(code=service.code).delete()
    if gone:
        record(actor, DRAFT_DISCARDED, subject=service, service=service.title["id"])


def service_pack(actor: Actor, slug: str) -> Mapping[str, bytes]:
    """The published service as a pack, with form, procedures, letters and life events. Raises PackError."""
    service = get_service(actor, slug)
    facts: dict[str, Any] = {
        "name": f"layanan-{service.code}"[:41],
        "version": "1.0.0",
        "title": service.title,
        "sources": service.content["legal"],
    }
    return entry_files(actor, service, [("services", service.code)], facts)


def service_of(draft: ServiceDraft) -> Service:
    """The service as it would read when the draft is published; never stored."""
    service = Service.objects.get(code=draft.code)
    entry = draft.entry
    service.title, service.summary = entry["title"], entry["summary"]
    service.content = {**service.content, **{key: entry[key] for key in service.content if key in entry}}
    return service
