"""Set how people can come for a service."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.audit.api import record
from balai.services.appointments.access import get_managed_opening
from balai.services.appointments.events import OPENING_SET

WORDS = {
    "capacity": gettext_lazy("orang"),
    "slot_minutes": gettext_lazy("menit"),
    "horizon_days": gettext_lazy("hari ke depan"),
    "notice_hours": gettext_lazy("jam sebelumnya"),
    "quota": gettext_lazy("janji seorang"),
    "is_open": gettext_lazy("buka"),
}


@transaction.atomic
def set_opening(actor: Actor, code: str, facts: dict[str, Any]) -> tuple[str, ...]:
    """Bring an opening to the facts; returns what changed. Appointments that stand keep their time.

    Raises NotVisible, Invalid.
    """
    opening = get_managed_opening(actor, code)
    changed = tuple(name for name in WORDS if name in facts and getattr(opening, name) != facts[name])
    for name in changed:
        setattr(opening, name, facts[name])
    try:
        opening.full_clean(exclude={field.name for field in opening._meta.fields} - WORDS.keys())
    except ValidationError as fault:
        raise Invalid(_("Angka ini tidak dapat dipakai. Periksa batasnya.")) from fault
    if changed:
        opening.save(update_fields=changed)
        words = ", ".join(f"{WORDS[name]} {_told(getattr(opening, name))}" for name in changed)
        unit = opening.unit
        record(
            actor,
            OPENING_SET,
            subject=opening,
            unit_id=unit.pk,
            region_code=unit.region_id,
            opening=opening.title,
            changes=words,
        )
    return changed


def _told(value: Any) -> str:
    return str(value) if not isinstance(value, bool) else (_("ya") if value else _("tidak"))
