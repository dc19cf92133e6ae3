"""Open the identity numbers among the answers of a case, with a reason that is logged."""

from dataclasses import dataclass
from uuid import UUID

from balai.core.actor import Actor
from balai.foundation.cases.access import get_case
from balai.foundation.cases.matter import kept_answers
from balai.foundation.forms.api import get_form, plain_values


@dataclass(frozen=True)
class RevealedNumber:
    """A number with the question that it answers. Shown once, kept nowhere."""

    label: str
    number: str


def reveal_answers(actor: Actor, case_id: UUID, why: str) -> list[RevealedNumber]:
    """The numbers in the order of the form; logged with the reason. Raises NotVisible, NotAllowed."""
    case = get_case(actor, case_id, to="see")
    answers = kept_answers(case)
    if answers is None:
        return []
    spec = get_form(answers.form_code, answers.form_version)
    values = plain_values(actor, answers, subject=case, why=why)
    secret = [field for field in spec.fields() if field.is_secret and field.name in values]
    return [RevealedNumber(str(field.label), values[field.name]) for field in secret]
