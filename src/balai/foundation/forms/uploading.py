"""What an upload in pieces is between browser, view and action: the announcement, a piece, the state of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.errors import Conflict, Invalid
from balai.foundation.forms.models import Piece, Upload

LIFE = timedelta(days=1)  # after the last piece
PATIENCE = timedelta(minutes=2)  # a process that judged longer than this has ended
MOST_OPEN = 12  # unfinished uploads of one draft
SMALLEST_PIECE = 16 * 1024  # but for the last one: a file in single bytes would be millions of rows
LARGEST_PIECE = 1024 * 1024


class TooLarge(Invalid):
    """The file or the piece is larger than its place."""


class Unjudged(Invalid):
    """The file is whole and nobody can say anything about it now: to be tried again, nothing is sent anew."""


@dataclass(frozen=True)
class Announced:
    """A file as its sender announces it before the first byte. ``size`` in bytes; ``digest`` may be unknown."""

    field: str
    name: str
    size: int
    digest: str = ""


@dataclass(frozen=True)
class Part:
    """A piece that arrived whole, from byte ``start`` on."""

    start: int
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """The digest of the piece."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True)
class UploadCard:
    """How far an upload is. ``size`` and ``received`` in bytes."""

    id: UUID
    field: str
    name: str
    size: int
    received: int
    digest: str
    state: str
    fault: str
    expires_at: datetime
    attachment_id: UUID | None = None

    @property
    def is_whole(self) -> bool:
        """True when every byte has arrived."""
        return self.received == self.size

    @property
    def unfinished(self) -> str:
        """The sentence beside a field whose file has not arrived yet."""
        return _("Berkas {name} belum selesai terkirim. Lanjutkan pengirimannya, atau hapus.").format(
            name=self.name
        )


def upload_card(row: Upload) -> UploadCard:
    """The card of an upload."""
    return UploadCard(
        row.id,
        row.field,
        row.name,
        row.size,
        row.received,
        row.digest,
        row.state,
        row.fault,
        row.touched_at + LIFE,
        row.attachment_id,
    )


def check_place(card: UploadCard, start: int, size: int) -> None:
    """Refuse a piece that does not belong where it wants to go. Raises Conflict, TooLarge, Invalid."""
    if card.state != Upload.State.OPEN:
        raise Conflict(_("Berkas ini sudah selesai dikirim."))
    if start != card.received:
        raise Conflict(_("Bagian ini bukan lanjutan dari yang sudah diterima."))
    if size > LARGEST_PIECE or start + size > card.size:
        raise TooLarge(_("Bagian ini lebih besar dari yang diumumkan."))
    if size < SMALLEST_PIECE and start + size < card.size:
        raise Invalid(_("Bagian ini terlalu kecil."))


def earlier_piece(row: Upload, start: int, size: int) -> Piece | None:
    """The piece that came already, when an answer was lost and it is sent again."""
    if start >= row.received:
        return None
    return Piece.objects.filter(upload=row, start=start, size=size).first()
