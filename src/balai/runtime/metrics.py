"""``/metrics`` in Prometheus' text, for this machine or the holder of ``BALAI_METRICS_TOKEN``; else nothing."""

import hmac
import os
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from balai.foundation.cases.api import open_case_counts
from balai.runtime.doctor import CHECKS
from balai.runtime.meters import registry_of_all
from balai.runtime.proxies import is_loopback
from balai.runtime.push import watching
from balai.runtime.web import METERS

JOBS = """
    SELECT queue_name, status::text, count(*),
           coalesce(extract(epoch FROM now() - min(scheduled_at) FILTER (WHERE status = 'todo')), 0)
    FROM procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed') GROUP BY 1, 2
"""
WORKERS = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '60 seconds'"


def may_watch(request: HttpRequest) -> bool:
    """True for a question from this machine itself, and for the holder of the token."""
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    token = settings.METRICS_TOKEN.encode()
    return is_loopback(request) or (bool(token) and hmac.compare_digest(sent, token))


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The meters of the web processes and the state of the house. 404 for everybody else."""
    if not may_watch(request):
        raise Http404
    meters = registry_of_all() if os.environ.get(METERS) else REGISTRY
    house = CollectorRegistry()
    house.register(House())
    content = generate_latest(meters) + generate_latest(house)
    return HttpResponse(content, content_type=CONTENT_TYPE_LATEST)


class House(Collector):
    """What the database tells at the moment of the question."""

    def collect(self) -> Iterable[Metric]:
        """The gauges; without a database only that it does not answer."""
        try:
            yield from [_up(True), *_jobs(), _workers(), _cases(), _signer()]
        except DatabaseError:
            yield _up(False)
        yield _push()


def _up(answers: bool) -> Metric:
    return _gauge("balai_database_up", "1 while the database answers.", float(answers))


def _gauge(name: str, help_text: str, value: float) -> Metric:
    return GaugeMetricFamily(name, help_text, value=value)


def _jobs() -> Iterable[Metric]:
    depth = GaugeMetricFamily("balai_jobs", "Jobs by queue and status.", labels=["queue", "status"])
    age = GaugeMetricFamily(
        "balai_jobs_oldest_seconds", "How long the oldest due job has waited.", labels=["queue"]
    )
    for queue, status, count, waited in _rows(JOBS):
        depth.add_metric([queue, status], count)
        if status == "todo":
            age.add_metric([queue], max(float(waited), 0.0))
    return depth, age


def _workers() -> Metric:
    return _gauge("balai_workers", "Job workers heard from in the last minute.", float(_rows(WORKERS)[0][0]))


def _cases() -> Metric:
    family = GaugeMetricFamily(
        "balai_cases", "Open cases: all, late, waiting for the applicant.", labels=["status"]
    )
    for status, count in open_case_counts().items():
        family.add_metric([status], count)
    return family


def _push() -> Metric:
    works = watching.look() is watching.Seen.WORKS
    return _gauge("balai_push_up", "1 while the push process of this machine tells of changes.", float(works))


def _signer() -> Metric:
    finding = CHECKS["Penanda tangan"]("signer")
    family = GaugeMetricFamily("balai_signer_ready", "1 when the signer needs nothing.", labels=["signer"])
    family.add_metric([settings.DOCUMENT_SIGNER], float(finding.is_ok))
    return family


def _rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()
