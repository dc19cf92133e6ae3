"""Reads of innovations: what is public for everybody, all of them for whoever keeps the catalogue."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.core.exchange import Sheet
from balai.core.searching import matching
from balai.core.ui.words import local
from balai.foundation.accounts.api import within
from balai.foundation.parts.api import part_title
from balai.territory.innovations.cards import InnovationCard, card_of
from balai.territory.innovations.content import entry_of
from balai.territory.innovations.models import (
    AssessedInnovation,
    Assessment,
    Innovation,
    InnovationDraft,
    Instrument,
    Review,
    Stage,
    StageStep,
)
from balai.territory.innovations.policies import WRITE, in_reach, may_review

SEARCHED = ("vocabulary",)  # as the index innovations_words has it
MOST, MOST_WORDS = 200, 8
ALIKE = 0.8  # how like a known word one has to be that was misspelt
SORTS = {"nama": ("name", "code"), "sejak": ("since", "name"), "tahap": ("stage", "name")}
_SILENT = {
    "saya", "kami", "yang", "di", "ke", "dan", "atau", "untuk", "ingin", "mau", "agar", "kok",
    "tidak", "belum", "sudah", "the", "a", "i", "to",
    "of", "for", "and", "want", "my",
}  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """What a list shows; empty limits nothing."""

    text: str = ""
    stage: str = ""
    sort: str = ""

    @property
    def is_empty(self) -> bool:
        """True when everything is shown."""
        return not (self.text or self.stage)


def innovations(actor: Actor, filters: Filters) -> QuerySet[Innovation]:
    """Those that the actor may read, by name or as asked; the best found first when words were typed."""
    rows: QuerySet[Innovation] = Innovation.objects.filter(readable(actor))
    if filters.stage in Stage.values:
        rows = rows.filter(stage=filters.stage)
    if filters.text:
        rows = found_by(rows, filters.text)
    backwards = filters.sort.startswith("-")
    sort = SORTS.get(filters.sort.removeprefix("-"))
    if sort:
        rows = rows.order_by(f"-{sort[0]}" if backwards else sort[0], *sort[1:])
    return rows


def readable(actor: Actor) -> Q:
    """What everybody reads, and what the actor's own units run; everything for whoever keeps or reviews."""
    return ~Q(pk__in=()) if may_review(actor) else Q(is_public=True) | in_reach(actor)


def public_rows(filters: Filters) -> QuerySet[Innovation]:
    """The same of what everybody may read."""
    rows: QuerySet[Innovation] = Innovation.objects.public()
    rows = rows.filter(stage=filters.stage) if filters.stage in Stage.values else rows
    return found_by(rows, filters.text) if filters.text else rows


def found_by(rows: QuerySet[Innovation], text: str) -> QuerySet[Innovation]:
    """Those with all words, in the words of people, also misspelt; else those with any of them, most words first."""
    words = [word for word in _words_of(text) if word not in _SILENT and len(word) > 1][:MOST_WORDS]
    whole = rows.filter(matching(" ".join(words), SEARCHED))
    if not words or whole.exists():
        return whole
    meant = rows.filter(matching(" ".join(_meant(rows, words)), SEARCHED))
    return meant if len(words) < 2 or meant.exists() else _with_any(rows, words)


def _words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _meant(rows: QuerySet[Innovation], words: list[str]) -> list[str]:
    """Each word, or what it is most like of what people call a trouble: antrian is antrean."""
    told = rows.order_by().values_list("title", "content__words")[:MOST]
    texts = [text for title, called in told for text in (*title.values(), *(called or ()))]
    known = sorted({word for text in texts for word in _words_of(text)})
    return [next(iter(get_close_matches(word, known, 1, ALIKE)), word) for word in words]


def _with_any(rows: QuerySet[Innovation], words: list[str]) -> QuerySet[Innovation]:
    """Those with any of the words, the most first."""
    hits: Any = Value(0)
    for word in words:
        hits = hits + Case(When(matching(word, SEARCHED), then=1), default=0, output_field=IntegerField())
    return rows.annotate(hits=hits).filter(hits__gt=0).order_by("-hits", "name")


def public_innovations() -> list[InnovationCard]:
    """All public innovations by name, at most so many as a catalogue shows."""
    return [card_of(row) for row in Innovation.objects.public()[:MOST]]


def search_innovations(text: str) -> list[InnovationCard]:
    """The public innovations that answer a problem in people's own words."""
    return [card_of(row) for row in found_by(Innovation.objects.public(), text)[:MOST]]


def innovation_choices() -> list[tuple[str, str]]:
    """Code and title of the public innovations, by title: the topics of a visit."""
    rows = Innovation.objects.public().values_list("code", "title")[:MOST]
    return [(code, local(title)) for code, title in rows]


