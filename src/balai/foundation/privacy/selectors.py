"""Reads of the register, retention and breaches."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.core.ui.words import local, moment
from balai.foundation.cases.api import CaseCard, answers_of, cases_of_applicant, get_case, worked_by_procedure
from balai.foundation.privacy.models import (
    Breach,
    BreachLetter,
    Consent,
    Erasure,
    Processing,
    RetentionRule,
    RetentionRun,
)
from balai.foundation.privacy.policies import require_officer
from balai.foundation.privacy.requests import PROCEDURE, DataRequest, request_of
from balai.foundation.regions.api import regency

MOST_RUNS = 50
MOST_REQUESTS = 100
CONSENT = "consent"


@dataclass(frozen=True)
class ConsentCard:
    """A purpose whose basis is consent, with what the person said; ``given_at`` None means no."""

    entry: Processing
    given_at: datetime | None


@dataclass(frozen=True)
class RequestCard:
    """A request of a data subject with the report of what was erased for it, if that was asked."""

    case: CaseCard
    lines: tuple[dict[str, Any], ...]
    account_due_at: datetime | None = None


def public_register() -> list[Processing]:
    """The register as everybody may read it (UU 27/2022 art. 5 and 31)."""
    return list(Processing.objects.all())


def retention_rules() -> list[RetentionRule]:
    """How long what no law asks to keep is kept."""
    return list(RetentionRule.objects.all())


def latest_runs(actor: Actor) -> list[RetentionRun]:
    """What the job did, the newest first. Raises NotAllowed."""
    require_officer(actor)
    return list(RetentionRun.objects.select_related("rule")[:MOST_RUNS])


def breaches(actor: Actor) -> list[Breach]:
    """The register of breaches, the newest first. Raises NotAllowed."""
    require_officer(actor)
    return list(Breach.objects.select_related("case"))


def letters() -> list[BreachLetter]:
    """The templates of letters about a breach."""
    return list(BreachLetter.objects.all())


def written(letter: BreachLetter, breach: Breach) -> str:
    """The letter with the facts of the breach, in the reader's language."""
    facts: dict[str, Any] = {
        "regency": regency().name,
        "title": breach.title,
        "discovered": moment(breach.discovered_at),
        "data": breach.revealed,
        "how": breach.how,
        "handling": breach.handling,
        "subjects": breach.subjects,
    }
    return local(letter.body).format_map(facts)


def consent_purposes() -> list[Processing]:
    """The entries of the register whose basis is consent as it stands now."""
    return [entry for entry in Processing.objects.all() if entry.facts["basis"] == CONSENT]


def consents_of(actor: Actor) -> list[ConsentCard]:
    """Every purpose that asks for consent, with the person's own."""
    given = Consent.objects.filter(person_id=actor.user_id, withdrawn_at=None)
    since = dict(given.values_list("purpose", "given_at"))
    return [ConsentCard(entry, since.get(entry.code)) for entry in consent_purposes()]


def consenting(purpose: str, person_ids: Collection[UUID]) -> set[UUID]:
    """Who of these people consents to the purpose now; nobody when consent is not its basis."""
    if purpose not in {entry.code for entry in consent_purposes()}:
        return set()
    rows = Consent.objects.filter(purpose=purpose, person_id__in=person_ids, withdrawn_at=None)
    return set(rows.values_list("person_id", flat=True))


def requests_at_hand(actor: Actor) -> list[CaseCard]:
    """The requests of data subjects that the officer answers, open ones first. Raises NotAllowed."""
    require_officer(actor)
    return worked_by_procedure(actor, PROCEDURE, MOST_REQUESTS)


def data_request(actor: Actor, case_id: UUID) -> tuple[CaseCard, DataRequest]:
    """One request with what it asks for, for its officer. Raises NotAllowed, NotVisible."""
    require_officer(actor)
    card = get_case(actor, case_id)
    if card.procedure != PROCEDURE:
        raise NotVisible(_("Permintaan ini tidak ada."))
    return card, request_of(card, answers_of(actor, case_id))


def erasure_of(case_id: UUID) -> Erasure | None:
    """The report of the erasure that was carried out for a case."""
    return Erasure.objects.filter(case_id=case_id).first()


def requests_of(actor: Actor) -> list[RequestCard]:
    """The person's own requests, the newest first, with what was done."""
    mine = [card for card in cases_of_applicant(actor, MOST_REQUESTS) if card.procedure == PROCEDURE]
    done = {row.case_id: row for row in Erasure.objects.filter(case_id__in=[card.id for card in mine])}
    return [_request_card(card, done.get(card.id)) for card in mine]


def _request_card(card: CaseCard, report: Erasure | None) -> RequestCard:
    if report is None:
        return RequestCard(card, ())
    is_waiting = report.account_erased_at is None
    return RequestCard(card, tuple(report.lines), report.account_due_at if is_waiting else None)
