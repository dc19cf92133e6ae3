"""Who has a task in hand: taken, given back and handed on by conditional updates, so that one of two wins."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict
from balai.foundation.audit.api import record
from balai.foundation.cases.models import Task
from balai.foundation.regions.api import zone


def pass_to(task: Task, person_id: object) -> None:
    """Put the task, as it was seen, into somebody's hands (None for nobody's). Raises Conflict when it moved."""
    seen = Task.objects.unscoped().filter(pk=task.pk, closed_at=None, taken_by_id=task.taken_by_id)
    moment = timezone.now() if person_id else None
    if not seen.update(taken_by_id=person_id, taken_at=moment):
        raise Conflict(_what_happened(task))


def _what_happened(task: Task) -> str:
    now = Task.objects.unscoped().select_related("taken_by").get(pk=task.pk)
    if now.closed_at:
        return _("Tugas %(code)s baru saja selesai dikerjakan.") % {"code": task.case_code}
    return (
        held_by(now) if now.taken_by_id else _("Tugas %(code)s baru saja dilepas.") % {"code": task.case_code}
    )


def held_by(task: Task) -> str:
    """The sentence for whoever finds the task in a colleague's hands."""
    words = {
        "code": task.case_code,
        "name": task.taken_by.full_name if task.taken_by else "",
        "when": since(task),
    }
    return _("%(code)s sedang dikerjakan %(name)s sejak %(when)s. Ambil alih dahulu bila perlu.") % words


def since(task: Task) -> str:
    """Since when somebody has the task, in the time of the regency."""
    return date_format(timezone.localtime(task.taken_at, zone()), "j F Y H.i") if task.taken_at else ""


def note(actor: Actor, name: str, task: Task, **facts: Any) -> None:
    """Append what happened with the task to the story of its case."""
    record(
        actor,
        name,
        subject=task.case,
        unit_id=task.unit_id,
        region_code=task.region_code,
        **task.case.facts(),
        **facts,
    )
