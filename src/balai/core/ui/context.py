"""What every page knows: the house (regency, look) and who looks at it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    """``actor`` and ``demo`` for every template."""
    return {"actor": getattr(request, "actor", None), "demo": settings.DEMO}
