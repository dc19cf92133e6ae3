"""What people are told about their appointments."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.ui.words import moment
from balai.foundation.notices import api as notices
from balai.services.appointments.models import Booking

FACTS = frozenset({"code", "title", "place", "when"})
_DUTY = _("Tanpa kabar ini Anda dapat datang pada waktu yang keliru.")

BOOKED = notices.declare(notices.Kind("appointments.booked", _("Janji temu dibuat"), "citizen", FACTS))
CHANGED = notices.declare(
    notices.Kind("appointments.changed", _("Janji temu dipindahkan"), "citizen", FACTS, duty=_DUTY)
)
CANCELLED = notices.declare(
    notices.Kind(
        "appointments.cancelled", _("Janji temu dibatalkan"), "citizen", FACTS | {"reason"}, duty=_DUTY
    )
)
REMINDER = notices.declare(notices.Kind("appointments.reminder", _("Pengingat janji temu"), "citizen", FACTS))


def tell(actor: Actor, kind: notices.Kind, booking: Booking, **more: Any) -> None:
    """Tell the person, in the transaction of the change."""
    facts = {
        "code": booking.code,
        "title": booking.opening.title,
        "place": booking.opening.unit.name,
        "when": moment(booking.starts_at),
        **more,
    }
    link = reverse("appointments:booking", args=[booking.pk])
    notices.notify(actor, kind.code, recipient_id=booking.person_id, subject=booking, facts=facts, link=link)
