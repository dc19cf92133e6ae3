"""Who writes, and why: set once for each request, job and command, and read by the triggers of the journal.

The facts go before each writing statement, local to its transaction: a pool of connections cannot mix them
up, a rolled-back savepoint cannot lose them, and who only reads pays nothing.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from psycopg.sql import quote

from balai.core.actor import SYSTEM, Actor, Grant
from balai.core.ids import uuid7

if TYPE_CHECKING:
    from procrastinate import App, JobContext

Execute = Callable[[Any, Any, bool, dict[str, Any]], Any]


@dataclass(frozen=True)
class _Context:
    """One request, job or command, and the statement that tells the database of it."""

    id: UUID
    telling: str


_current: ContextVar[_Context | None] = ContextVar("audit_context", default=None)
STANDING, WHY = 240, 240  # characters
WRITING = {"insert", "update", "delete", "merge", "with", "call", "do"}


@contextmanager
def acting(actor: Actor, why: str) -> Iterator[None]:
    """Changes inside carry this person and reason, and one id by which events and changes find each other.

    Inside another context the id stays, and the outer person and reason give way until the end.
    """
    context_id = current_context() or uuid7()
    token = _current.set(_Context(context_id, _telling(context_id, actor, why)))
    try:
        with _listening():
            yield
    finally:
        _current.reset(token)


def current_context() -> UUID | None:
    """The id of the request, job or command in which we are."""
    context = _current.get()
    return context.id if context else None


def standing_of(actor: Actor) -> str:
    """In what capacity somebody acts: their roles with the unit, such as ``Camat (Plt.), Kecamatan Licin``."""
    return "; ".join(_words(grant) for grant in actor.grants)[:STANDING]


def _words(grant: Grant) -> str:
    acting_as = "" if grant.standing == "definitif" else f" ({grant.standing})"
    return f"{grant.role_name}{acting_as}, {grant.unit_name}"


def _telling(context_id: UUID, actor: Actor, why: str) -> str:
    facts = {
        "id": str(context_id),
        "actor": str(actor.user_id or ""),
        "name": actor.name,
        "standing": standing_of(actor),
        "why": why[:WHY],
    }
    text = json.dumps(facts, ensure_ascii=False).replace("\\u0000", "")
    return f"SELECT set_config('balai.context', {quote(text)}, true); "


def _listening() -> AbstractContextManager[None]:
    """Have this thread's connection tell, unless an outer context sees to that."""
    if _tell in connection.execute_wrappers:
        return nullcontext()
    return connection.execute_wrapper(_tell)


def _tell(execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Put the context before a writing statement, in the same message to the server."""
    now = _current.get()
    if now is None or not _is_writing(sql) or getattr(context["cursor"], "name", None):
        return execute(sql, params, many, context)
    if many or not isinstance(sql, str):
        context["connection"].connection.execute(now.telling)
        return execute(sql, params, many, context)
    telling = now.telling if params is None else now.telling.replace("%", "%%")
    result = execute(telling + sql, params, many, context)
    while context["cursor"].nextset():
        pass
    return result


def _is_writing(sql: Any) -> bool:
    words = str(sql).split(None, 1)
    return bool(words) and words[0].lower() in WRITING


def wrap_jobs(app: "App") -> None:
    """Let each job of the worker act as Balai itself, with its name as the reason."""
    known = app.worker_defaults.get("task_middleware") or []
    app.worker_defaults["task_middleware"] = [*known, _act_as_job]


def _act_as_job(call_next: Callable[[], Any], context: "JobContext", worker: object) -> Any:
    with acting(SYSTEM, f"job {context.job.task_name}"):
        return call_next()
