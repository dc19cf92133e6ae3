"""Assess a year for the regional innovation index."""

from types import MappingProxyType

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.territory.innovations import events
from balai.territory.innovations.access import (
    get_assessed,
    get_assessment,
    get_innovation,
    get_instrument,
)
from balai.territory.innovations.iid import Evidence, Indicator, Levels, read_method
from balai.territory.innovations.models import AssessedInnovation, Assessment, Instrument, Stage

NONE: Evidence = MappingProxyType({})


@transaction.atomic
def begin_assessment(actor: Actor, year: int, instrument: str) -> Assessment:
    """Begin a year by the newest version of an instrument. Raises NotAllowed, NotVisible, Conflict."""
    found = get_instrument(actor, instrument)
    if Assessment.objects.filter(year=year).exists():
        raise Conflict(_("Tahun %(year)s sudah dinilai.") % {"year": year})
    assessment = Assessment.objects.create(year=year, instrument=found, changed_by=actor.name)
    record(actor, events.ASSESSMENT_BEGUN, subject=assessment, year=year)
    return assessment


@transaction.atomic
def assess_region(actor: Actor, year: int, levels: Levels, evidence: Evidence = NONE) -> None:
    """Keep the levels of the regency's own indicators, and what proves them. Raises NotAllowed, NotVisible, Invalid."""
    assessment = get_assessment(actor, year, lock=True)
    method = read_method(assessment.instrument.definition, assessment.instrument.number)
    assessment.levels = _checked(levels, method.of("region", "count"), method.top)
    assessment.evidence = _told(evidence)
    assessment.changed_by = actor.name
    assessment.save(update_fields=["levels", "evidence", "changed_by", "changed_at"])
    record(actor, events.ASSESSED, subject=assessment, what=_("daerah"), year=year)


@transaction.atomic
def count_innovation(actor: Actor, year: int, code: str) -> None:
    """Let an innovation in practice count in the year. Raises NotAllowed, NotVisible, Invalid, Conflict."""
    assessment = get_assessment(actor, year, lock=True)
    row = get_innovation(actor, code, to="manage")
    if row.stage != Stage.PRACTICE:
        raise Invalid(_("Hanya inovasi dalam penerapan yang dinilai."))
    _one, is_new = AssessedInnovation.objects.get_or_create(assessment=assessment, innovation=row)
    if not is_new:
        raise Conflict(_("Inovasi ini sudah dinilai pada tahun itu."))
    record(actor, events.COUNTED, subject=assessment, title=row.name, year=year)


@transaction.atomic
def leave_out(actor: Actor, year: int, code: str) -> None:
    """Let an innovation no longer count in the year, its levels with it. Raises NotAllowed, NotVisible."""
    found = get_assessed(actor, year, code, lock=True)
    record(actor, events.UNCOUNTED, subject=found.assessment, title=found.innovation.name, year=year)
    found.delete()


@transaction.atomic
def assess_innovation(actor: Actor, year: int, code: str, levels: Levels, evidence: Evidence = NONE) -> None:
    """Keep the levels of an innovation, and what proves them. Raises NotAllowed, NotVisible, Invalid."""
    found = get_assessed(actor, year, code, lock=True)
    instrument: Instrument = found.assessment.instrument
    method = read_method(instrument.definition, instrument.number)
    found.levels = _checked(levels, method.of("innovation"), method.top)
    found.evidence = _told(evidence)
    found.save(update_fields=["levels", "evidence"])
    record(actor, events.ASSESSED, subject=found.assessment, what=found.innovation.name, year=year)


def _checked(levels: Levels, indicators: tuple[Indicator, ...], top: int) -> dict[str, int]:
    """The levels as they are stored; one of nought is left out."""
    known = {one.number for one in indicators}
    for number, level in levels.items():
        if number not in known or not 0 <= level <= top:
            sentence = _("Nilai 0 sampai %(top)s.") % {"top": top}
            raise Invalid(sentence, {f"level_{number}": sentence})
    return {str(number): level for number, level in sorted(levels.items()) if level}


def _told(evidence: Evidence) -> dict[str, str]:
    return {str(number): said for number, text in sorted(evidence.items()) if (said := text.strip())}
