"""The answers that a case keeps: the applicant's, and what officers filled in with their decisions."""

from balai.foundation.cases.models import Case, Filing
from balai.foundation.forms.api import Answers, get_form


def kept_answers(case: Case) -> Answers | None:
    """The applicant's answers as the form knows them; None for a case that began without a form."""
    if not case.form_code:
        return None
    spec = get_form(case.form_code, int(case.form_version) if case.form_version else None)
    return Answers(case.form_code, spec.version, case.answers)


def filings_of(case: Case) -> list[Filing]:
    """The filings of a case that somebody was allowed to see, in the order of the decisions."""
    return list(Filing.objects.filter(case=case))


def answers_in(filing: Filing) -> Answers:
    """The answers of a filing as the form knows them."""
    return Answers(filing.form_code, filing.form_version, filing.values)


def has_numbers(answers: Answers) -> bool:
    """True when an identity number is among the answers."""
    return any(isinstance(value, dict) and "sealed" in value for value in answers.values.values())
