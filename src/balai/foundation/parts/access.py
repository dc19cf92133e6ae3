"""The way to obtain one part."""

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.parts.catalogue import Part, parts
from balai.foundation.parts.policies import MANAGE


def get_part(actor: Actor, code: str) -> Part:
    """The part to choose for. Raises NotAllowed for others than administrators, NotVisible for an unknown code."""
    if not actor.may(MANAGE):
        raise NotAllowed("parts")
    try:
        return parts()[code]
    except KeyError:
        raise NotVisible(code) from None
