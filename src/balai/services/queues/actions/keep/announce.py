"""Announce something on the displays of a place, and end it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.services.queues.access import get_place
from balai.services.queues.actions.noting import note
from balai.services.queues.events import ANNOUNCED, ANNOUNCEMENT_ENDED
from balai.services.queues.models import Announcement, Place
from balai.services.queues.policies import may_manage, may_supervise


@dataclass(frozen=True)
class NewAnnouncement:
    """What is said, and from when to when; without an end until somebody ends it."""

    kind: str
    text: dict[str, str]
    starts_at: datetime
    ends_at: datetime | None = None


def announced_place(actor: Actor, place_code: str) -> Place:
    """A place for who has its floor or administers it. Raises NotVisible, NotAllowed."""
    place = get_place(actor, place_code)
    if not (may_supervise(actor, place) or may_manage(actor, place)):
        raise NotAllowed(_("Hanya koordinator atau administrator tempat ini yang mengumumkan."))
    return place


@transaction.atomic
def announce(actor: Actor, place_code: str, new: NewAnnouncement) -> UUID:
    """Put it on the displays. Raises NotVisible, NotAllowed."""
    place = announced_place(actor, place_code)
    made = Announcement.objects.create(
        place=place, kind=new.kind, text=new.text, starts_at=new.starts_at, ends_at=new.ends_at
    )
    note(actor, ANNOUNCED, place, text=made.text["id"])
    return made.pk


@transaction.atomic
def end_announcement(actor: Actor, place_code: str, announcement_id: UUID) -> None:
    """Take it off the displays now; one that has ended already stays as it is. Raises NotVisible, NotAllowed."""
    place = announced_place(actor, place_code)
    found = place.announcements.select_for_update().filter(pk=announcement_id).first()
    if found is None:
        raise NotVisible(_("Pengumuman ini tidak ditemukan."))
    now = timezone.now()
    if found.ends_at and found.ends_at <= now:
        return
    if found.starts_at >= now:  # it never stood on a display
        found.delete()
    else:
        found.ends_at = now
        found.save(update_fields=["ends_at"])
    note(actor, ANNOUNCEMENT_ENDED, place, text=found.text["id"])
