"""Who may manage which accounts and roles; nothing else decides."""

from django.utils.translation import gettext as _

from balai.core.actor import Actor, Grant, reaches
from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.accounts.models import Role, RoleGrant, User
from balai.foundation.accounts.units import Place, place_of
from balai.foundation.organizations.api import subtrees

MANAGE = "accounts.manage"
COUNTER = "accounts.counter"
AUDIT = "audit.read"
PROTECT = "privacy.manage"


def require_proof(actor: Actor) -> None:
    """Administering needs the second factor. Raises NotAllowed."""
    if not (actor.is_system or actor.second_factor):
        raise NotAllowed(_("Masukkan kode faktor kedua lebih dahulu."))


def require_protector(actor: Actor) -> None:
    """Correcting and erasing facts of others is the data protection officer's. Raises NotAllowed."""
    if not (actor.is_system or actor.may(PROTECT)):
        raise NotAllowed(_("Hanya pejabat pelindungan data yang memperbaiki atau menghapus data orang lain."))
    require_proof(actor)


def manages(actor: Actor, unit: Place) -> bool:
    """True when the actor administers the accounts of the unit."""
    return actor.is_system or actor.may(MANAGE, unit_id=unit.id, region_code=unit.region_code)


def require_manager(actor: Actor, unit: Place) -> None:
    """Raises NotVisible outside the actor's reach, NotAllowed without the second factor."""
    if not manages(actor, unit):
        raise NotVisible(_("Unit ini tidak ada di dalam jangkauan Anda."))
    require_proof(actor)


def may_grant(actor: Actor, role: Role, unit: Place) -> bool:
    """True when a grant of the actor reaches everything that the role would reach, and names the role."""
    return actor.is_system or any(
        _covers(grant, role, unit) for grant in actor.grants_with(MANAGE) if role.code in grantable(grant)
    )


def grantable(grant: Grant) -> frozenset[str]:
    """The roles that a holder of the grant gives to others."""
    role = Role.objects.filter(code=grant.role).values_list("may_grant", flat=True).first()
    return frozenset(role or ())


def _covers(grant: Grant, role: Role, unit: Place) -> bool:
    if not reaches(grant, unit.id, unit.region_code):
        return False
    if role.reach == Role.Reach.REGION:
        return bool(grant.region_prefix)
    if role.reach == Role.Reach.SUBUNITS and not grant.region_prefix:
        return subtrees([unit.id])[unit.id] <= grant.unit_ids
    return True


def require_grantor(actor: Actor, role: Role, unit: Place, user: User) -> None:
    """Raises NotVisible outside the reach; NotAllowed beyond the own permissions or for oneself."""
    require_manager(actor, unit)
    if not may_grant(actor, role, unit):
        raise NotAllowed(_("Peran ini melampaui wewenang Anda."))
    if actor.user_id == user.id:
        raise NotAllowed(_("Anda tidak dapat memberi peran kepada diri sendiri."))


def oversight(actor: Actor) -> tuple[Grant, ...]:
    """The grants with which the actor sees who holds which role: administering or auditing ones."""
    return tuple(dict.fromkeys(actor.grants_with(MANAGE) + actor.grants_with(AUDIT)))


def may_change_account(actor: Actor, user: User, live: list[RoleGrant]) -> bool:
    """True when every role that the person holds now lies within what the actor could grant."""
    return actor.is_system or (
        bool(live) and all(may_grant(actor, grant.role, place_of(grant.unit)) for grant in live)
    )


def counter_grants(actor: Actor) -> tuple[Grant, ...]:
    """The grants with which the actor serves citizens. Raises NotAllowed when there is none."""
    grants = actor.grants_with(COUNTER)
    if not grants and not actor.is_system:
        raise NotAllowed(_("Pendaftaran warga hanya untuk petugas loket."))
    return grants
