"""Issue letters in a process of its own, on the demo's database; prints the times of floor and Balai as JSON.

python -m bench.letters COUNT
"""

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import yaml

from bench.house import ROOT

PACK = ROOT / "packs" / "surat-desa"


def timed(work: Callable[[], Any], count: int) -> list[float]:
    """The seconds of each run, after two that warm up."""
    for _ in range(2):
        work()
    times = []
    for _ in range(count):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return times


def alone(entry: dict[str, Any]) -> Callable[[], Any]:
    """Typst and pyHanko alone: print the same template and sign it with the same kind of certificate."""
    from django.utils import timezone

    from balai.foundation.documents.engine import sample
    from balai.foundation.documents.signing import current_signer, pades
    from balai.foundation.documents.signing.base import Signatory, SignOrder

    source = (PACK / entry["file"]).read_text()
    signatory = Signatory(uuid4(), "NAMA PEJABAT", "Kepala Desa Contoh", "Pemerintah Desa Contoh")

    def work() -> None:
        printed = sample.run(source, entry)
        pdf = pades.add_fields(printed.pdf, printed.boxes)
        order = SignOrder(pades.field_name(0), signatory, "Surat", "Desa Contoh", timezone.now())
        current_signer().sign(pdf, order)

    return work


def issued(entry: dict[str, Any]) -> Callable[[], Any]:
    """What Balai does: number, PDF/A, signature and event in one transaction."""
    from balai.foundation.accounts.models import User
    from balai.foundation.accounts.testing import actor_of
    from balai.foundation.documents import api as documents
    from balai.foundation.organizations import api as organizations

    head = actor_of(User.objects.get(username="kades.tamansari"))
    unit = organizations.village_unit("35.10.24.2008")
    block = documents.head_block(unit.id)
    facts = {fact["name"]: fact.get("example", "Contoh") for fact in entry["facts"]}
    request = documents.IssueRequest(
        entry["code"], unit.id, {**facts, "tanggal_lahir": "1990-06-15"}, (block,)
    )
    return lambda: documents.issue(head, request)


def main(count: int) -> None:
    """Measure in turns, so that both feel the same neighbours."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    import django

    django.setup()
    entry = yaml.safe_load((PACK / "documents.yaml").read_text())[0]
    floor, balai, parts = [], [], max(1, min(10, count // 5))
    bare, whole = alone(entry), issued(entry)
    for _ in range(parts):
        floor += timed(bare, count // parts)
        balai += timed(whole, count // parts)
    print(json.dumps({"floor": floor, "balai": balai}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
