"""The database of Balai 0.1.0 as it was published, made from its own migrations and filled through its own models.

python -m balai.runtime.tests.published    (DATABASE_URL and BALAI_HOME say where)
"""

import os
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import django

RELEASED = {
    "accounts": "0002_initial",
    "audit": "0001_initial",
    "cases": "0002_append_only",
    "documents": "0001_initial",
    "forms": "0001_initial",
    "organizations": "0002_holding_overlap",
    "packs": "0001_initial",
    "regions": "0001_initial",
    "catalogue": "0001_initial",
}
PEOPLE, EVENTS = 200, 500
MOMENT = datetime(2026, 11, 22, 3, 16, tzinfo=UTC)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    theirs = [leaf for leaf in executor.loader.graph.leaf_nodes() if is_of_others(leaf[0])]
    targets = [*RELEASED.items(), *theirs]
    executor.migrate(targets)
    call_command("createcachetable", verbosity=0)
    state = MigrationExecutor(connection).loader.project_state(targets)
    fill(state.apps)


def is_of_others(label: str) -> bool:
    """True for applications that are not of Balai."""
    from django.apps import apps

    return not apps.get_app_config(label).name.startswith("balai.")


def fill(apps: Any) -> None:
    """A province, a regency, people with sealed numbers, events."""
    region = apps.get_model("regions", "Region")
    for code, name, kind in (("72", "Sulawesi Tengah", "provinsi"), ("72.10", "Sigi", "kabupaten")):
        region.objects.create(code=code, name=name, kind=kind, search_name=name.lower())
    apps.get_model("regions", "Regency").objects.create(
        id=uuid4(), region_id="72.10", timezone="Asia/Makassar", source="uji"
    )
    people = apps.get_model("accounts", "User")
    people.objects.bulk_create(
        people(id=uuid4(), username=f"warga{number}", full_name=f"Warga {number}", nik=f"7210{number:012}")
        for number in range(PEOPLE)
    )
    events = apps.get_model("audit", "Event")
    events.objects.bulk_create(
        events(id=uuid4(), name="cases.opened", subject_kind="cases.case", subject_id=uuid4(),
               actor_name="Warga", happened_at=MOMENT, facts={"number": number})
        for number in range(EVENTS)
    )  # fmt: skip
    packs = apps.get_model("packs", "InstalledPack")
    for name in ("lama", "dasar", "surat-desa"):
        packs.objects.create(
            id=uuid4(), name=name, version="1.0.0", digest="0" * 64, installed_at=MOMENT, installed_by="uji",
            manifest={"title": {"id": "Lama", "en": "Old"}, "origin": "uji", "licence": "MIT", "sources": ["-"]},
        )  # fmt: skip


if __name__ == "__main__":
    main()
