"""Open a case: somebody asked for something."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid, NotAllowed
from balai.core.ids import new_code
from balai.foundation.audit.api import record
from balai.foundation.cases import policies
from balai.foundation.cases.actions.install_procedure import latest_version
from balai.foundation.cases.cards import CaseCard, OpenCase, card_of
from balai.foundation.cases.deadlines import due_after
from balai.foundation.cases.engine import enter
from balai.foundation.cases.events import OPENED
from balai.foundation.cases.models import Case, ProcedureVersion
from balai.foundation.cases.telling import tell_opened
from balai.foundation.organizations.api import get_unit


@transaction.atomic
def open_case(actor: Actor, request: OpenCase) -> CaseCard:
    """Open the case with first tasks and deadline. Raises NotAllowed, Invalid for an unknown procedure."""
    if not policies.may_open(actor, request.unit_id, request.applicant_id):
        raise NotAllowed(_("Anda tidak dapat mengajukan untuk orang ini di unit ini."))
    version = latest_version(request.procedure)
    if version is None:
        raise Invalid(_("Prosedur layanan ini belum dipasang."))
    now = timezone.now()
    case = _new_case(actor, request, version, now)
    enter(case, version.spec, version.spec.start, now)
    record(
        actor,
        OPENED,
        subject=case,
        unit_id=case.unit_id,
        region_code=case.region_id,
        public=True,
        channel=case.channel,
        **case.facts(),
        **request.basis,
    )
    tell_opened(actor, case)
    return card_of(case, version.spec)


def _new_case(actor: Actor, request: OpenCase, version: ProcedureVersion, now: datetime) -> Case:
    unit = get_unit(request.unit_id)
    return Case(
        code=_free_code(request.code_prefix),
        procedure=version,
        service_code=request.service,
        form_code=request.form,
        form_version=request.form_version,
        unit_id=unit.id,
        region_id=unit.region_code,
        applicant_id=request.applicant_id,
        opened_by_id=actor.user_id,
        applicant_name=request.applicant_name or _applicant_name(actor, request.applicant_id),
        title=request.title,
        subject=request.subject,
        channel=request.channel,
        answers=dict(request.data),
        submitted_at=now,
        due_at=request.due_at or due_after(unit.id, now, version.spec.limit),
    )


def _applicant_name(actor: Actor, applicant_id: UUID | None) -> str:
    if applicant_id is None or applicant_id == actor.user_id:
        return actor.name
    people = Case._meta.get_field("applicant").related_model
    return str(people._default_manager.values_list("full_name", flat=True).get(pk=applicant_id))


def _free_code(prefix: str) -> str:
    code = new_code(prefix)
    while Case.objects.unscoped().filter(code=code).exists():
        code = new_code(prefix)
    return code
