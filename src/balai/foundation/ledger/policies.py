"""Who may do what with books; nothing else decides."""

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed
from balai.foundation.ledger.models import Book
from balai.foundation.ledger.sources import source_kind

POST = "ledger.post"
CLOSE = "ledger.close"


def require(actor: Actor, permission: str, book: Book) -> None:
    """Raise NotAllowed unless the actor holds the permission on the unit of the book."""
    unit = book.unit
    if not (actor.is_system or actor.may(permission, unit_id=unit.pk, region_code=unit.region_id)):
        raise NotAllowed(_("Buku ini dikelola oleh bendahara unitnya."))


def require_poster(actor: Actor, book: Book, kind: str) -> None:
    """What follows by rule was authorised by its module; a journal of one's own needs ``ledger.post``.

    Raises NotAllowed, and LookupError for a kind of source that nobody declared.
    """
    if not source_kind(kind).by_rule:
        require(actor, POST, book)
