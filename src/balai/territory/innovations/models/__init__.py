from balai.territory.innovations.models.assessment import AssessedInnovation, Assessment
from balai.territory.innovations.models.innovation import (
    LONGEST_NOTE,
    Innovation,
    InnovationDraft,
    Review,
    Stage,
    StageStep,
)
from balai.territory.innovations.models.instrument import Instrument

__all__ = [
    "LONGEST_NOTE",
    "AssessedInnovation",
    "Assessment",
    "Innovation",
    "InnovationDraft",
    "Instrument",
    "Review",
    "Stage",
    "StageStep",
]
