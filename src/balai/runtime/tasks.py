"""Jobs about jobs: those in the hands of dead workers are given back, and ended ones forgotten."""

import structlog
from django.conf import settings
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

MOST_ATTEMPTS = 5  # a job that ended so many workers is not handed to a further one
ENDED_HOURS, FAILED_HOURS = 7 * 24, 90 * 24  # how long ended and failed jobs are kept
log = structlog.get_logger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="runtime.give_back", queueing_lock="runtime.give_back", pass_context=False)
async def give_back(timestamp: int = 0) -> None:
    """Every minute: what workers held that give no sign of life any more is done again."""
    silence = settings.PROCRASTINATE_WORKER_DEFAULTS["stalled_worker_timeout"]
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silence):
        log.warning("jobs.stalled", job=job.id, task=job.task_name, now=await _settle(job))


async def _settle(job: Job) -> str:
    """Queue the job again, unless it had its chances or the same is queued already; its new state."""
    if job.attempts + 1 >= MOST_ATTEMPTS:
        return await _end(job, Status.FAILED)
    try:
        await app.job_manager.retry_job(job)
    except UniqueViolation:
        return await _end(job, Status.ABORTED)
    return Status.TODO.value


async def _end(job: Job, status: Status) -> str:
    await app.job_manager.finish_job(job, status, delete_job=False)
    return status.value


@app.periodic(cron="37 18 * * *")
@app.task(name="runtime.forget_jobs", queueing_lock="runtime.forget_jobs", pass_context=False)
async def forget_jobs(timestamp: int = 0) -> None:
    """Every night (in Indonesia): jobs that ended long ago, and later those that failed."""
    forget = app.job_manager.delete_old_jobs
    await forget(nb_hours=ENDED_HOURS, include_cancelled=True, include_aborted=True)
    await forget(nb_hours=FAILED_HOURS, include_failed=True)
