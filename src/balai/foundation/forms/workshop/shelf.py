"""The forms that there are: what is published, what is drafted, and what a page of the outline shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from balai.core.drafting import Standing
from balai.core.errors import NotVisible
from balai.core.ui.words import local
from balai.foundation.audit.api import first_actors
from balai.foundation.forms.models import FormDraft, FormVersion
from balai.foundation.forms.workshop.faults import faults_by_spot
from balai.foundation.forms.workshop.words import TYPE_WORDS

Body = dict[str, Any]


@dataclass(frozen=True)
class Shelved:
    """A form on the list. ``number`` is 0 for one that was never published."""

    code: str
    title: dict[str, str]
    number: int
    pack: str
    has_draft: bool


@dataclass(frozen=True)
class VersionCard:
    """One published version of a form."""

    number: int
    published_at: datetime
    published_by: str


@dataclass(frozen=True)
class FieldRow:
    """A question in the outline."""

    name: str
    label: str
    kind: str
    is_required: bool
    has_condition: bool
    is_filled: bool
    faults: tuple[str, ...]


@dataclass(frozen=True)
class StepRow:
    """A step in the outline with its questions."""

    name: str
    title: str
    fields: tuple[FieldRow, ...]
    faults: tuple[str, ...]


def shelf() -> list[Shelved]:
    """Every form with its newest version and its draft, by title; two queries."""
    drafts = {draft.code: draft for draft in FormDraft.objects.all()}
    newest = FormVersion.objects.order_by("code", "-version").distinct("code")
    cards = {
        row.code: Shelved(row.code, row.definition["title"], row.version, row.pack, row.code in drafts)
        for row in newest
    }
    for code, draft in drafts.items():
        cards.setdefault(code, Shelved(code, draft.definition["title"], 0, "", True))
    return sorted(cards.values(), key=lambda card: local(card.title))


def newest_version(code: str) -> FormVersion:
    """The newest version. Raises NotVisible."""
    row = FormVersion.objects.filter(code=code).order_by("-version").first()
    if row is None:
        raise NotVisible(_("Formulir ini tidak ada."))
    return row


def versions_of(code: str) -> list[VersionCard]:
    """The published versions of a form, the newest first; two queries."""
    rows = list(FormVersion.objects.filter(code=code).order_by("-version"))
    publishers = first_actors(row.pk for row in rows)
    return [VersionCard(row.version, row.created_at, publishers.get(row.pk, "")) for row in rows]


def find_draft(code: str) -> FormDraft | None:
    """The draft of a form, if somebody began one."""
    return FormDraft.objects.filter(code=code).first()


def get_draft(code: str) -> FormDraft:
    """The draft of a form. Raises NotVisible."""
    draft = find_draft(code)
    if draft is None:
        raise NotVisible(_("Formulir ini tidak mempunyai draf."))
    return draft


def outline_of(definition: Body) -> list[StepRow]:
    """The form as an outline, with what is wrong beside each piece."""
    faults = faults_by_spot(definition)
    return [
        StepRow(
            step["name"],
            local(step["title"]) or step["name"],
            tuple(_field_row(field, faults) for field in step["fields"]),
            tuple(faults.get(("langkah", step["name"]), ())),
        )
        for step in definition["steps"]
    ]


def _field_row(field: Body, faults: dict[tuple[str, str], list[str]]) -> FieldRow:
    return FieldRow(
        field["name"],
        local(field["label"]) or field["name"],
        str(TYPE_WORDS[field["type"]]),
        field.get("required", False),
        "when" in field,
        "prefill" in field,
        tuple(faults.get(("isian", field["name"]), ())),
    )


def form_standing(code: str) -> Standing:
    """How the form stands, and the page where it is kept."""
    newest = FormVersion.objects.filter(code=code).order_by("-version").first()
    draft = find_draft(code)
    href = reverse("forms:form_draft" if draft else "forms:form", args=[code])
    return Standing(newest.version if newest else 0, draft is not None, href)
