"""Addresses for the rows of a list and for every page: Django's search for each costs more than the row itself."""

from functools import lru_cache
from uuid import UUID

from django.templatetags.static import static
from django.urls import reverse

_ANY = UUID(int=0)


def address_of(url_name: str, key: UUID) -> str:
    """The address that takes one key, and nothing else."""
    before, after = _around(url_name)
    return f"{before}{key}{after}"


@lru_cache(maxsize=256)
def _around(url_name: str) -> tuple[str, str]:
    before, _key, after = reverse(url_name, args=[_ANY]).partition(str(_ANY))
    return before, after


@lru_cache(maxsize=512)
def fixed_address(url_name: str) -> str:
    """The address that takes no key. Raises NoReverseMatch."""
    return reverse(url_name)


@lru_cache(maxsize=64)
def asset_address(path: str) -> str:
    """Where a file of the build is served."""
    return static(path)
