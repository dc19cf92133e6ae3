"""Links of units on paper, one to cut off for each; made for the answer alone."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.core.ui.qr import qr_svg
from balai.foundation.documents.api import print_sheet
from balai.territory.guests.addresses import door_address, room_link
from balai.territory.guests.guest import RoomCard
from balai.territory.guests.host import DelegationCard

SOURCE = Path(__file__).parents[1] / "typst" / "tautan-unit.typ"


def as_slips(visit: DelegationCard, rooms: Sequence[RoomCard]) -> bytes:
    """PDF/A in the reader's language. Raises Invalid when it cannot be printed."""
    data = {
        "language": (get_language() or "id")[:2],
        "origin": visit.origin_name,
        "title": _("Tautan unit"),
        "lead": _(
            "Gunting dan serahkan kepada unitnya. Siapa yang memegang kode dapat membaca catatan unit itu."
        ),
        "door": door_address(),
        "slips": [_slip(room) for room in rooms],
    }
    return print_sheet(SOURCE, data)


def _slip(room: RoomCard) -> dict[str, str]:
    return {"name": room.name, "code": room.code, "qr": qr_svg(room_link(room.code))}
