"""Issue letters in a process of its own, on the demo's database; prints letters a second as JSON.

python -m bench.letters COUNT
"""

import json
import os
import sys

import yaml

from bench.house import ROOT

TEMPLATES = ROOT / "packs" / "surat-desa" / "documents.yaml"


def main(count: int) -> None:
    """The village head of the demo signs one letter after the other."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    import django

    django.setup()
    from balai.foundation.accounts.models import User
    from balai.foundation.accounts.testing import actor_of
    from balai.foundation.documents import api as documents
    from balai.foundation.documents.bench import bench_issue
    from balai.foundation.organizations import api as organizations

    entry = yaml.safe_load(TEMPLATES.read_text())[0]
    facts = {fact["name"]: fact.get("example", "Contoh") for fact in entry["facts"]}
    unit = organizations.village_unit("35.10.24.2008")
    block = documents.head_block(unit.id)
    assert block is not None
    request = documents.IssueRequest(
        entry["code"], unit.id, {**facts, "tanggal_lahir": "1990-06-15"}, (block,)
    )
    figures = bench_issue(actor_of(User.objects.get(username="kades.tamansari")), request, count)
    print(json.dumps({"balai": figures.issued_per_second, "floor": figures.bare_per_second}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
