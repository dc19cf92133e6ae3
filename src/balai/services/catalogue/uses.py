"""Which services use a form, a procedure or a letter: shown on the pages where those are kept."""

from collections.abc import Iterator

from django.urls import reverse

from balai.core.content import Entry
from balai.core.ui.uses import Use
from balai.core.ui.words import local
from balai.services.catalogue.checklist import letters_of
from balai.services.catalogue.content import procedures_of, standing_services
from balai.services.catalogue.models import ServiceDraft
from balai.services.catalogue.schema import is_informed


def services_using(kind: str, key: str) -> Iterator[Use]:
    """The services, drafts included, that cannot do without the content."""
    entries = standing_services([]) | {draft.code: draft.entry for draft in ServiceDraft.objects.all()}
    for entry in entries.values():
        if key in _used(kind, entry):
            yield Use(local(entry["title"]), reverse("catalogue:edit", args=[entry["slug"]]))


def _used(kind: str, entry: Entry) -> list[str]:
    if is_informed(entry):
        return []
    if kind == "forms":
        return [entry["form"]]
    if kind == "procedures":
        return procedures_of(entry)
    return [entry["code"], *letters_of(entry)] if kind == "documents" else []
