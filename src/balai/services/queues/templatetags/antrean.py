"""How pages about the queue say an estimate."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()
EXACT, STEP = 10, 5  # minutes up to which an estimate is told exactly, and the steps in which longer ones are


@register.filter
def kira(seconds: int | None) -> str:
    """An estimated wait: ``segera``, ``± 4 menit``, ``± 25 menit``, ``± 1 jam 10 menit``; nothing for None.

    Longer waits are told in steps of five minutes, rounded up: nobody is sorry to come earlier.
    """
    if seconds is None:
        return ""
    minutes = -(-seconds // 60) if seconds >= 60 else 0
    if minutes > EXACT:
        minutes = -(-minutes // STEP) * STEP
    return _told(minutes)


def _told(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not minutes:
        return _("segera")
    parts = [ngettext("%(n)d jam", "%(n)d jam", hours) % {"n": hours}] if hours else []
    parts += [ngettext("%(n)d menit", "%(n)d menit", rest) % {"n": rest}] if rest else []
    return _("± %(span)s") % {"span": " ".join(parts)}
