"""Events of a document, where they belong and under its title."""

from typing import Any
from uuid import UUID

from balai.core.actor import Actor
from balai.foundation.audit.api import record
from balai.foundation.documents.models import Document


def record_of(actor: Actor, document: Document, event: str, *, public: bool = False, **facts: Any) -> UUID:
    """Record what happened to the document, with further facts; ``public`` where everybody may read it."""
    return record(
        actor,
        event,
        subject=document,
        unit_id=document.unit_id,
        region_code=document.region_code,
        public=public,
        title=document.title,
        **facts,
    )
