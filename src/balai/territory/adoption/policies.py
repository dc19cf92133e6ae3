"""Who may do what with plans of adoption; nothing else decides."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed
from balai.foundation.organizations.api import get_unit
from balai.territory.adoption.models import Plan, Step
from balai.territory.adoption.models.plan import MANAGE, WORK

__all__ = [
    "MANAGE",
    "WORK",
    "may_judge",
    "may_manage",
    "may_work",
    "require_judge",
    "require_manager",
    "require_worker",
]


def may_manage(actor: Actor) -> bool:
    """True for whoever keeps the plans of the regency."""
    return bool(actor.is_system or actor.grants_with(MANAGE))


def require_manager(actor: Actor) -> None:
    """Raises NotAllowed unless the actor keeps the plans."""
    if not may_manage(actor):
        raise NotAllowed(_("Rencana adopsi diatur oleh bagian kerja sama."))


def may_work(actor: Actor, step: Step) -> bool:
    """True for whoever keeps the plans, or works at the unit that carries the step out."""
    return may_manage(actor) or _works_at(actor, step.unit_id)


def require_worker(actor: Actor, step: Step) -> None:
    """Raises NotAllowed unless the actor may tell how far the step is."""
    if not may_work(actor, step):
        raise NotAllowed(_("Langkah ini dikerjakan unit lain."))


def may_judge(actor: Actor, plan: Plan) -> bool:
    """True for whoever keeps the plans, or works at the unit that takes the innovation up."""
    return may_manage(actor) or bool(plan.unit_id and _works_at(actor, plan.unit_id))


def require_judge(actor: Actor, plan: Plan) -> None:
    """Raises NotAllowed unless the actor may say what the regency has."""
    if not may_judge(actor, plan):
        raise NotAllowed(_("Kesiapan dinilai oleh unit penanggung jawab atau bagian kerja sama."))


def _works_at(actor: Actor, unit_id: UUID) -> bool:
    unit = get_unit(unit_id)
    return actor.may(WORK, unit_id=unit.id, region_code=unit.region_code)
