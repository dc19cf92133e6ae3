"""Figures and days of innovations in templates."""

from decimal import Decimal

from django import template

from balai.territory.innovations import words

register = template.Library()


@register.filter
def figure(value: Decimal | None) -> str:
    """``218.345`` or ``3,43``, as the reader's language writes it."""
    return words.figure(value)


@register.filter
def since(value: str) -> str:
    """A year as it is, a day as ``6 Okt 2017``."""
    return words.since_words(value)
