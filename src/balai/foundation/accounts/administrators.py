"""The regency's administrators: there is always one."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import Conflict
from balai.foundation.accounts.models import Role, RoleGrant, User
from balai.foundation.accounts.policies import MANAGE


def administrators() -> QuerySet[RoleGrant]:
    """Live open-ended grants that administer accounts over a region, of active people."""
    return RoleGrant.objects.live(timezone.localdate()).filter(
        role__reach=Role.Reach.REGION,
        role__permissions__contains=[MANAGE],
        user__is_active=True,
        ends_on=None,
    )


def keep_one(user: User, losing: RoleGrant | None = None) -> None:
    """Refuse what would leave the regency without an administrator. Locks their grants: call within a transaction.

    ``losing`` is the grant that goes; None when the whole account is locked. Raises Conflict.
    """
    rows = list(administrators().select_for_update(of=("self",)).order_by("id"))
    gone = [row for row in rows if row.user_id == user.id and (losing is None or row.id == losing.id)]
    if gone and len(gone) == len(rows):
        raise Conflict(_("Ini administrator terakhir. Tunjuk administrator lain lebih dahulu."))
