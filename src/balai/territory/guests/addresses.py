"""Links of guests. Their code stands behind the #, which browsers keep to themselves: no proxy or preview sees it."""

from urllib.parse import quote

from django.conf import settings
from django.urls import reverse


def leader_address(code: str) -> str:
    """Where the leader of a visit begins; no secret."""
    return reverse("guests:lead", args=[code])


def door_address() -> str:
    """Where a code is typed; no secret."""
    return _absolute(reverse("guests:door"))


def room_link(code: str) -> str:
    """What opens a room."""
    return f"{door_address()}#{code}"


def key_link(secret: str) -> str:
    """What opens a book, once."""
    return _absolute(reverse("guests:open_book")) + f"#{secret}"


def share_link(name: str, code: str) -> str:
    """Hands the link of a room on by WhatsApp."""
    return "https://wa.me/?text=" + quote(f"{name}: {room_link(code)}")


def _absolute(path: str) -> str:
    return settings.PUBLIC_URL.rstrip("/") + path
