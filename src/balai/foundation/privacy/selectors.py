"""Reads of the register, retention and breaches."""

from typing import Any

from balai.core.actor import Actor
from balai.core.ui.words import local, moment
from balai.foundation.privacy.models import Breach, BreachLetter, Processing, RetentionRule, RetentionRun
from balai.foundation.privacy.policies import require_officer
from balai.foundation.regions.api import regency

MOST_RUNS = 50


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
