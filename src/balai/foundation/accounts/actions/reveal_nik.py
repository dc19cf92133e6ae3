"""Show a person's NIK in full; every look is logged, also the refused one."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid, NotAllowed, NotVisible
from balai.foundation.accounts.access import get_citizen
from balai.foundation.accounts.models import User
from balai.foundation.audit.api import log_read, refusals_logged


def reveal_nik(actor: Actor, user_id: UUID, why: str, proof: str = "") -> str:
    """The sixteen digits (empty when none is known). Own number, or that of a citizen within a counter's reach.

    Raises Invalid without a reason, NotVisible for everybody else (logged).
    """
    told = why.strip()[:240]
    with refusals_logged(actor, User, user_id, what="nik", why=told or "-"):
        user = _revealable(actor, user_id, proof)
    if not told:
        raise Invalid(_("Tulis mengapa NIK perlu dilihat."), {"why": _("Tulis mengapa NIK perlu dilihat.")})
    log_read(actor, subject=user, what="nik", why=told)
    return user.nik or ""


def _revealable(actor: Actor, user_id: UUID, proof: str) -> User:
    """The person, for themselves, the system, or a counter that serves them. Raises NotVisible."""
    user = User.objects.filter(id=user_id).first()
    if user and (actor.is_system or actor.user_id == user.id):
        return user
    try:
        return get_citizen(actor, user_id, proof)
    except NotAllowed as refusal:
        raise NotVisible(_("Orang ini tidak ditemukan.")) from refusal
