"""Who may have which token; nothing else decides."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid, NotAllowed
from balai.foundation.tokens.scopes import SCOPES, WORK


def offered_scopes(actor: Actor) -> tuple[str, ...]:
    """What this person can let a program read."""
    return tuple(scope for scope in SCOPES if scope != WORK or actor.is_officer)


def require_creator(actor: Actor, scopes: tuple[str, ...]) -> UUID:
    """The owner of the new token.

    Raises NotAllowed for a visitor, and for an officer before the second factor; Invalid for other scopes.
    """
    if actor.user_id is None:
        raise NotAllowed(_("Masuk dahulu."))
    if actor.is_officer and not actor.second_factor:
        raise NotAllowed(_("Masukkan kode faktor kedua lebih dahulu."))
    if not scopes or not set(scopes) <= set(offered_scopes(actor)):
        raise Invalid(
            _("Pilih sekurangnya satu hal yang boleh dibaca."), {"scopes": _("Pilih sekurangnya satu.")}
        )
    return actor.user_id
