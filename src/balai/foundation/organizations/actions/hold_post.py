"""Put somebody on a post. Accounts decides who may (``accounts.api.appoint``) and adds the role."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.errors import Conflict, Invalid, NotVisible
from balai.foundation.organizations.cards import PostCard, post_card
from balai.foundation.organizations.models import Holding, Post


@dataclass(frozen=True)
class Appointment:
    """The decree's facts; ``ends_on`` is included, None = open. ``standing``: definitif, plt or plh."""

    starts_on: date
    decree: str
    standing: str = "definitif"
    ends_on: date | None = None
    rank: str = ""
    employee_number: str = ""


def claim_post(post_id: UUID) -> PostCard:
    """The post, locked until the transaction ends. Raises NotVisible."""
    post = Post.objects.select_for_update().filter(pk=post_id).first()
    if post is None:
        raise NotVisible(_("Jabatan ini tidak ditemukan."))
    return post_card(post)


@transaction.atomic
def hold_post(post_id: UUID, user_id: UUID, appointment: Appointment) -> UUID:
    """Write the holding of a claimed post; returns its id. Raises Invalid (decree), Conflict (the post is held)."""
    if not appointment.decree.strip():
        raise Invalid(_("Sebutkan surat keputusannya."), {"decree": _("Sebutkan surat keputusannya.")})
    last = appointment.ends_on or date.max
    others = Holding.objects.filter(post_id=post_id, standing=appointment.standing).select_related("user")
    for other in others:
        if other.starts_on <= last and (other.ends_on or date.max) >= appointment.starts_on:
            raise Conflict(
                _("Jabatan ini sudah dipegang %(name)s pada masa itu.") % {"name": other.user.full_name}
            )
    return Holding.objects.create(post_id=post_id, user_id=user_id, **asdict(appointment)).pk
