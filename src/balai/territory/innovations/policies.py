"""Who may do what with innovations; nothing else decides. What is public everybody reads.

Which role carries which of these is data of a pack (``roles.yaml``). An agency writes about its own innovations,
whoever reviews publishes what others wrote, and nobody what he wrote himself unless his role may (``PUBLISH_OWN``).
"""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.accounts.api import within
from balai.foundation.organizations.api import get_unit

MANAGE = "innovations.manage"
WRITE = "innovations.write"
REVIEW = "innovations.review"
PUBLISH_OWN = "innovations.publish_own"


def may_manage(actor: Actor) -> bool:
    """True for whoever keeps the catalogue of innovations."""
    return bool(actor.is_system or actor.grants_with(MANAGE))


def require_manager(actor: Actor) -> None:
    """Raises NotAllowed unless the actor keeps the catalogue."""
    if not may_manage(actor):
        raise NotAllowed(_("Katalog inovasi diatur oleh bagian kerja sama."))


def may_review(actor: Actor) -> bool:
    """True for whoever decides on what waits for review."""
    return may_manage(actor) or bool(actor.grants_with(REVIEW))


def has_a_hand(actor: Actor) -> bool:
    """True for whoever writes, reviews or keeps innovations."""
    return may_review(actor) or bool(actor.grants_with(WRITE))


def require_a_hand(actor: Actor) -> None:
    """Raises NotAllowed for whoever has no part in innovations."""
    if not has_a_hand(actor):
        raise NotAllowed(_("Inovasi ditulis oleh unit yang menjalankannya."))


def may_write(actor: Actor, unit_id: UUID | None) -> bool:
    """True for whoever keeps the catalogue, or writes for the unit."""
    if may_manage(actor):
        return True
    if unit_id is None:
        return False
    unit = get_unit(unit_id)
    return actor.may(WRITE, unit_id=unit.id, region_code=unit.region_code)


def require_writer(actor: Actor, unit_id: UUID | None) -> None:
    """Raises NotAllowed without any part in innovations, NotVisible for those of another unit."""
    require_a_hand(actor)
    if not may_write(actor, unit_id):
        raise NotVisible(_("Inovasi ini tidak mempunyai draf."))


def unit_of_writer(actor: Actor) -> UUID | None:
    """For which unit the actor begins something new."""
    grants = actor.grants_with(WRITE) or actor.grants_with(MANAGE)
    return grants[0].unit_id if grants else None


def in_reach(actor: Actor) -> Q:
    """The innovations and drafts of the units for which the actor writes; all for whoever keeps the catalogue."""
    return ~Q(pk__in=()) if may_manage(actor) else within(actor, WRITE)


def require_other_eyes(actor: Actor, writers: list[str]) -> None:
    """Raises NotAllowed for whoever wrote it too, unless the regency lets the role publish its own."""
    if str(actor.user_id) in writers and not actor.grants_with(PUBLISH_OWN):
        raise NotAllowed(_("Anda ikut menulis draf ini; orang lain yang meninjau dan menerbitkannya."))
