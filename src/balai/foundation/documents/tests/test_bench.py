"""The measurement runs and keeps to the target with a wide margin for a busy machine."""

import pytest

from balai.foundation.documents.bench import bench_issue
from balai.foundation.documents.models import Document

pytestmark = pytest.mark.django_db


def test_the_measurement_issues_what_it_counts(request_for, head) -> None:
    figures = bench_issue(head, request_for(), rounds=10)
    assert Document.objects.count() == 11
    assert figures.issued_per_second > 0
    assert 0.2 < figures.share < 2
