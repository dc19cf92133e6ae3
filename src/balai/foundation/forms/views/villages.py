"""The search of villages while typing."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from balai.foundation.forms.places import village_candidates

SHORTEST, LONGEST = 2, 80


@require_GET
def villages(request: HttpRequest) -> JsonResponse:
    """Villages for the words in ``q``: code and whole name, best first. Public information."""
    text = request.GET.get("q", "").strip()
    within = "regency" if request.GET.get("within") == "regency" else "country"
    if not SHORTEST <= len(text) <= LONGEST:
        return JsonResponse({"places": []})
    places = village_candidates(text, within)
    return JsonResponse({"places": [{"code": place.code, "label": place.label} for place in places]})
