"""What a draft is for: a new application at a unit, or the correction of a returned case."""

from dataclasses import dataclass
from uuid import UUID

from balai.core.errors import NotVisible

OBJECTION = "keberatan"


@dataclass(frozen=True)
class Purpose:
    """The purpose of a draft, kept by ``forms`` as one short text."""

    service_code: str = ""
    unit_id: UUID | None = None
    case_id: UUID | None = None
    applicant_id: UUID | None = None  # when an officer fills in for somebody at the counter
    after_id: UUID | None = None  # when it follows something that was given before, such as a licence

    def __str__(self) -> str:
        if self.case_id:
            return f"perbaiki:{self.case_id}"
        if self.applicant_id:
            return f"bantu:{self.service_code}:{self.unit_id}:{self.applicant_id}"
        first = f"ajukan:{self.service_code}:{self.unit_id}"
        return f"{first}:{self.after_id}" if self.after_id else first


def objection_purpose(case_id: UUID, person_id: UUID | None = None) -> str:
    """The purpose of the draft of an objection; with the person whom a counter serves."""
    return f"{OBJECTION}:{case_id}:{person_id}" if person_id else f"{OBJECTION}:{case_id}"


def read_purpose(text: str) -> Purpose:
    """The purpose of a draft. Raises NotVisible for a draft of another module."""
    kind, *rest = text.split(":")
    if kind == "perbaiki" and len(rest) == 1:
        return Purpose(case_id=UUID(rest[0]))
    if kind == "ajukan" and len(rest) in (2, 3):
        after = UUID(rest[2]) if rest[2:] else None
        return Purpose(service_code=rest[0], unit_id=UUID(rest[1]), after_id=after)
    if kind == "bantu" and len(rest) == 3:
        return Purpose(service_code=rest[0], unit_id=UUID(rest[1]), applicant_id=UUID(rest[2]))
    raise NotVisible
