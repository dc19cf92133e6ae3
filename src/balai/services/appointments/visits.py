"""The button on the page of a service that leads to its times, where its unit offers some."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from balai.services.appointments.selectors import opening_for
from balai.services.catalogue.api import Way, offer_way

ORDER = 20  # after the number of the queue


def connect() -> None:
    """Offer the way on the pages of services."""
    offer_way(ORDER, by_appointment)


def by_appointment(service: str, unit_id: UUID) -> Way | None:
    """The times of the service at the unit; None where none are given."""
    opening = opening_for(unit_id, service)
    if opening is None or not opening.is_open:
        return None
    return Way(_("Buat janji temu"), reverse("appointments:opening", args=[opening.code]), "calendar-plus")
