"""Show a person's NIK in full; every look is logged, also the refused one."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid, NotAllowed, NotVisible
from balai.foundation.accounts.access import get_citizen
from balai.foundation.accounts.models import User
from balai.foundation.audit.api import log_read


def reveal_nik(actor: Actor, user_id: UUID, why: str, proof: str = "") -> str:
    """The sixteen digits (empty when none is known). Own number, or that of a citizen within a counter's reach.

    Raises Invalid without a reason, NotVisible for everybody else (logged).
    """
    user = User.objects.filter(id=user_id).first()
    if user is None:
        raise NotVisible(_("Orang ini tidak ditemukan."))
    allowed = _may_reveal(actor, user, proof)
    if allowed and not why.strip():
        raise Invalid(_("Tulis mengapa NIK perlu dilihat."), {"why": _("Tulis mengapa NIK perlu dilihat.")})
    log_read(actor, subject=user, what="nik", why=why.strip()[:240] or "-", allowed=allowed)
    if not allowed:
        raise NotVisible(_("Orang ini tidak ditemukan."))
    return user.nik or ""


def _may_reveal(actor: Actor, user: User, proof: str) -> bool:
    if actor.is_system or actor.user_id == user.id:
        return True
    try:
        return get_citizen(actor, user.id, proof) == user
    except (NotAllowed, NotVisible):
        return False
