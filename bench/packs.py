"""A pack of many services: installed, taken in a newer version over what was adapted, and compared.

``python -m bench.packs COUNT`` measures in a process of its own and takes everything back.
"""

import json
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.house import apart
from bench.table import Line

SAMPLE, MARK, PREFIX = "surat-keterangan-usaha", "keterangan-usaha", "prefix: SKU"
ADAPTED = 20  # every so many of the services are adapted here
MOST = 60.0  # seconds that an administrator waits for an installation


def measure(database_url: str, services: int) -> Iterator[Line]:
    """Each with form, procedure and letter; the floor is what the modules do with the same entries, read already."""
    found = apart("bench.packs", services, database_url=database_url, BALAI_DEMO="1")
    what = f"a pack of {services} services"
    said = "met" if found["install"] <= MOST else f"MISSED (at most {MOST:.0f} s)"
    yield Line(
        f"{what}: installed", f"{found['install']:.1f} s", f"{found['bare']:.1f} s, modules alone",
        found["bare"] / found["install"], said=said,
    )  # fmt: skip
    yield Line(f"{what}: compared with {services // ADAPTED} adapted", f"{found['compare']:.1f} s")
    yield Line(f"{what}: newer version installed over them", f"{found['update']:.1f} s")


def main(services: int) -> dict[str, float]:
    """The seconds of each step."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    import django

    django.setup()
    from django.db import transaction

    with TemporaryDirectory() as name, transaction.atomic():
        folder = Path(name)
        _write(folder, services, "1.0.0")
        found = _steps(folder, services)
        transaction.set_rollback(True)
    return found


def _steps(folder: Path, services: int) -> dict[str, float]:
    from balai.core.actor import SYSTEM
    from balai.foundation.packs.actions.install_pack import install_pack
    from balai.foundation.packs.comparing import compare_pack
    from balai.foundation.packs.reading import read_pack
    from balai.services.catalogue.models import Service

    found = {"bare": _bare(folder)}
    found["install"] = _timed(lambda: install_pack(SYSTEM, folder))
    for row in Service.objects.filter(code__startswith=f"{SAMPLE}-")[::ADAPTED]:
        row.popularity += 1
        row.save(update_fields=["popularity"])
    _write(folder, services, "1.1.0")
    found["compare"] = _timed(lambda: compare_pack(read_pack(folder), SYSTEM))
    found["update"] = _timed(lambda: install_pack(SYSTEM, folder))
    return found


def _bare(folder: Path) -> float:
    """What the modules do with entries that were read before; taken back."""
    from django.db import transaction

    from balai.core.actor import SYSTEM
    from balai.foundation.packs.reading import read_pack
    from balai.foundation.packs.rehearsing import context_of

    pack = read_pack(folder)
    context = context_of(pack, SYSTEM)
    with transaction.atomic():
        seconds = _timed(lambda: [kind.handler(file.entries, context) for kind, file in pack.files])
        transaction.set_rollback(True)
    return seconds


def _timed(act: Any) -> float:
    start = time.monotonic()
    act()
    return time.monotonic() - start


def _write(folder: Path, services: int, version: str) -> None:
    """The sample and all that it needs, once for each service, under names of its own."""
    from balai.foundation.packs.actions.export_pack import write_files
    from balai.foundation.packs.composing import composed, in_pieces

    facts = {"name": "banyak", "version": version, "title": {"id": "Banyak", "en": "Many"}, "sources": ["-"]}
    for path, content in composed([("services", SAMPLE)], facts).items():
        text = content.decode()
        if path in {"pack.yaml", "life_events.yaml"}:
            files = {path: content}
        elif path.endswith(".yaml"):
            files = in_pieces(path, _many(text, services, version))
        else:
            numbers = range(services)
            files = {path.replace(MARK, f"{MARK}-{number}"): content for number in numbers}
        write_files(files, folder)


def _many(text: str, services: int, version: str) -> Iterator[str]:
    """The entries of a file: what is the service's own once for each, what it shares with others once."""
    for entry in re.split(r"^(?=  - )", text, flags=re.M):
        if MARK in entry:
            yield from (_renamed(entry, number, version) for number in range(services))
        else:
            yield entry


def _renamed(text: str, number: int, version: str) -> str:
    """One more of it; a newer version says so in its words."""
    own = text.replace(MARK, f"{MARK}-{number}").replace(PREFIX, f"prefix: B{_letters(number)}")
    return own.replace("Gratis", "Tanpa biaya") if version != "1.0.0" else own


def _letters(number: int) -> str:
    """Two capital letters, other ones for each number below 676."""
    return chr(65 + number // 26) + chr(65 + number % 26)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
