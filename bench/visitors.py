"""Fill a demo with years of visits and agreements; prints the coordinator's session and the costs of pages as JSON.

python -m bench.visitors VISITS AGREEMENTS, in a process of its own on the demo's database.
"""

import json
import os
import sys
from dataclasses import asdict

from bench.cost import cost_of
from bench.crowd import session_of
from bench.house import ROOT

ROUNDS = 20
FILL = ROOT / "bench" / "history.sql"
COORDINATOR = "kerjasama"
#: What is asked, by who asks: the coordinator's history and register, and what everybody may read.
PAGES = {
    "coordinator": (
        "/kerja/kunjungan/riwayat/",
        "/kerja/kunjungan/riwayat/?q=pasangkayu",
        "/kerja/kerja-sama/",
        "/kerja/kerja-sama/?q=pasangkayu",
    ),
    "visitor": ("/inovasi/", "/inovasi/?q=uang+desa", "/kerja-sama/", "/kerja-sama/mitra/"),
}


def main(visits: int, agreements: int) -> None:
    """Fill when needed, then tell the sessions and what each page costs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    import django

    django.setup()
    _fill(visits, agreements)
    sessions = {"coordinator": session_of(COORDINATOR), "visitor": ""}
    costs = {who: [asdict(cost_of(page, sessions[who], ROUNDS)) for page in PAGES[who]] for who in PAGES}
    print(json.dumps({"sessions": sessions, "costs": costs}))


def _fill(visits: int, agreements: int) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM visits_delegation WHERE code LIKE 'BNC-%'")
        if cursor.fetchone()[0] >= visits:
            return
        sizes = {":visits": str(visits), ":agreements": str(agreements)}
        statements = FILL.read_text()
        for name, size in sizes.items():
            statements = statements.replace(name, size)
        cursor.execute(statements)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE visits_delegation, agreements_agreement")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