def public_entries() -> list[dict[str, Any]]:
    """The public innovations as entries that another regency reads, in both languages."""
    return [entry_of(row) for row in Innovation.objects.public().select_related("unit")[:MOST]]


def title_of_part(card: InnovationCard) -> str:
    """The name of the part of Balai that it is; empty for none."""
    return local(part_title(card.part))


def steps_of(row: Innovation) -> list[StageStep]:
    """How it went on and back, the newest first."""
    return list(row.steps.all()[:MOST])


def shelf(actor: Actor, filters: Filters) -> QuerySet[Innovation]:
    """The innovations for whoever writes them, each with whether a draft waits."""
    drafts = InnovationDraft.objects.filter(code=OuterRef("code"))
    return innovations(actor, filters).annotate(has_draft=Exists(drafts)).select_related("unit")


def drafts_at_hand(actor: Actor) -> list[InnovationDraft]:
    """The drafts that the actor writes, and for reviewers all that wait; those first that wait for the actor."""
    mine = InnovationDraft.objects.filter(in_reach(actor) | _for_review(actor)).select_related("unit")
    return sorted(mine[:MOST], key=lambda draft: not (draft.is_waiting or draft.is_returned))


def _for_review(actor: Actor) -> Q:
    return Q(review=Review.WAITING) if may_review(actor) else Q(pk__in=())


def waiting_drafts(actor: Actor) -> "QuerySet[InnovationDraft, Any]":
    """What waits for the actor: drafts to review, and own ones that came back with a note."""
    returned = within(actor, WRITE) & Q(review=Review.RETURNED)
    return InnovationDraft.objects.filter(_for_review(actor) | returned)


def stage_counts() -> dict[str, int]:
    """How many are at each stage."""
    found = Innovation.objects.order_by().values_list("stage").annotate(count=Count("pk"))
    return {**dict.fromkeys(Stage.values, 0), **dict(found)}


def find_innovation(code: str) -> Innovation | None:
    """The innovation, public or not, if it was ever published."""
    return Innovation.objects.select_related("unit").filter(code=code).first()


def find_draft(code: str) -> InnovationDraft | None:
    """The draft of an innovation, if somebody began one."""
    return InnovationDraft.objects.filter(code=code).first()


def innovation_named(code: str) -> Innovation:
    """The innovation, public or not. Raises NotVisible."""
    row = find_innovation(code)
    if row is None:
        raise NotVisible(_("Inovasi ini tidak ditemukan."))
    return row


def draft_named(code: str) -> InnovationDraft:
    """The draft of an innovation. Raises NotVisible."""
    draft = find_draft(code)
    if draft is None:
        raise NotVisible(_("Inovasi ini tidak mempunyai draf."))
    return draft


def assessments() -> list[Assessment]:
    """The years that were assessed with what counts in them, the newest first; two queries."""
    rows = Assessment.objects.select_related("instrument").prefetch_related("innovations__innovation")
    return list(rows[:30])


def assessed(assessment: Assessment) -> list[AssessedInnovation]:
    """The innovations that count in a year, by name."""
    return list(assessment.innovations.select_related("innovation")[:MOST])


def countable(assessment: Assessment) -> list[tuple[str, str]]:
    """The innovations in practice that do not count in the year yet."""
    rows = Innovation.objects.filter(stage=Stage.PRACTICE).exclude(
        pk__in=assessment.innovations.values("innovation")
    )
    return [(row.code, local(row.title)) for row in rows[:MOST]]


def newest_instruments() -> list[Instrument]:
    """The newest version of each instrument, the newest instrument first."""
    return list(Instrument.objects.order_by("-code", "-number").distinct("code"))


def latest_change() -> "QuerySet[Innovation, Any]":
    """When an innovation changed last; part of the page cache's key."""
    return Innovation.objects.order_by("-changed_at").values_list("changed_at", flat=True)[:1]


COLUMNS = (
    "kode", "inovasi", "tahap", "sejak", "unit", "bagian", "paket", "masalah", "publik",
)  # fmt: skip


def innovation_sheet(rows: QuerySet[Innovation]) -> Sheet:
    """The list as a table."""
    return Sheet(COLUMNS, [_sheet_row(row) for row in rows.select_related("unit")])


def _sheet_row(row: Innovation) -> tuple[object, ...]:
    return (
        row.code,
        local(row.title),
        str(Stage(row.stage).label),
        row.since,
        row.unit.name if row.unit else "",
        row.part,
        row.carried_by,
        local(row.content["problem"]),
        "ya" if row.is_public else "tidak",
    )
