"""One step of a form as a page goes through it: what was sent is kept first and judged afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.forms.access import get_draft
from balai.foundation.forms.actions.cancel_upload import cancel_upload
from balai.foundation.forms.actions.receive_attachment import receive_attachment
from balai.foundation.forms.actions.remove_attachment import remove_attachment
from balai.foundation.forms.actions.reuse_attachment import reuse_attachment
from balai.foundation.forms.actions.save_draft import NewerDraft, save_draft
from balai.foundation.forms.examine import Examination
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.offers import Earlier, file_offers, offers
from balai.foundation.forms.raw import is_blank, read_post
from balai.foundation.forms.rendering.boxes import Typed
from balai.foundation.forms.rendering.controls import typed_text
from balai.foundation.forms.selectors import DraftCard, draft_card
from balai.foundation.forms.spec import FieldSpec, FormSpec, StepSpec


@dataclass(frozen=True)
class StepOutcome:
    """What came of a post.

    ``is_done`` says that the step stands; ``next_step`` is then the one to show, "" for the summary.
    ``revealed`` are fields that the answers have made visible and nobody has seen yet; ``conflict`` is
    the sentence when another device saved first, and ``others`` what it saved.
    """

    draft: DraftCard
    step: str
    typed: Mapping[str, Any] = field(default_factory=dict, repr=False)
    errors: Mapping[str, str] = field(default_factory=dict)
    revealed: tuple[str, ...] = ()
    conflict: str = ""
    others: Mapping[str, str] = field(default_factory=dict, repr=False)
    next_step: str = ""

    @property
    def is_done(self) -> bool:
        """True when the visitor may go on."""
        return not (self.errors or self.revealed or self.conflict)

    @property
    def as_typed(self) -> Typed:
        """What the page shows again."""
        return Typed({**self.draft.answers, **self.typed}, self.errors, self.others)


def save_step(
    holder: Holder,
    draft_id: UUID,
    step_name: str,
    data: QueryDict,
    files: MultiValueDict[str, Any],
    *,
    earlier: Sequence[Earlier] = (),
) -> StepOutcome:
    """Keep what was sent for a step, files first, and judge it. Raises NotVisible.

    ``earlier`` is what was offered on the page (see ``offers``); what was ticked of it is taken. Nothing typed
    is lost: faults, refused files and another device's newer version come back in the outcome.
    """
    row = get_draft(holder, draft_id)
    before = draft_card(row)
    step = step_named(before.spec, step_name)
    typed = _with_taken(before, step, data, read_post(asked(before, step), data, before.answers), earlier)
    refused = _keep_files(holder, before, step, data, files)
    refused |= _reuse_files(holder, before, step, data, earlier)
    try:
        saved = save_draft(holder, draft_id, step.name, typed, version_of(data))
    except NewerDraft as newer:
        others = differing(step, newer.draft.answers, typed)
        if others:
            return StepOutcome(newer.draft, step.name, typed, refused, (), str(newer), others)
        saved = save_draft(holder, draft_id, step.name, typed, newer.draft.version)
    except Invalid as error:
        return StepOutcome(before, step.name, typed, {step.fields[0].name: str(error)})
    return _judge(saved, step, typed, refused, data)


def _judge(
    saved: DraftCard, step: StepSpec, typed: Mapping[str, Any], refused: Mapping[str, str], data: QueryDict
) -> StepOutcome:
    judged = saved.examine()
    seen = set(data.get("terlihat", "").split())
    names = {item.name for item in step.fields}
    revealed = tuple(name for name in judged.visible if name in names - seen) if "terlihat" in data else ()
    errors = {name: text for name, text in judged.errors_of(names).items() if name not in revealed}
    return StepOutcome(
        saved,
        step.name,
        typed,
        {**errors, **refused},
        revealed,
        next_step=step_after(saved.spec, step, judged),
    )


def step_named(spec: FormSpec, name: str) -> StepSpec:
    """The step, the first one for an unknown name."""
    return next((step for step in spec.steps if step.name == name), spec.steps[0])


def step_after(spec: FormSpec, step: StepSpec, judged: Examination) -> str:
    """The next step with a visible field; "" when the summary follows."""
    following = spec.steps[spec.steps.index(step) + 1 :]
    visible = set(judged.visible)
    return next((item.name for item in following if visible & {each.name for each in item.fields}), "")


def asked(draft: DraftCard, step: StepSpec) -> list[FieldSpec]:
    """The fields of a step that a post may change: known and locked answers stay."""
    return [item for item in step.fields if not (item.locked and item.name in draft.known)]


def differing(step: StepSpec, stored: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, str]:
    """What another device saved, as typed there, for the fields that differ from what is typed here."""
    return {
        item.name: _in_words(item, stored.get(item.name)) or _("(kosong)")
        for item in step.fields
        if item.name in typed and (stored.get(item.name) or "") != (typed[item.name] or "")
    }


def _in_words(item: FieldSpec, raw: Any) -> str:
    values = raw if isinstance(raw, list) else [raw]
    if item.choices:
        return ", ".join(str(option.label) for option in item.choices if option.value in values)
    return typed_text(item, raw)


def version_of(data: QueryDict) -> int:
    """The version that the page had seen; 0, which no draft has, for anything else."""
    text = data.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _with_taken(
    draft: DraftCard, step: StepSpec, data: QueryDict, typed: dict[str, Any], earlier: Sequence[Earlier]
) -> dict[str, Any]:
    """What was typed, and the earlier answers that were ticked where nothing was."""
    taken = {
        name: offer.value
        for name, offer in offers(draft, step, earlier).items()
        if f"{name}__pakai" in data and is_blank(typed.get(name))
    }
    return {**typed, **taken}


def _reuse_files(
    holder: Holder, draft: DraftCard, step: StepSpec, data: QueryDict, earlier: Sequence[Earlier]
) -> dict[str, str]:
    """Take the earlier files that were ticked; the sentences of those without room by field."""
    refused = {}
    for offered in file_offers(draft, step, earlier).values():
        for offer in offered:
            if str(offer.id) in data.getlist(f"{offer.field}__lama"):
                try:
                    reuse_attachment(holder, draft.id, offer)
                except Invalid as error:
                    refused[offer.field] = str(error)
    return refused


def _keep_files(
    holder: Holder, draft: DraftCard, step: StepSpec, data: QueryDict, files: MultiValueDict[str, Any]
) -> dict[str, str]:
    """Receive what was uploaded and drop what was ticked; the sentences of refused files by field."""
    refused = {}
    for item in (item for item in step.fields if item.is_file):
        _drop_files(holder, draft, item, data.getlist(f"{item.name}__hapus"))
        for upload in files.getlist(item.name)[:20]:
            try:
                receive_attachment(holder, draft.id, item.name, upload)
            except Invalid as error:
                refused[item.name] = str(error)
    return refused


def _drop_files(holder: Holder, draft: DraftCard, item: FieldSpec, ticked: list[str]) -> None:
    for attachment_id in draft.files.get(item.name, []):
        if attachment_id in ticked:
            remove_attachment(holder, UUID(attachment_id))
    for card in draft.uploads:
        if card.field == item.name and str(card.id) in ticked:
            cancel_upload(holder, card.id)
