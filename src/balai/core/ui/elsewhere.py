"""A page that is needed here and stands in a module above, which names it when it is ready."""

from uuid import UUID

from django.urls import reverse


class PageElsewhere:
    """The page of one thing, known by the name of its address once its owner has named it."""

    def __init__(self) -> None:
        self._url_name = ""

    def show_at(self, url_name: str) -> None:
        """Name the page, which takes the id of the thing; called once by the module that owns it."""
        self._url_name = url_name

    def address(self, thing_id: UUID) -> str:
        """The address of the page for the thing."""
        return reverse(self._url_name, args=[thing_id])
