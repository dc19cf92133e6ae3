"""The link in optional mails with which they are switched off without signing in."""

from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.core.errors import NotVisible
from balai.foundation.notices.addresses import whole
from balai.foundation.notices.kinds import Kind, is_known, kind_of

SALT = "notices.unsubscribe"


def unsubscribe_address(person_id: UUID, kind: str) -> str:
    """The whole address; it names one person and one kind, and opens nothing else."""
    token = signing.dumps([str(person_id), kind], salt=SALT)
    return whole(reverse("notices:unsubscribe", args=[token]))


def read_token(token: str) -> tuple[UUID, Kind]:
    """The person and the kind. Raises NotVisible for anything that this house has not signed."""
    try:
        person, kind = signing.loads(token, salt=SALT)
    except signing.BadSignature as fault:
        raise NotVisible(_("Tautan ini tidak berlaku.")) from fault
    if not is_known(kind):
        raise NotVisible(_("Pemberitahuan ini sudah tidak ada."))
    return UUID(person), kind_of(kind)
