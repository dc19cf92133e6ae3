"""The one connection on which the database tells of changes. It comes back by itself."""

import asyncio
from typing import Any

import psycopg
import structlog

from balai.runtime.push.hub import Hub

log = structlog.get_logger("balai.push")
CHANNEL = "balai_queue"
CHECK = 5.0  # seconds of silence after which the connection is asked whether it is still there
PAUSES = (0.2, 0.5, 1.0, 2.0)  # seconds before a connection that was lost is made again


async def listen(url: str, hub: Hub) -> None:
    """Hear the database, for ever; tell the hub when it is lost and found."""
    failures = 0
    while True:
        try:
            async with await _connected(url) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                log.info("push.listening")
                failures = 0
                hub.found()
                await _hear(connection, hub)
        except (psycopg.Error, OSError, TimeoutError) as fault:
            if hub.is_listening or not failures:
                log.warning("push.database_lost", fault=type(fault).__name__)
            hub.lost()
        await asyncio.sleep(PAUSES[min(failures, len(PAUSES) - 1)])
        failures += 1


async def _connected(url: str) -> "psycopg.AsyncConnection[tuple[Any, ...]]":
    return await psycopg.AsyncConnection.connect(
        url, autocommit=True, connect_timeout=5, application_name="balai push"
    )


async def _hear(connection: "psycopg.AsyncConnection[tuple[Any, ...]]", hub: Hub) -> None:
    """Ring for every word; a silent connection must answer, for a cut cable says nothing."""
    while True:
        async for word in connection.notifies(timeout=CHECK):
            hub.ring(word.payload)
        await asyncio.wait_for(connection.execute("SELECT 1"), CHECK)
