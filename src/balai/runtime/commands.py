"""What the long commands do, step by step."""

import hashlib
import json
import os
import sys
from pathlib import Path

from django.db import connections

from balai.config import env
from balai.core.demo import DEMO_PASSWORD
from balai.runtime.database import own
from balai.runtime.loading import load
from balai.runtime.postgres import Say
from balai.runtime.problem import Problem
from balai.runtime.serve import free_port, is_loopback, programs_of, require_free, serve, stoppable

LOOPBACK = "127.0.0.1"
DEFAULT_REGENCY = "35.10"


def demo_home(code: str) -> Path:
    """Where a demo lives: ``BALAI_HOME`` when it is set, else a folder for each regency beside each other."""
    if env.text("BALAI_HOME") or code == DEFAULT_REGENCY:
        return env.home()
    return env.home() / f"demo-{code}"


def run_demo(code: str, port: int, say: Say) -> None:
    """A living regency on this machine only; repeated runs resume what an earlier one left."""
    require_free(LOOPBACK, port)
    home, place = demo_home(code), env.text("DATABASE_URL")
    os.environ.update(
        BALAI_HOME=str(home),
        BALAI_DEMO="1",
        BALAI_PUBLIC_URL=f"http://{LOOPBACK}:{port}",
        DJANGO_SETTINGS_MODULE="balai.config.settings",
    )
    try:
        with stoppable(), own(home, f"demo --regency {code}", say) as server:
            shown = _prepare_demo_once(code, home, place, say)
            require_free(LOOPBACK, port)  # a minute later; two that listen at one port answer in turns
            push_port = free_port(LOOPBACK, push_port_of(port))
            os.environ["BALAI_PUSH_URL"] = f"http://{LOOPBACK}:{push_port}"
            programs = programs_of(LOOPBACK, port, push_port, home / "logs")
            serve(server, programs, lambda: _welcome(home, port, shown), say)
    except KeyboardInterrupt:
        say("Selesai.")


def _prepare_demo_once(code: str, home: Path, place: str, say: Say) -> list[list[str]]:
    """Who is where. What an earlier run prepared from the same code and packs is not looked at again."""
    stamp = _stamp(code, place)
    if (shown := _shown_before(home, stamp)) is not None:
        return shown
    load()
    from balai.core.actor import SYSTEM
    from balai.foundation.audit.api import acting

    with acting(SYSTEM, "balai demo"):
        shown = _prepare_demo(code, say)
    connections.close_all()
    _note(home).write_text(json.dumps({"stamp": stamp, "shown": shown}))
    return shown


def is_prepared(home: Path, code: str) -> bool:
    """Whether the demo of a home with a server of its own was prepared from the code and the packs of today."""
    return _shown_before(home, _stamp(code, "")) is not None


def _shown_before(home: Path, stamp: str) -> list[list[str]] | None:
    known = json.loads(_note(home).read_text()) if _note(home).exists() else {}
    return known["shown"] if known.get("stamp") == stamp else None


def _note(home: Path) -> Path:
    return home / "demo.json"


def _stamp(code: str, place: str) -> str:
    """Changes with the regency, a server of others, and any file of the code or the packs."""
    return f"{code} {place} {_stamp_of_sources()}"


def _stamp_of_sources() -> str:
    """Changes with any file of the code or the packs: names, sizes and times."""
    digest = hashlib.sha256()
    for folder in (env.ROOT / "src", env.ROOT / "packs"):
        for path in sorted(path for path in folder.rglob("*") if path.suffix != ".pyc" and path.is_file()):
            facts = path.stat()
            digest.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def _prepare_demo(code: str, say: Say) -> list[list[str]]:
    from balai.runtime import demo
    from balai.runtime.install import collect_static, install
    from balai.runtime.migrating import migrate

    migrate(say)
    demo.refuse_real_people()
    install(code, say)
    shown = demo.load(code, say)
    collect_static(say)
    return [[person.username, person.name, person.where] for person in shown]


