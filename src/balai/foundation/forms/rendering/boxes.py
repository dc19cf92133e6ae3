"""What a page needs of one field: its input, whether it shows now, and what is known of it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.safestring import SafeString

from balai.foundation.forms.conditions import fields_in, for_browser
from balai.foundation.forms.display import FileLink, shown
from balai.foundation.forms.examine import Examination
from balai.foundation.forms.offers import FileOffer, Offer
from balai.foundation.forms.places import PlaceOption, village_candidates
from balai.foundation.forms.raw import is_blank
from balai.foundation.forms.rendering.controls import draw, typed_text
from balai.foundation.forms.selectors import DraftCard
from balai.foundation.forms.spec import FieldSpec, StepSpec
from balai.foundation.forms.uploading import UploadCard


@dataclass(frozen=True)
class Box:
    """One field on a page. ``when`` is its condition for the browser, "" when it always shows.

    ``known`` is the answer in words when it was not asked; ``other`` is what another device saved.
    """

    spec: FieldSpec
    control: SafeString
    is_hidden: bool = False
    when: str = ""
    error: str = ""
    known: str = ""
    other: str = ""
    places: tuple[PlaceOption, ...] = ()
    files: tuple[FileLink, ...] = ()
    uploads: tuple[UploadCard, ...] = ()
    offer: Offer | None = None
    earlier_files: tuple[FileOffer, ...] = ()

    @property
    def is_from_account(self) -> bool:
        """True for a fact of the account, where it can be corrected for all that follows."""
        return self.spec.prefill.startswith("person.")


@dataclass(frozen=True)
class Typed:
    """What a page shows besides the draft: answers just typed, their faults, another device's answers."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What was asked before and is offered again: answers and files by field."""

    answers: Mapping[str, Offer] = field(default_factory=dict)
    files: Mapping[str, Sequence[FileOffer]] = field(default_factory=dict)


def boxes(draft: DraftCard, step: StepSpec, typed: Typed, judged: Examination, before: Asked) -> list[Box]:
    """The fields of a step as they are drawn, hidden ones included as far as the browser may show them."""
    drawn = []
    for box in plain_boxes(step.fields, typed, judged):
        offered = tuple(before.files.get(box.spec.name, ()))
        whole = _with_draft(box, draft, typed, judged)
        drawn.append(replace(whole, offer=before.answers.get(box.spec.name), earlier_files=offered))
    return drawn


def plain_boxes(fields: Iterable[FieldSpec], typed: Typed, judged: Examination) -> Iterator[Box]:
    """Fields with what was just typed, without what a draft knows of them."""
    asked = list(fields)
    here = {item.name for item in asked}
    for item in asked:
        is_hidden = item.name not in judged.visible
        depends_here = item.when is not None and bool(fields_in(item.when) & here)
        if is_hidden and not depends_here:
            continue
        when = json.dumps(for_browser(item.when, here, judged.values)) if item.when and depends_here else ""
        raw, error = typed.answers.get(item.name), typed.errors.get(item.name, "")
        yield Box(item, draw(item, raw, error), is_hidden, when, error, places=_places(item, raw, error))


def _with_draft(box: Box, draft: DraftCard, typed: Typed, judged: Examination) -> Box:
    name = box.spec.name
    return replace(
        box,
        known=_known(draft, box.spec, judged) if not box.error else "",
        other=typed.others.get(name, ""),
        files=tuple(draft.links[file] for file in draft.files.get(name, [])),
        uploads=tuple(card for card in draft.uploads if card.field == name),
    )


def _known(draft: DraftCard, item: FieldSpec, judged: Examination) -> str:
    if item.name not in draft.known or item.name in judged.errors:
        return ""
    return shown(item, judged.values.get(item.name))


def _places(item: FieldSpec, raw: Any, error: str) -> tuple[PlaceOption, ...]:
    if item.type != "region" or not error or is_blank(raw):
        return ()
    return tuple(village_candidates(typed_text(item, raw), item.limits.within))
