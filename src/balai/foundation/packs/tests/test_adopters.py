"""A regency tells that it runs a pack of ours: believed by its key, kept until it takes it back."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from balai.core.actor import SYSTEM
from balai.core.signed import sign_letter, succession
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import make_officer, sign_in
from balai.foundation.organizations.api import set_up_units, unit_by_code
from balai.foundation.packs.actions.publish_pack import Publication, publish_pack
from balai.foundation.packs.api import AdopterRow, adopters, install
from balai.foundation.packs.models import Adopter, Adoption
from balai.foundation.packs.releases import our_key
from balai.foundation.packs.tests.test_packs import EVENTS, MANIFEST
from balai.foundation.packs.views import publishing
from balai.foundation.regions.testing import plant_regency

pytestmark = pytest.mark.django_db
SIGI = Ed25519PrivateKey.generate()


@pytest.fixture(autouse=True)
def published(tmp_path: Any) -> None:
    plant_regency(also=("72", "72.10"))
    (tmp_path / "pack.yaml").write_text(MANIFEST)
    (tmp_path / "life_events.yaml").write_text(EVENTS)
    install(tmp_path)
    publish_pack(SYSTEM, Publication("contoh"))


def tell(key: Ed25519PrivateKey = SIGI, **changes: Any) -> tuple[int, str]:
    facts = {
        "format": 1,
        "to": our_key(),
        "regency": "72.10",
        "pack": "contoh",
        "version": "1.0.0",
        "installed_on": "2026-03-02",
        "at": "2026-03-02T01:00:00+00:00",
        "facts": {"results": [{"indicator": "hari", "after": 3}]},
        "succession": [],
        **changes,
    }
    return post(sign_letter(key, "adoption", facts))


def post(letter: Any) -> tuple[int, str]:
    answer = Client().post("/katalog/adopsi/", json.dumps(letter), content_type="application/json")
    return answer.status_code, answer.json().get("refused", "")


def rows() -> list[AdopterRow]:
    return adopters()


def test_an_adopter_is_listed_with_what_it_told_and_taken_off_when_it_takes_it_back() -> None:
    assert tell() == (200, "")
    (row,) = rows()
    assert (row.code, row.name, row.pack, row.version, row.on.isoformat(), row.is_confirmed) == (
        "72.10", "Kabupaten Sigi", "contoh", "1.0.0", "2026-03-02", False,
    )  # fmt: skip
    assert row.facts == {"results": [{"indicator": "hari", "after": 3}]}
    assert tell() == (200, "")
    assert len(rows()) == 1
    assert tell(version="", at="2026-03-01T01:00:00+00:00") == (409, "outdated")
    assert tell(version="", at="2026-03-03T01:00:00+00:00") == (200, "")
    assert rows() == []


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"to": "A" * 43 + "="}, (403, "addressee")),
        ({"regency": "99.99"}, (422, "regency")),
        ({"regency": "35.10"}, (422, "regency")),
        ({"regency": "72"}, (422, "regency")),
        ({"version": "1.0.1"}, (404, "release")),
        ({"pack": "lain"}, (404, "release")),
        ({"installed_on": "2026-02-30"}, (422, "shape")),
        ({"facts": {"results": "x" * 8200}}, (422, "shape")),
        ({"facts": {"results": "x" * 40_000}}, (413, "size")),
        ({"facts": {"results": "\0"}}, (422, "shape")),
    ],
)
def test_what_is_no_report_for_us_is_refused_and_leaves_nothing(
    changes: dict[str, Any], refusal: tuple[int, str]
) -> None:
    assert tell(**changes) == refusal
    assert not Adopter.objects.exists()


def test_a_report_is_signed_by_the_regency_that_came_first_or_by_the_key_that_follows() -> None:
    assert tell() == (200, "")
    stranger = Ed25519PrivateKey.generate()
    assert tell(stranger, version="", at="2026-03-03T01:00:00+00:00") == (403, "key")
    letter = sign_letter(SIGI, "catalogue", {})
    assert post(letter) == (401, "signature")
    assert post([]) == (422, "shape")
    assert Adoption.objects.get().version == "1.0.0"
    assert tell(stranger, succession=[succession(SIGI, stranger)]) == (200, "")
    assert tell(at="2026-03-04T01:00:00+00:00") == (403, "key")


def test_the_page_lists_adopters_and_notes_that_their_digits_were_compared(client: Client) -> None:
    tell()
    set_up_units(SYSTEM, "35.10")
    make_officer("admin", "admin_kabupaten", unit_by_code("35.10").id)
    office = sign_in(client, User.objects.get(username="admin"))
    page = office.get("/kerja/paket/terbitan/").content.decode()
    (row,) = rows()
    assert "Kabupaten Sigi" in page
    assert row.fingerprint in page
    address = f"/kerja/paket/terbitan/pemakai/{row.adopter_id}/"
    assert office.post(address).status_code == 302
    assert rows()[0].is_confirmed
    assert office.post(address).status_code == 409


def test_a_pack_that_everybody_runs_has_a_light_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    tell()
    set_up_units(SYSTEM, "35.10")
    office = sign_in(client, make_officer("admin", "admin_kabupaten", unit_by_code("35.10").id))
    (row,) = rows()
    monkeypatch.setattr(publishing, "adopters", lambda: [row] * 514)
    content = office.get("/kerja/paket/terbitan/").content
    assert (content.count(b"Kabupaten Sigi"), len(content) < 100_000) == (25, True)
    assert office.get("/kerja/paket/terbitan/?hal=21").content.count(b"Kabupaten Sigi") == 14
