"""In which standing somebody signs for a unit: as its head, as acting head, or on the head's behalf.

UU 30/2014 article 14: a Plt. stands in for a post without holder, a Plh. for a holder who is away; a delegate
signs *atas nama* (a.n.) by assignment. Each of them has a basis and a last day, and holds nothing outside.
"""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor, Grant
from balai.core.errors import NotAllowed
from balai.foundation.documents import house
from balai.foundation.documents.policies import SIGN
from balai.foundation.documents.words import SignatureBlock
from balai.foundation.organizations import api as organizations
from balai.foundation.organizations.api import HolderCard, PostCard, UnitCard

ORDER = ("definitif", "plt", "plh", "delegasi")


def head_block(unit_id: UUID, on: date | None = None) -> SignatureBlock | None:
    """The signature block of whoever heads the unit on a day (today), with their standing; None for an
    empty post.
    """
    holder = organizations.head_of(unit_id, on or house.today())
    if holder is None:
        return None
    return SignatureBlock(
        post_title=house.post_with_place(holder.title, house.unit(unit_id)),
        name=holder.name,
        user_id=holder.user_id,
        standing=holder.standing,  # type: ignore[arg-type]
        rank=holder.rank,
        employee_number=holder.employee_number,
        unit_id=unit_id,
        basis=holder.decree if holder.standing != "definitif" else "",
        ends_on=holder.ends_on,
    )


def signing_block(actor: Actor, unit_id: UUID) -> SignatureBlock | None:
    """The block in which the actor signs for the unit today; None without an assignment in force.

    A person of the unit who may sign but neither heads it nor has an assignment signs nothing of it.
    """
    head = head_block(unit_id)
    if head and head.user_id == actor.user_id:
        return head
    post = organizations.head_post(unit_id)
    grants = [grant for grant in actor.grants_with(SIGN) if grant.unit_id == unit_id and _counts(grant, post)]
    if not grants:
        return None
    return _block(actor, min(grants, key=lambda grant: ORDER.index(grant.standing)), post)


def require_standing(actor: Actor, unit_id: UUID, standing: str) -> None:
    """Raises NotAllowed unless the actor signs for the unit today in this standing, as the block says."""
    block = signing_block(actor, unit_id)
    if block is None or block.standing != standing:
        raise NotAllowed(_("Kedudukan Anda hari ini bukan lagi yang tertulis pada blok tanda tangan ini."))


def _counts(grant: Grant, post: PostCard | None) -> bool:
    return grant.standing != "definitif" or post is None or grant.role == post.role_code


def _block(actor: Actor, grant: Grant, post: PostCard | None) -> SignatureBlock:
    office = house.unit(grant.unit_id)
    head_title = house.post_with_place(post.title if post else grant.role_name, office)
    own = _own_post(actor, office)
    delegated = grant.standing == "delegasi"
    own_title = own.title if own else _role(actor, grant)
    return SignatureBlock(
        post_title=own_title if delegated else head_title,
        name=actor.name,
        user_id=actor.user_id,
        standing=grant.standing,
        on_behalf=head_title if delegated else "",
        rank=own.rank if own else "",
        employee_number=own.employee_number if own else "",
        unit_id=office.id,
        basis=grant.basis,
        ends_on=grant.ends_on,
    )


def _own_post(actor: Actor, office: UnitCard) -> HolderCard | None:
    return organizations.holding_of(actor.user_id, office.id, house.today()) if actor.user_id else None


def _role(actor: Actor, delegation: Grant) -> str:
    """What a delegate without a post is in the unit: their own role there."""
    own = [one for one in actor.grants if one.unit_id == delegation.unit_id and one != delegation]
    return (own[0] if own else delegation).role_name
