"""The ways to obtain an innovation, a draft or a year's assessment: the object, or 404, or 403."""

from typing import Literal

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.territory.innovations import selectors
from balai.territory.innovations.models import (
    AssessedInnovation,
    Assessment,
    Innovation,
    InnovationDraft,
    Instrument,
)
from balai.territory.innovations.policies import may_review, require_a_hand, require_manager, require_writer

Purpose = Literal["read", "manage"]


def get_innovation(actor: Actor, code: str, to: Purpose = "read", *, lock: bool = False) -> Innovation:
    """The innovation; ``lock`` holds its row. Raises NotVisible, and NotAllowed to manage without the right."""
    if to == "manage":
        require_manager(actor)
    rows = Innovation.objects.select_related("unit")
    rows = rows.select_for_update(of=("self",)) if lock else rows
    found = rows.filter(selectors.readable(actor), code=code).first()
    if found is None:
        raise NotVisible(_("Inovasi ini tidak ditemukan."))
    return found


def get_draft(actor: Actor, code: str) -> InnovationDraft:
    """The draft for those who write it, and for reviewers once it was sent. Raises NotAllowed, NotVisible."""
    require_a_hand(actor)
    draft = selectors.draft_named(code)
    if not (draft.is_waiting and may_review(actor)):
        require_writer(actor, draft.unit_id)
    return draft


def get_assessment(actor: Actor, year: int, *, lock: bool = False) -> Assessment:
    """The assessment of a year; ``lock`` holds its row. Raises NotAllowed, NotVisible."""
    require_manager(actor)
    rows = Assessment.objects.select_related("instrument")
    rows = rows.select_for_update(of=("self",)) if lock else rows
    found = rows.filter(year=year).first()
    if found is None:
        raise NotVisible(_("Tahun ini belum dinilai."))
    return found


def get_assessed(actor: Actor, year: int, code: str, *, lock: bool = False) -> AssessedInnovation:
    """An innovation of a year's assessment. Raises NotAllowed, NotVisible."""
    require_manager(actor)
    rows = AssessedInnovation.objects.select_related("assessment__instrument", "innovation")
    rows = rows.select_for_update(of=("self",)) if lock else rows
    found = rows.filter(assessment__year=year, innovation__code=code).first()
    if found is None:
        raise NotVisible(_("Inovasi ini tidak dinilai pada tahun itu."))
    return found


def get_instrument(actor: Actor, code: str) -> Instrument:
    """The newest version of an instrument. Raises NotAllowed, NotVisible."""
    require_manager(actor)
    found = Instrument.objects.filter(code=code).order_by("-number").first()
    if found is None:
        raise NotVisible(_("Instrumen ini tidak ada."))
    return found
