"""What every page knows: the house (regency, look), who looks at it and where they may go."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from balai.core.ui.look import current_look
from balai.core.ui.navigation import groups


def house(request: HttpRequest) -> dict[str, Any]:
    """``actor``, ``demo``, ``look`` and the entries of the rooms; look and entries are made when a page asks."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "demo": settings.DEMO,
        "push_url": settings.PUSH_URL,
        "look": SimpleLazyObject(current_look),
        "cooperation_links": SimpleLazyObject(partial(groups, "cooperation", actor, request.path)),
        "portal_links": SimpleLazyObject(partial(groups, "portal", actor, request.path)),
        "work_groups": SimpleLazyObject(partial(groups, "workplace", actor, request.path)),
        "account_links": SimpleLazyObject(partial(groups, "account", actor, request.path)),
        "bell": SimpleLazyObject(partial(groups, "bell", actor, request.path)),
    }
