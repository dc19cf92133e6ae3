"""Keep that a person has seen their notices."""

from uuid import UUID

from django.utils import timezone

from balai.core.actor import Actor
from balai.foundation.notices.access import get_notice
from balai.foundation.notices.models import Notice


def open_notice(actor: Actor, notice_id: UUID) -> str:
    """Mark one notice read; gives the address that it leads to, empty when nowhere. Raises NotVisible."""
    notice = get_notice(actor, notice_id)
    Notice.objects.unread().filter(pk=notice.pk).update(read_at=timezone.now())
    return notice.link


def mark_all_read(actor: Actor) -> int:
    """Mark everything read; returns how many were not."""
    return Notice.objects.visible_to(actor).unread().update(read_at=timezone.now())
