"""Fill a demo with many cases, and sign officers in; prints sessions and the costs of pages as JSON.

python -m bench.crowd CASES, in a process of its own on the demo's database.
"""

import json
import os
import sys
from dataclasses import asdict

from bench.cost import cost_of
from bench.house import ROOT

ROUNDS = 20
FILL = ROOT / "bench" / "crowd.sql"
OFFICERS = {
    "restricted": "operator.tamansari",
    "agency": "kadis.dpmptsp",
    "all": "inspektorat",
}
#: What each of them opens: plain, narrowed, searched.
PAGES = {
    "restricted": (
        "/kerja/kotak/",
        "/kerja/kotak/?layanan=surat-keterangan-usaha&tempo=terlambat&kanal=daring",
        "/kerja/kotak/?tab=unit&q=budi+war",
        "/kerja/kotak/?tab=tunggu",
    ),
    "agency": (
        "/kerja/kotak/?tab=unit",
        "/kerja/kotak/?tab=unit&layanan=surat-keterangan-usaha&tempo=terlambat&kanal=daring",
        "/kerja/kotak/?tab=unit&q=budi+war",
        "/kerja/kotak/?tab=tunggu",
    ),
    "all": (
        "/kerja/perkara/",
        "/kerja/perkara/?status=terlambat&layanan=surat-keterangan-usaha&kanal=daring",
        "/kerja/perkara/?status=semua&q=budi+war",
        "/kerja/kotak/",
    ),
}


def main(cases: int) -> None:
    """Fill when needed, then tell the session of each officer and what each page costs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    import django

    django.setup()
    _fill(cases)
    sessions = {kind: session_of(username) for kind, username in OFFICERS.items()}
    costs = {
        kind: [asdict(cost_of(page, sessions[kind], ROUNDS)) for page in PAGES[kind]] for kind in OFFICERS
    }
    print(json.dumps({"sessions": sessions, "costs": costs}))


def _fill(cases: int) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_case WHERE code LIKE 'BNC-%'")
        if cursor.fetchone()[0] >= cases:
            return
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(FILL.read_text().replace(":cases", str(cases)))
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM ANALYZE cases_case, cases_task")


def session_of(username: str) -> str:
    """A session in which the officer is signed in."""
    from django.conf import settings
    from django.test import Client

    from balai.foundation.accounts.models import User
    from balai.foundation.accounts.testing import sign_in

    client = sign_in(Client(), User.objects.get(username=username))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    main(int(sys.argv[1]))
