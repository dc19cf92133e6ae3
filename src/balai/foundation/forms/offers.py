"""Asked once: what somebody handed in before is offered again, with where it stood and when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.errors import NotVisible
from balai.core.ui.words import short_date
from balai.foundation.forms.catalogue import get_form
from balai.foundation.forms.checking.content import MEGABYTE, TYPES
from balai.foundation.forms.cleaning import CLEANERS, FieldFault
from balai.foundation.forms.display import shown
from balai.foundation.forms.models import Attachment
from balai.foundation.forms.raw import is_blank
from balai.foundation.forms.retyping import as_typed
from balai.foundation.forms.selectors import DraftCard
from balai.foundation.forms.spec import FieldSpec, StepSpec

MOST_FILES = 4  # offered for one field
UNOFFERED = frozenset({"consent", "checkbox"})  # given anew each time


@dataclass(frozen=True)
class Earlier:
    """What a person handed in before: its name (with a code), its day, its answers, and whose files."""

    source: str
    day: date
    person_id: UUID
    kind: str
    subject_id: UUID
    form_code: str
    form_version: int
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def words(self) -> str:
        """Where it stood and when."""
        return _("dari {source}, {day}").format(source=self.source, day=short_date(self.day))


@dataclass(frozen=True)
class Offer:
    """An earlier answer: as a draft keeps it, and in words."""

    text: str
    words: str
    value: Any = field(repr=False)


@dataclass(frozen=True)
class FileOffer:
    """An earlier file. ``size`` in bytes."""

    id: UUID
    field: str
    name: str
    size: int
    words: str
    person_id: UUID


def offers(draft: DraftCard, step: StepSpec, earlier: Sequence[Earlier]) -> dict[str, Offer]:
    """The latest fitting answer for every field of the step that nobody has answered yet."""
    blank = [
        item
        for item in step.fields
        if not item.is_file and item.type not in UNOFFERED and is_blank(draft.answers.get(item.name))
    ]
    found = {item.name: next(_answers(item, earlier), None) for item in blank}
    return {name: offer for name, offer in found.items() if offer}


def _answers(item: FieldSpec, earlier: Sequence[Earlier]) -> Iterator[Offer]:
    """Answers to the same question: a field of the same name and type, that this one would take."""
    for one in earlier:
        if item.name not in one.values:
            continue
        try:
            spec = get_form(one.form_code, one.form_version)
            typed = as_typed(spec, one.values).get(item.name, "")
            fits = spec.field(item.name).type == item.type
            cleaned = typed if item.is_secret else CLEANERS[item.type](item, typed)
        except (NotVisible, KeyError, FieldFault):
            continue
        if fits and not is_blank(typed):
            yield Offer(shown(item, cleaned), one.words, typed)


def file_offers(draft: DraftCard, step: StepSpec, earlier: Sequence[Earlier]) -> dict[str, list[FileOffer]]:
    """Earlier files for the file fields of the step that have room: of a field with the same name, newest first."""
    fields = {
        item.name: item
        for item in step.fields
        if item.is_file and len(draft.files.get(item.name, [])) < item.limits.max_count
    }
    if not (fields and earlier):
        return {}
    known = {one.subject_id: one for one in earlier}
    rows = Attachment.objects.filter(
        subject_id__in=known, state=Attachment.State.CHECKED, field__in=fields
    ).order_by("-id")
    found: dict[str, list[FileOffer]] = {}
    present = {card.sha256 for card in draft.attachments}
    for row in rows:
        one = known[row.subject_id] if row.subject_id else None
        fits = one and row.subject_kind == one.kind and fits_into(fields[row.field], row)
        if not (one and fits) or row.sha256 in present or len(found.get(row.field, [])) >= MOST_FILES:
            continue
        present.add(row.sha256)
        found.setdefault(row.field, []).append(
            FileOffer(row.id, row.field, row.name, row.size, one.words, one.person_id)
        )
    return found


def fits_into(item: FieldSpec, row: Attachment) -> bool:
    """True when the field takes a file of this type and size."""
    kinds = {TYPES[kind] for kind in item.limits.types}
    return row.content_type in kinds and row.size <= item.limits.max_mb * MEGABYTE
