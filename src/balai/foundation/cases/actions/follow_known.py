"""What officers took over from elsewhere follows it when it changes there."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from balai.core.actor import Actor
from balai.foundation.audit.api import record
from balai.foundation.cases.events import FOLLOWED
from balai.foundation.cases.known import known_now
from balai.foundation.cases.models import Case, spec_of
from balai.foundation.cases.procedure.spec import ActionField
from balai.foundation.cases.recorded import fields_of, shown_value

Taken = list[tuple[ActionField, str]]


@transaction.atomic
def follow_known(actor: Actor, case_id: UUID, family: str, before: Mapping[str, str]) -> bool:
    """Write down anew what an open case took over from ``family`` as it was ``before``; False when nothing followed.

    All of it follows or nothing: where an officer wrote something else, that was meant, and the page of the case
    shows both. Whoever has the case open is told on acting that it changed.
    """
    case = Case.objects.unscoped().select_for_update(of=("self",)).filter(pk=case_id, closed_at=None).first()
    if case is None:
        return False
    taken = _taken(case, family)
    if not taken or any(case.records[field.name] != before.get(name) for field, name in taken):
        return False
    now = known_now(case_id, family)
    case.records = {**case.records, **{field.name: now[name] for field, name in taken}}
    case.version += 1
    case.save(update_fields=["records", "version"])
    _note(actor, case, taken, before=_told(taken, before), now=_told(taken, now))
    return True


def _taken(case: Case, family: str) -> Taken:
    """The fields of the case that hold something of the family, each with its name there."""
    known = ((field, field.known.partition(".")) for field in fields_of(spec_of(case.procedure_id)))
    return [
        (field, name) for field, (of, _dot, name) in known if of == family and case.records.get(field.name)
    ]


def _told(taken: Taken, values: Mapping[str, str]) -> str:
    return ", ".join(shown_value(field, values[name]) for field, name in taken)


def _note(actor: Actor, case: Case, taken: Taken, **told: str) -> None:
    record(
        actor,
        FOLLOWED,
        subject=case,
        unit_id=case.unit_id,
        region_code=case.region_id,
        public=all(field.public for field, _name in taken),
        **case.facts(),
        **told,
    )
