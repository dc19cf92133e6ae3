"""The meters of the web processes, added up over all of them by prometheus-client (``PROMETHEUS_MULTIPROC_DIR``)."""

from django.http import HttpRequest
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
REQUESTS = Counter("balai_requests", "Requests by view, method and status.", ["view", "method", "status"])
SECONDS = Histogram("balai_request_seconds", "Time until the answer.", ["view"], buckets=BUCKETS)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def count_request(request: HttpRequest, status: int, seconds: float) -> None:
    """Add one request. Views are named as in the addresses, so that no path of a stranger makes a series."""
    match = request.resolver_match
    view = match.view_name or "unnamed" if match else "none"
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(view, method, str(status)).inc()
    SECONDS.labels(view).observe(seconds)


def registry_of_all() -> CollectorRegistry:
    """The meters of all web processes of this machine."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
