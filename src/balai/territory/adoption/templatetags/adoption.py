"""Figures of adoption in templates."""

from decimal import Decimal

from django import template

from balai.territory.innovations.api import figure

register = template.Library()


@register.filter
def measured(value: Decimal | None) -> str:
    """``3,43`` without noughts that were not measured."""
    return "" if value is None else figure(value.normalize() if value else Decimal(0))
