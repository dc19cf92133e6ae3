"""Begin an application or a correction: a draft that is filled from what is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.errors import Invalid, NotAllowed
from balai.foundation.accounts.api import facts_at_counter, profile_facts
from balai.foundation.cases.api import answers_of, available_actions_of, get_case
from balai.foundation.forms.api import DraftCard, Holder, start_draft
from balai.foundation.organizations.api import UnitCard
from balai.services.applications.actions.submit import CASE
from balai.services.applications.purpose import Purpose
from balai.services.catalogue.api import ServicePage, service_by_code


@dataclass(frozen=True)
class After:
    """What a further application follows, such as a licence, and the case that it came from."""

    id: UUID
    case_id: UUID | None = None


def begin_application(holder: Holder, service: ServicePage, unit: UnitCard) -> DraftCard:
    """The holder's draft for the service at the unit. Raises Invalid when the service is not given there."""
    _require_offered(service, unit)
    purpose = Purpose(service_code=service.card.code, unit_id=unit.id)
    return start_draft(holder, service.form_code, str(purpose), _facts(holder))


def begin_again(
    holder: Holder, service: ServicePage, unit: UnitCard, answers: Mapping[str, Any], after: After
) -> DraftCard:
    """The holder's draft of an application that follows an earlier one, with its answers and files.

    Raises Invalid when the service is not given at the unit any more.
    """
    _require_offered(service, unit)
    purpose = Purpose(service_code=service.card.code, unit_id=unit.id, after_id=after.id)
    attached = (CASE, after.case_id) if after.case_id else None
    facts = _facts(holder)
    return start_draft(holder, service.form_code, str(purpose), facts, answers=answers, attached=attached)


def begin_for(
    holder: Holder, service: ServicePage, unit: UnitCard, applicant_id: UUID, proof: str = ""
) -> DraftCard:
    """An officer's draft for a citizen at the counter, filled from what the account says; the read is logged.

    Raises NotVisible, NotAllowed (see ``accounts.api.served_citizen``), Invalid.
    """
    _require_offered(service, unit)
    facts = facts_at_counter(holder.actor, applicant_id, proof)
    purpose = Purpose(service_code=service.card.code, unit_id=unit.id, applicant_id=applicant_id)
    return start_draft(holder, service.form_code, str(purpose), facts)


def _require_offered(service: ServicePage, unit: UnitCard) -> None:
    offered = service.unit_id == unit.id if service.unit_id else unit.kind in service.provider_kinds
    if not (service.is_open and offered):
        raise Invalid(_("Layanan ini tidak tersedia di {unit}.").format(unit=unit.name))


def begin_correction(holder: Holder, case_id: UUID) -> DraftCard:
    """The applicant's draft for a returned case, with the answers as they were given, asked by the version of then.

    Raises NotVisible, and NotAllowed when the case does not wait for the applicant.
    """
    card = get_case(holder.actor, case_id)
    if not any(
        action.by_applicant and action.kind == "forward"
        for action in available_actions_of(holder.actor, case_id)
    ):
        raise NotAllowed(_("Permohonan ini tidak sedang menunggu perbaikan dari Anda."))
    form_code = service_by_code(card.service).form_code
    return start_draft(
        holder,
        form_code,
        str(Purpose(case_id=case_id)),
        answers=answers_of(holder.actor, case_id),
        attached=(CASE, case_id),
        version=card.form_version,
    )


def _facts(holder: Holder) -> dict[str, object]:
    """What is known of the signed-in person; of a visitor nothing."""
    return profile_facts(holder.actor.user_id) if holder.actor.user_id else {}
