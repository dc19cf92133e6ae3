"""Send copies of a document: the named units read it from now on."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.accounts.api import workers_of
from balai.foundation.audit.api import record
from balai.foundation.documents import access, events
from balai.foundation.documents.models import Copy, Document
from balai.foundation.documents.telling import COPY
from balai.foundation.notices import api as notices
from balai.foundation.organizations.api import UnitCard, get_unit


@transaction.atomic
def send_copies(actor: Actor, document_id: UUID, unit_ids: Iterable[UUID]) -> int:
    """Let the units read the document, each once; returns how many did not have it yet.

    Raises NotVisible, and Invalid for a document that is not in force.
    """
    document = access.get_document(actor, document_id)
    if document.state != Document.State.VALID:
        raise Invalid(_("Tembusan dikirim dari surat yang berlaku."))
    had = set(document.copies.values_list("unit_id", flat=True))
    units = [get_unit(unit_id) for unit_id in dict.fromkeys(unit_ids) if unit_id not in had]
    for unit in units:
        _send(actor, document, unit)
    return len(units)


def _send(actor: Actor, document: Document, unit: UnitCard) -> None:
    copy = Copy.objects.create(document=document, unit_id=unit.id)
    facts: dict[str, Any] = {"title": document.title, "number": document.number.text}
    record(
        actor,
        events.COPIED,
        subject=document,
        unit_id=document.unit_id,
        region_code=document.region_code,
        unit=unit.short_name,
        **facts,
    )
    link = reverse("documents:document", args=[document.pk])
    told = {**facts, "sender": get_unit(document.unit_id).name}
    readers = {person.id for person in workers_of(unit.id, "documents.view")}
    notices.notify_each(actor, notices.Message(COPY.code, copy, told, link), readers)
