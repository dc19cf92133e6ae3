"""Say where a licence of an old register is, and by which NIB: what it was issued for stays."""

from balai.core.actor import Actor
from balai.services.licences import events
from balai.services.licences.actions.record_licence import checked_nib, checked_region
from balai.services.licences.cards import LicenceDraft
from balai.services.licences.models import Licence


def place_licence(actor: Actor, licence: Licence, draft: LicenceDraft) -> bool:
    """Take over what the draft knows of place and NIB; True when something was new. Raises Invalid."""
    latitude, longitude = draft.point or (None, None)
    told = {
        "nib": checked_nib(draft.nib),
        "place": " ".join(draft.place.split())[:240],
        "region_id": checked_region(draft.region_code),
        "latitude": latitude,
        "longitude": longitude,
    }
    news = {name: value for name, value in told.items() if value and getattr(licence, name) != value}
    for name, value in news.items():
        setattr(licence, name, value)
    if news:
        licence.save(update_fields=list(news))
        events.note(actor, events.PLACED, licence)
    return bool(news)
