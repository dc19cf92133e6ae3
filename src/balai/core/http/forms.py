"""Forms as they were sent."""

from django.http import HttpRequest, QueryDict


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, also when it is empty: an empty form has faults to show, an unsent one has none."""
    return request.POST if request.method == "POST" else None
