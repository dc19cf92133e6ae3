"""Who writes, and why: set once for each request, job and command, and read by the triggers of the journal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pghistory

from balai.core.actor import SYSTEM, Actor, Grant

if TYPE_CHECKING:
    from procrastinate import App, JobContext

_current: ContextVar[UUID | None] = ContextVar("audit_context", default=None)
STANDING, WHY = 240, 240  # characters


@contextmanager
def acting(actor: Actor, why: str) -> Iterator[None]:
    """Changes inside carry this person and reason, and one id by which events and changes find each other."""
    with pghistory.context() as context:
        outer, token = dict(context.metadata), _current.set(context.id)
        context.metadata.update(_facts(actor, why))
        try:
            yield
        finally:
            _current.reset(token)
            context.metadata.clear()
            context.metadata.update(outer)


def current_context() -> UUID | None:
    """The id of the request, job or command in which we are."""
    return _current.get()


def standing_of(actor: Actor) -> str:
    """In what capacity somebody acts: their roles with the unit, such as ``Camat (Plt.), Kecamatan Licin``."""
    return "; ".join(_words(grant) for grant in actor.grants)[:STANDING]


def _words(grant: Grant) -> str:
    acting_as = "" if grant.standing == "definitif" else f" ({grant.standing})"
    return f"{grant.role_name}{acting_as}, {grant.unit_name}"


def _facts(actor: Actor, why: str) -> dict[str, str]:
    return {
        "actor": str(actor.user_id or ""),
        "name": actor.name,
        "standing": standing_of(actor),
        "why": why[:WHY],
    }


def wrap_jobs(app: "App") -> None:
    """Let each job of the worker act as Balai itself, with its name as the reason."""
    known = app.worker_defaults.get("task_middleware") or []
    app.worker_defaults["task_middleware"] = [*known, _act_as_job]


def _act_as_job(call_next: Callable[[], Any], context: "JobContext", worker: object) -> Any:
    with acting(SYSTEM, f"job {context.job.task_name}"):
        return call_next()
