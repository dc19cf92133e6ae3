"""Where a counter goes on for a citizen: the module above names the page, since none stands here."""

from uuid import UUID

from django.urls import reverse

_page = ""


def show_help_at(url_name: str) -> None:
    """Name the page that takes ``user_id``; called once by the module that owns it."""
    global _page
    _page = url_name


def help_address(user_id: UUID) -> str:
    """The address of the page on which an officer applies for the citizen."""
    return reverse(_page, args=[user_id])