def _welcome(home: Path, port: int, shown: list[list[str]]) -> None:
    width = max(len(username) for username, _name, _where in shown)
    lines = [f"    {username:<{width}}  {name}, {where}" for username, name, where in shown]
    print(
        f"\n  Balai siap di http://{LOOPBACK}:{port}/\n\n"
        f"  Akun demo (orang rekaan), kata sandi semuanya {DEMO_PASSWORD}:\n" + "\n".join(lines) + "\n\n"
        "  Kode faktor kedua tampil di halaman masuk.\n"
        f"  Folder data: {home}\n"
        "  Ctrl-C menghentikan semuanya.\n",
        flush=True,
    )


def push_port_of(port: int) -> int:
    """Where the push process listens: ``BALAI_PUSH_PORT``, or beside the web server."""
    return int(env.text("BALAI_PUSH_PORT", str(port + 1)))


def _name_addresses(host: str, port: int, push_port: int) -> None:
    """Who names no address has no proxy either: pages follow the push process where it listens."""
    if not env.text("BALAI_PUBLIC_URL"):
        place = LOOPBACK if is_loopback(host) else host
        os.environ["BALAI_PUBLIC_URL"] = f"http://{place}:{port}"
        os.environ.setdefault("BALAI_PUSH_URL", f"http://{place}:{push_port}")


def run_installation(host: str, port: int, say: Say) -> None:
    """Database, web server, worker and push process of a real installation, until a signal."""
    push_port = push_port_of(port)
    require_free(host, port)
    require_free(host, push_port)
    home = env.home()
    _name_addresses(host, port, push_port)
    try:
        with stoppable(), own(home, "run", say) as server:
            load()
            _require_runnable(host, say)
            connections.close_all()
            programs = programs_of(host, port, push_port)
            serve(server, programs, lambda: say(f"Balai siap di http://{host}:{port}/"), say)
    except KeyboardInterrupt:
        say("Selesai.")


def run_web(host: str, port: int, say: Say) -> None:
    """The web server in place of this process; the database, its tables and the worker are looked after by others."""
    if not env.text("DATABASE_URL"):
        raise Problem("`balai web` memerlukan DATABASE_URL; tanpa itu jalankan `balai run`.")
    require_free(host, port)
    with own(env.home(), "web", say):
        load()
        _require_runnable(host, say)
        connections.close_all()
    os.execv(sys.executable, [sys.executable, "-m", "balai.runtime.web", host, str(port)])  # noqa: S606


def run_push(host: str, port: int) -> None:
    """The push process in place of this process; it reads the database that others look after."""
    if not env.text("DATABASE_URL"):
        raise Problem("`balai push` memerlukan DATABASE_URL; tanpa itu jalankan `balai run`.")
    require_free(host, port)
    os.execv(sys.executable, [sys.executable, "-m", "balai.runtime.push", host, str(port)])  # noqa: S606


def _require_runnable(host: str, say: Say) -> None:
    from balai.runtime import demo, install, migrating

    if env.flag("BALAI_DEMO"):
        raise Problem("BALAI_DEMO hanya untuk `balai demo`; kosongkan untuk `balai run`.")
    install.require_set_up()
    migrating.require_current()
    install.require_ready()
    if not is_loopback(host):
        demo.refuse_demo_people()
    install.collect_static(say)


def initialise(code: str, say: Say) -> None:
    """Set up the regency and invite its first administrator."""
    from django.conf import settings

    from balai.core.errors import Conflict
    from balai.foundation.accounts import api as accounts
    from balai.foundation.regions import api as regions
    from balai.runtime import install, migrating, roles

    if install.is_set_up():
        migrating.require_current()
    else:
        regions.check_regency_code(code)
    install.install(code, say)
    roles.refresh(say)
    say(f"{regions.regency().name} siap.")
    try:
        path = accounts.invite_administrator()
    except Conflict as known:
        say(str(known))
        return
    print(
        "\n  Jalankan `balai run`, lalu buka tautan sekali pakai ini (berlaku 24 jam) "
        f"untuk membuat akun administrator pertama:\n  {settings.PUBLIC_URL.rstrip('/')}{path}\n",
        flush=True,
    )
