"""Reads of roles and of who holds them, within the reach of whoever asks."""

from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from balai.core.actor import Actor
from balai.foundation.accounts.cards import RoleCard, role_card
from balai.foundation.accounts.models import Role, RoleGrant
from balai.foundation.accounts.models.role import RoleGrantQuerySet
from balai.foundation.accounts.policies import oversight
from balai.foundation.accounts.reach import reach_q


def grants_seen(actor: Actor) -> RoleGrantQuerySet:
    """The grants on units where the actor administers accounts or audits."""
    seen: RoleGrantQuerySet = RoleGrant.objects.filter(reach_q(oversight(actor)))
    return seen


def roles_with_holders(actor: Actor) -> list[RoleCard]:
    """Every role with how many active people within reach hold it today; two queries."""
    live = grants_seen(actor).live(timezone.localdate()).filter(user__is_active=True)
    counts = dict(live.values_list("role_id").annotate(total=Count("user_id", distinct=True)).order_by())
    return [role_card(role, counts.get(role.code, 0)) for role in Role.objects.all()]


def holders_of_role(actor: Actor, role: str, text: str = "") -> QuerySet[RoleGrant]:
    """Who holds the role now or later within reach, by name; ``text`` finds by person or unit."""
    rows = grants_seen(actor).filter(role_id=role, revoked_at=None).filter(_not_over(timezone.localdate()))
    if text:
        rows = rows.filter(Q(user__full_name__icontains=text) | Q(unit__name__icontains=text))
    return rows.select_related("role", "unit", "user").order_by("user__full_name", "unit__code", "id")


def former_holders(actor: Actor, role: str, limit: int = 20) -> list[RoleGrant]:
    """Who held the role within reach and no longer does, the latest first."""
    rows = (
        grants_seen(actor).filter(role_id=role).exclude(Q(revoked_at=None) & _not_over(timezone.localdate()))
    )
    return list(rows.select_related("role", "unit", "user").order_by("-revoked_at", "-ends_on")[:limit])


def ending_soon(actor: Actor, until: date) -> int:
    """How many live grants within reach end by the day."""
    return grants_seen(actor).live(timezone.localdate()).filter(ends_on__lte=until).count()


def _not_over(today: date) -> Q:
    return Q(ends_on=None) | Q(ends_on__gte=today)
