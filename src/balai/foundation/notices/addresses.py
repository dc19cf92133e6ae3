"""Whole addresses for what leaves the house."""

from django.conf import settings


def whole(link: str) -> str:
    """The link with the public address of the house; empty stays empty."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{link}" if link else ""
