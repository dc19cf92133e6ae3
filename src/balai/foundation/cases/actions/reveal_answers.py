"""Open the identity numbers among the answers of a case, with a reason that is logged."""

from dataclasses import dataclass
from uuid import UUID

from balai.core.actor import Actor
from balai.foundation.cases.access import get_case
from balai.foundation.cases.answers import answers_in, filings_of, kept_answers
from balai.foundation.cases.models import Case
from balai.foundation.forms.api import Answers, get_form, plain_values


@dataclass(frozen=True)
class RevealedNumber:
    """A number with the question that it answers. Shown once, kept nowhere."""

    label: str
    number: str


def reveal_answers(actor: Actor, case_id: UUID, why: str) -> list[RevealedNumber]:
    """The numbers in the order of the forms; logged with the reason. Raises NotVisible, NotAllowed."""
    case = get_case(actor, case_id, to="see")
    own = kept_answers(case)
    filed = [answers_in(filing) for filing in filings_of(case)]
    return [number for kept in ([own] if own else []) + filed for number in _open(actor, case, kept, why)]


def _open(actor: Actor, case: Case, answers: Answers, why: str) -> list[RevealedNumber]:
    spec = get_form(answers.form_code, answers.form_version)
    values = plain_values(actor, answers, subject=case, why=why)
    secret = [field for field in spec.fields() if field.is_secret and field.name in values]
    return [RevealedNumber(str(field.label), values[field.name]) for field in secret]
