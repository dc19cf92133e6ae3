"""What holders are told about their licences, in the transaction of the change."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balai.core.actor import SYSTEM, Actor
from balai.foundation.notices import api as notices
from balai.services.licences.models import Finding, Licence

LICENCE = frozenset({"kind", "number"})
_DUTY = _("Keputusan atas izin wajib diberitahukan kepada pemegangnya.")

ENDING = notices.declare(
    notices.Kind("licences.ending", _("Izin segera berakhir"), "citizen", LICENCE | {"days", "until"})
)
SUSPENDED = notices.declare(
    notices.Kind("licences.suspended", _("Izin dibekukan"), "citizen", LICENCE | {"reason"}, duty=_DUTY)
)
LIFTED = notices.declare(
    notices.Kind("licences.lifted", _("Pembekuan izin berakhir"), "citizen", LICENCE | {"reason"}, duty=_DUTY)
)
REVOKED = notices.declare(
    notices.Kind("licences.revoked", _("Izin dicabut"), "citizen", LICENCE | {"reason"}, duty=_DUTY)
)
FOUND = notices.declare(
    notices.Kind("licences.found", _("Temuan pengawasan izin"), "citizen", LICENCE | {"finding", "due"},
                 duty=_("Temuan harus ditindaklanjuti sebelum batas waktunya."))
)  # fmt: skip
_TURNED = {"bekukan": SUSPENDED, "aktifkan": LIFTED, "cabut": REVOKED}


def tell_turned(actor: Actor, licence: Licence, turn: str, reason: str) -> None:
    """The licence was suspended, stands again, or was revoked."""
    _tell(actor, _TURNED[turn], licence, reason=reason)


def tell_ending(licence: Licence) -> None:
    """The licence ends in so many days."""
    _tell(SYSTEM, ENDING, licence, days=licence.days_left, until=licence.valid_until)


def tell_found(actor: Actor, finding: Finding) -> None:
    """Something has to be put right."""
    _tell(actor, FOUND, finding.visit.licence, finding=finding.text, due=finding.due_on)


def _tell(actor: Actor, kind: notices.Kind, licence: Licence, **facts: Any) -> None:
    if licence.holder_id:
        own = {"kind": licence.kind.title, "number": licence.number}
        notices.notify(
            actor,
            kind.code,
            recipient_id=licence.holder_id,
            subject=licence,
            facts={**own, **facts},
            link=reverse("licences:own", args=[licence.pk]),
        )
