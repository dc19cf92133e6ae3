"""Template words that every page may use (loaded as built-ins)."""

from django import template

register = template.Library()
