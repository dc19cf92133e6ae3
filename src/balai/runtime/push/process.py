"""One process, one loop: the server, the connection that hears changes, and the signs of life."""

import asyncio
import os
import signal
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from balai.config import logs
from balai.runtime.push import watching
from balai.runtime.push.application import Application, Rules
from balai.runtime.push.bell import listen
from balai.runtime.push.doors import Doors
from balai.runtime.push.hub import Content, Hub

log = structlog.get_logger("balai.push")
SPARE = 64  # connections beside the streams: probes, and those that are told that it is full


def run(host: str, port: int, content: Content) -> None:
    """Serve the contents at an address until SIGINT or SIGTERM."""
    with watching.noted(host, port):
        asyncio.run(_serve(host, port, content))


async def _serve(host: str, port: int, content: Content) -> None:
    hub = Hub(content)
    server = _server(host, port, hub)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    tasks = [
        asyncio.create_task(work, name=name)
        for name, work in (
            ("serve", server.serve()),
            ("listen", listen(os.environ["DATABASE_URL"], hub)),
            ("beat", hub.beat()),
            ("stop", stop.wait()),
        )
    ]
    ended, _others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    hub.close()
    server.stop()  # type: ignore[no-untyped-call]
    await asyncio.wait(tasks[:1], timeout=5)
    for task in tasks[1:]:
        task.cancel()
    for task in ended:
        task.result()  # a fault of one of them is ours


def _server(host: str, port: int, hub: Hub) -> Server:
    limits = settings.PUSH_LIMITS
    doors = Doors(limits["total"], limits["address"])
    rules = Rules(
        tuple(map(_origin, [settings.PUBLIC_URL, *settings.CSRF_TRUSTED_ORIGINS])), settings.METRICS_TOKEN
    )
    return Server(
        Application(hub, doors, rules),
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,
        websockets=False,
        backlog=1024,
        backpressure=limits["total"] + SPARE,
        log_level=LogLevels.error,
        log_dictconfig=logs.configuration(),
    )


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
