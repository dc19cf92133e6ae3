"""What of a person can be erased, what can only be kept, and what holds it back for now."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from balai.foundation.accounts import api as accounts
from balai.foundation.audit import api as audit
from balai.foundation.cases import api as cases
from balai.foundation.documents import api as documents
from balai.foundation.forms import api as forms
from balai.foundation.notices import api as notices
from balai.foundation.privacy.models import Consent
from balai.foundation.tokens import api as tokens

ACCOUNT = "account"  # goes last, see actions/erase.py
OPEN_CASE, ROLE = "open_case", "role"


@dataclass(frozen=True)
class Eraser:
    """Counts what one kind holds about a person, and erases it; without ``erase`` it can only be kept."""

    count: Callable[[UUID], int]
    erase: Callable[[UUID], int] | None = None


def _one(person_id: UUID) -> int:
    return 1


def _count_consents(person_id: UUID) -> int:
    return Consent.objects.filter(person_id=person_id).count()


def _forget_consents(person_id: UUID) -> int:
    return Consent.objects.filter(person_id=person_id).delete()[0]


ERASERS: dict[str, Eraser] = {
    "drafts": Eraser(forms.count_drafts, forms.forget_drafts),
    "notices": Eraser(notices.count_of, notices.forget_of),
    "devices": Eraser(accounts.count_devices, accounts.forget_devices),
    "tokens": Eraser(tokens.count_tokens, tokens.forget_tokens),
    "consents": Eraser(_count_consents, _forget_consents),
    ACCOUNT: Eraser(_one),
    "cases": Eraser(cases.count_cases_of),
    "attachments": Eraser(forms.count_attachments),
    "documents": Eraser(documents.count_documents_of),
    "trail": Eraser(audit.count_trail_of),
}


def register_eraser(code: str, eraser: Eraser) -> None:
    """Add a kind that a module above keeps about people (in ``AppConfig.ready``)."""
    ERASERS[code] = eraser


def is_erasable(code: str) -> bool:
    """True for a kind that can go; others can only be kept."""
    return code == ACCOUNT or ERASERS[code].erase is not None


HOLDS: dict[str, Callable[[UUID, UUID], bool]] = {
    OPEN_CASE: lambda person, case: cases.count_cases_of(person, open_besides=case) > 0,
    ROLE: lambda person, case: accounts.holds_role(person),
}
