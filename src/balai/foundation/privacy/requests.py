"""Requests of data subjects as their cases tell them: who asks, for what, by when (UU 27/2022 art. 30 to 43 [R])."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.core.secret import unseal
from balai.foundation.accounts.api import CORRECTABLE
from balai.foundation.cases.api import CaseCard

PROCEDURE = "permintaan-data-pribadi"
EVERYTHING = "semua"  # the answer that means: the account too
PREFIX = "benar_"  # what begins with it is the right value of the fact that follows
SECRETS = {"nik": "nik", "family_card": "kk"}


@dataclass(frozen=True)
class DataRequest:
    """One request. ``corrections`` are the right values by the name of the fact, the two numbers plain."""

    case_id: UUID
    code: str
    person_id: UUID
    due_at: datetime
    kind: str
    with_account: bool
    corrections: Mapping[str, Any]


def request_of(card: CaseCard, answers: Mapping[str, Any]) -> DataRequest:
    """The request of a case. Raises Invalid when it belongs to no account."""
    if card.applicant_id is None:
        raise Invalid(_("Permintaan ini tidak terikat pada akun."))
    return DataRequest(
        case_id=card.id,
        code=card.code,
        person_id=card.applicant_id,
        due_at=card.due_at,
        kind=str(answers.get("jenis", "")),
        with_account=answers.get("lingkup") == EVERYTHING,
        corrections=_corrections(answers),
    )


def _corrections(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Fields are named after the facts; what is hidden or empty is no answer and corrects nothing."""
    given = {name.removeprefix(PREFIX): value for name, value in answers.items() if name.startswith(PREFIX)}
    return {name: _plain(name, value) for name, value in given.items() if name in CORRECTABLE and value}


def _plain(name: str, value: Any) -> Any:
    if name in SECRETS and isinstance(value, Mapping):
        return unseal(str(value.get("sealed", "")), SECRETS[name])
    return value
