"""Where an applicant reads about a case: the surface above names its page, since none stands here."""

from uuid import UUID

from django.urls import reverse

_page = ""


def show_applicants_at(url_name: str) -> None:
    """Name the page that takes ``case_id``; called once by the module that owns it."""
    global _page
    _page = url_name


def applicant_address(case_id: UUID) -> str:
    """The address of the applicant's page."""
    return reverse(_page, args=[case_id])
