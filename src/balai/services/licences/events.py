"""Events of licences."""

from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.foundation.audit.api import declare, record
from balai.services.licences.models import Licence

RECORDED = declare("licences.recorded", _("{kind} {number} dicatat dalam register"))
FOLLOWED = declare("licences.followed", _("{kind} {number} digantikan {by}"))
SUSPENDED = declare("licences.suspended", _("{kind} {number} dibekukan: {reason}"))
LIFTED = declare("licences.lifted", _("Pembekuan {kind} {number} diakhiri: {reason}"))
REVOKED = declare("licences.revoked", _("{kind} {number} dicabut: {reason}"))
PLACED = declare("licences.placed", _("Tempat {kind} {number} diperbarui"))
VISITED = declare("licences.visited", _("Tempat {kind} {number} dikunjungi pada {day:day}"))
FOUND = declare("licences.found", _("Temuan pada izin {number}: “{finding}”"))
SETTLED = declare("licences.settled", _("Temuan pada izin {number} selesai: “{finding}”"))
KIND_INSTALLED = declare("licences.kind_installed", _("Jenis izin {kind} dipasang"))


def note(actor: Actor, name: str, licence: Licence, *, public: bool = True, **more: str) -> None:
    """Append an event of the licence, at its unit; ``public`` ones are read by its holder too."""
    unit = licence.unit
    record(
        actor,
        name,
        subject=licence,
        unit_id=unit.pk,
        region_code=unit.region_id,
        public=public,
        **{**licence.facts(), **more},
    )
