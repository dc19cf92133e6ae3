"""What becomes of jobs when the worker that held them is killed, and of jobs that have ended."""

from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Status

from balai.runtime.tasks import MOST_ATTEMPTS, forget_jobs, give_back

pytestmark = pytest.mark.django_db
SILENT, LATE = timedelta(seconds=61), timedelta(seconds=50)  # since the last sign of life


@pytest.fixture
def jobs(db: None) -> "Books":
    """Procrastinate's own bookkeeping, one call after the other; nothing waits."""
    run("DELETE FROM procrastinate_jobs", [])
    return Books()


class Books:
    """Jobs are put in, taken by a worker, and looked at."""

    def put(self, lock: str | None = None) -> int:
        """A job that waits."""
        return app.configure_task("runtime.give_back", queueing_lock=lock).defer()

    def take(self, silent_for: timedelta) -> None:
        """A worker takes the next job and is not heard of since."""
        worker = async_to_sync(app.job_manager.register_worker)()
        async_to_sync(app.job_manager.fetch_job)(None, worker)
        run(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - %s WHERE id = %s", [silent_for, worker]
        )

    def state(self, job: int) -> tuple[str, int]:
        """Its status, and how often a worker had it."""
        return ProcrastinateJob.objects.values_list("status", "attempts").get(pk=job)


def run(statement: str, values: list[Any]) -> None:
    """A statement to the database."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def look() -> None:
    """What the worker does every minute."""
    async_to_sync(give_back.func)()


def test_the_job_of_a_dead_worker_waits_again(jobs: Books) -> None:
    job = jobs.put()
    jobs.take(SILENT)
    assert jobs.state(job) == ("doing", 0)
    look()
    assert jobs.state(job) == ("todo", 1)


def test_the_job_of_a_worker_whose_row_is_gone_waits_again(jobs: Books) -> None:
    job = jobs.put()
    jobs.take(SILENT)
    async_to_sync(app.job_manager.prune_stalled_workers)(60.0)  # as the next worker does when it starts
    look()
    assert jobs.state(job) == ("todo", 1)


def test_the_job_of_a_living_worker_stays_with_it(jobs: Books) -> None:
    job = jobs.put()
    jobs.take(LATE)
    look()
    assert jobs.state(job) == ("doing", 0)


@pytest.mark.django_db(transaction=True)
def test_what_is_queued_already_is_not_queued_twice(jobs: Books) -> None:
    dead = jobs.put("sekali")
    jobs.take(SILENT)
    waiting = jobs.put("sekali")
    look()
    assert (jobs.state(dead), jobs.state(waiting)) == (("aborted", 1), ("todo", 0))


@pytest.mark.django_db(transaction=True)
def test_a_job_that_ended_five_workers_is_given_up(jobs: Books) -> None:
    job, states = jobs.put(), []
    for _attempt in range(MOST_ATTEMPTS):
        jobs.take(SILENT)
        look()
        states.append(jobs.state(job))
    assert states == [("todo", 1), ("todo", 2), ("todo", 3), ("todo", 4), ("failed", 5)]


@pytest.mark.parametrize(
    ("status", "days", "left"),
    [("succeeded", 6, 1), ("succeeded", 8, 0), ("aborted", 8, 0), ("failed", 89, 1), ("failed", 91, 0)],
)
def test_ended_jobs_are_forgotten_after_a_week_and_failed_ones_after_a_quarter(
    jobs: Books, status: str, days: int, left: int
) -> None:
    job = jobs.put()
    jobs.take(LATE)
    async_to_sync(app.job_manager.finish_job_by_id_async)(job, Status(status), delete_job=False)
    run("UPDATE procrastinate_events SET at = at - %s", [timedelta(days=days)])
    async_to_sync(forget_jobs.func)()
    assert ProcrastinateJob.objects.filter(pk=job).count() == left
