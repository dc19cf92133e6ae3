"""Change what a service says, without a developer: a draft, checked as a pack is, then published or thrown away."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.content import WRITTEN_HERE, ContentError, Entry, written_here
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.foundation.packs.api import entry_files, next_version
from balai.services.catalogue.access import get_draft, get_service
from balai.services.catalogue.checklist import missing_in
from balai.services.catalogue.content import entry_of, facts_of, install_services
from balai.services.catalogue.events import DRAFT_DISCARDED, DRAFT_SAVED, SERVICE_PUBLISHED
from balai.services.catalogue.models import Service, ServiceDraft
from balai.services.catalogue.policies import require_publisher
from balai.services.catalogue.schema import check_service


def draft_of(actor: Actor, slug: str) -> ServiceDraft:
    """The draft of the service, or one that would be begun now; it is stored with the first change."""
    return get_draft(actor, slug)[1]


@transaction.atomic
def save_draft(actor: Actor, slug: str, entry: Entry, section: str) -> ServiceDraft:
    """Keep the changed entry as the draft; of a new service also while it is not complete.

    Raises NotVisible, NotAllowed, and Invalid for what no pack may say.
    """
    service, draft = get_draft(actor, slug, lock=True)
    fault = fault_of(entry) if service else ""
    if fault:
        raise Invalid(fault)
    draft.entry, draft.changed_by = entry, actor.name
    draft.save()
    record(actor, DRAFT_SAVED, subject=service or draft, service=entry["title"]["id"], section=section)
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
    """Let the draft be what the service says.

    Raises Invalid without a reason or while something is missing, Conflict when the service changed meanwhile.
    """
    require_publisher(actor)
    service, draft = get_draft(actor, slug, lock=True)
    if draft._state.adding:  # noqa: SLF001
        raise Conflict(_("Belum ada draf; tidak ada yang diterbitkan."))
    if not reason.strip():
        raise Invalid(_("Tulis dasar perubahannya."), {"reason": _("Tulis dasar perubahannya.")})
    if service and draft.base != entry_of(service):
        raise Conflict(_("Layanan ini berubah sejak draf dimulai. Buang drafnya dan mulai lagi."))
    _require_complete(service, draft.entry)
    _install(actor, service, draft.entry)
    draft.delete()
    facts = {"service": draft.entry["title"]["id"], "reason": reason.strip()[:240]}
    record(actor, SERVICE_PUBLISHED, subject=Service.objects.get(code=draft.code), **facts)


def _require_complete(service: Service | None, entry: Entry) -> None:
    """A new service is published only when citizens can be served by it from the first minute."""
    missing = [] if service else missing_in(entry)
    if missing:
        told = "; ".join(f"{item.label}: {item.missing}" for item in missing)
        raise Invalid(_("Belum dapat diterbitkan. {missing}").format(missing=told))


def _install(actor: Actor, service: Service | None, entry: Entry) -> None:
    context = written_here(actor)
    if service:
        context = replace(context, pack=service.pack, version=service.pack_version)
    try:
        install_services([entry], context)
    except ContentError as error:
        raise Invalid(str(error)) from error


@transaction.atomic
def discard_draft(actor: Actor, slug: str) -> None:
    """Throw the draft away; what is published stays. Raises NotVisible, NotAllowed."""
    service, draft = get_draft(actor, slug, lock=True)
    if not draft._state.adding:  # noqa: SLF001
        record(actor, DRAFT_DISCARDED, subject=service or draft, service=draft.entry["title"]["id"])
        draft.delete()


def service_pack(actor: Actor, slug: str) -> Mapping[str, bytes]:
    """The published service as a pack, with form, procedures, letters and life events.

    For whoever may write what it says. Raises PackError, NotAllowed, NotVisible.
    """
    service = get_service(actor, slug)
    name = f"layanan-{service.code}"[:41]
    facts: dict[str, Any] = {
        "name": name,
        "version": next_version(name),
        "title": service.title,
        "sources": service.content["legal"],
    }
    return entry_files(actor, service, [("services", service.code)], facts)


def service_of(draft: ServiceDraft) -> Service:
    """The service as it would read when the draft is published; never stored."""
    known = Service.objects.filter(code=draft.code).first()
    service = known or Service(code=draft.code, pack=WRITTEN_HERE)
    for name, value in facts_of(draft.entry, 0).items():
        setattr(service, name, value)
    return service
