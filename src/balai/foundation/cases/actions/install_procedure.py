"""Publish a procedure: a changed definition becomes a further version, running cases keep theirs."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from balai.core.actor import SYSTEM, Actor
from balai.foundation.audit.api import record
from balai.foundation.cases.events import PUBLISHED
from balai.foundation.cases.models import ProcedureVersion
from balai.foundation.cases.procedure.checks import check_forms, check_procedure


@transaction.atomic
def install_procedure(
    definition: Mapping[str, Any], *, actor: Actor = SYSTEM, path: Sequence[str | int] = ()
) -> ProcedureVersion:
    """The version of the definition; the newest when it says the same. Raises ContentError with the path."""
    plain = json.loads(json.dumps(definition, default=str))
    check_procedure(plain, path)
    check_forms(plain, path)
    digest = digest_of(plain)
    newest = _newest(plain["code"])
    if newest and newest.digest == digest:
        return newest
    version = ProcedureVersion.objects.create(
        code=plain["code"],
        number=newest.number + 1 if newest else 1,
        name=plain["name"],
        definition=plain,
        digest=digest,
    )
    record(actor, PUBLISHED, subject=version, procedure=version.code, number=version.number)
    return version


def digest_of(definition: Mapping[str, Any]) -> str:
    """The same for the same procedure, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(definition, sort_keys=True).encode()).hexdigest()


def latest_version(code: str) -> ProcedureVersion | None:
    """The version that new cases get; None for a procedure that was never published, or was closed."""
    newest = _newest(code)
    return None if newest is None or hasattr(newest, "retirement") else newest


def _newest(code: str) -> ProcedureVersion | None:
    versions = ProcedureVersion.objects.filter(code=code).select_related("retirement")
    return versions.order_by("-number").first()
