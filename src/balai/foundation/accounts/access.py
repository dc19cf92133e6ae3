"""The way to obtain one account or grant: the object, or 404 outside the reach, or 403 without the right."""

from typing import Literal
from uuid import UUID

from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.accounts.models import Role, RoleGrant, User
from balai.foundation.accounts.policies import counter_grants, may_change_account, oversight, require_proof
from balai.foundation.accounts.selectors import citizens_within, managed_people

PROOF_SALT = "accounts.citizen"
PROOF_AGE = 3600  # seconds


def get_person(actor: Actor, user_id: UUID, *, to: Literal["view", "manage"] = "view") -> User:
    """An account within the actor's administration. Raises NotVisible, NotAllowed."""
    user = managed_people(actor).filter(id=user_id).first()
    if user is None:
        raise NotVisible(_("Akun ini tidak ada di dalam jangkauan Anda."))
    if to == "manage":
        require_proof(actor)
        if actor.user_id == user.id:
            raise NotAllowed(_("Akun Anda sendiri diurus oleh administrator lain."))
        if not may_change_account(actor, user, _live(user)):
            raise NotAllowed(_("Orang ini memegang peran di luar wewenang Anda."))
    return user


def get_role(actor: Actor, code: str) -> Role:
    """A role, for whoever administers accounts or audits. Raises NotAllowed, NotVisible."""
    if not oversight(actor):
        raise NotAllowed(_("Daftar peran hanya untuk administrator dan pengawas."))
    role = Role.objects.filter(code=code).first()
    if role is None:
        raise NotVisible(_("Peran ini tidak ada."))
    return role


def get_citizen(actor: Actor, user_id: UUID, proof: str = "") -> User:
    """A citizen whom the actor serves at a counter: one who lives in its place, or who was found by the NIK.

    ``proof`` is what ``find_citizen`` gave this actor within the last hour. Raises NotVisible, NotAllowed.
    """
    counter_grants(actor)
    citizens = (
        User.objects.select_related("profile") if _proves(actor, user_id, proof) else citizens_within(actor)
    )
    user = citizens.filter(id=user_id).first()
    if user is None:
        raise NotVisible(_("Warga ini tidak ada di dalam jangkauan Anda."))
    return user


def make_proof(actor: Actor, user_id: UUID) -> str:
    """A signed note that the actor has found the citizen by the NIK on the card."""
    return signing.dumps([str(actor.user_id), str(user_id)], salt=PROOF_SALT)


def _proves(actor: Actor, user_id: UUID, proof: str) -> bool:
    try:
        return signing.loads(proof, salt=PROOF_SALT, max_age=PROOF_AGE) == [str(actor.user_id), str(user_id)]
    except signing.BadSignature:
        return False


def _live(user: User) -> list[RoleGrant]:
    held = RoleGrant.objects.filter(user=user, revoked_at=None).select_related("role", "unit")
    today = timezone.localdate()
    return [grant for grant in held if grant.ends_on is None or grant.ends_on >= today]
