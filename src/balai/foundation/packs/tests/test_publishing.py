"""What a regency publishes: versions that never change, a signed catalogue, keys that follow each other."""

import json
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.core.keys import renew_catalogue_key
from balai.core.signed import fingerprint, leads_to, open_letter
from balai.foundation.accounts.testing import actor_of, make_officer
from balai.foundation.audit.models import Event
from balai.foundation.organizations.api import unit_by_code
from balai.foundation.packs import hooks
from balai.foundation.packs.actions.export_pack import pack_files
from balai.foundation.packs.actions.publish_pack import Publication, publish_pack, withdraw_release
from balai.foundation.packs.api import catalogue_part, install, next_version
from balai.foundation.packs.archive import read_zip
from balai.foundation.packs.models import PackFile, Release
from balai.foundation.packs.releases import release_cards
from balai.foundation.packs.tests.test_packs import EVENTS, MANIFEST
from balai.services.catalogue.models import LifeEvent

pytestmark = pytest.mark.django_db
PUBLISHING = "/kerja/paket/terbitan/"
PUBLISH = "/kerja/paket/contoh/terbitkan/"
FILES = {"pack.yaml": MANIFEST.encode(), "life_events.yaml": EVENTS.encode()}


@pytest.fixture(autouse=True)
def installed(admin: Actor, tmp_path: Path) -> None:
    """One small pack."""
    (tmp_path / "pack.yaml").write_text(MANIFEST)
    (tmp_path / "life_events.yaml").write_text(EVENTS)
    install(tmp_path)


@pytest.fixture
def innovations() -> Iterator[None]:
    """A module that publishes something of its own."""
    catalogue_part("innovations")(lambda: [{"code": "smart-kampung", "title": {"id": "Smart Kampung"}}])
    yield
    del hooks._parts["innovations"]


def test_a_pack_is_published_on_a_page_and_read_by_anybody(office: Client, innovations: None) -> None:
    assert "Belum ada yang terbit" in office.get(PUBLISHING).content.decode()
    assert "contoh 1.0.0" in office.get(PUBLISH).content.decode()
    assert office.post(PUBLISH, {"note": "Versi  pertama"})["Location"] == PUBLISHING
    release = Release.objects.get()
    assert (release.name, release.version, release.note) == ("contoh", "1.0.0", "Versi pertama")
    page = Client().get("/katalog/").content.decode()
    assert "Versi pertama" in page
    letter = open_letter(Client().get("/katalog.json").json(), "catalogue")
    for group in fingerprint(letter.key).split():
        assert group in page
    (pack,) = letter.document["packs"]
    (version,) = pack["versions"]
    assert letter.document["regency"] == {"code": "35.10", "name": "Kabupaten Banyuwangi"}
    assert letter.document["parts"] == {
        "innovations": [{"code": "smart-kampung", "title": {"id": "Smart Kampung"}}]
    }
    file = Client().get("/katalog/contoh/1.0.0.zip")
    assert read_zip(BytesIO(file.content)) == FILES
    assert version["sha256"] == sha256(file.content).hexdigest() == file["ETag"].strip('"')
    signed = open_letter(Client().get("/katalog/contoh/1.0.0.zip.sig").json(), "pack")
    assert (signed.key, signed.document["sha256"]) == (letter.key, version["sha256"])
    assert Event.objects.filter(name="packs.released").count() == 1


def test_a_published_version_never_changes(admin: Actor) -> None:
    first = publish_pack(admin, Publication("contoh"))
    assert publish_pack(admin, Publication("contoh")) == first
    PackFile.objects.filter(path="life_events.yaml").update(content=EVENTS.replace("heart", "store").encode())
    with pytest.raises(Conflict, match="sudah terbit dengan isi lain"):
        publish_pack(admin, Publication("contoh"))
    with pytest.raises(DatabaseError, match="never deleted or rewritten"), transaction.atomic():
        Release.objects.update(version="2.0.0")
    with pytest.raises(DatabaseError, match="never deleted or rewritten"), transaction.atomic():
        Release.objects.all().delete()
    assert [(card.version, card.sha256) for card in release_cards()] == [("1.0.0", first.sha256)]


def test_what_was_adapted_is_published_under_a_name_and_versions_of_its_own(office: Client) -> None:
    LifeEvent.objects.update(icon="flower")
    assert 'value="1.0.0"' in office.get(PUBLISH).content.decode()
    office.post(PUBLISH, {"side": "adapted", "version": "1.4.0", "note": ""})
    (release,) = Release.objects.all()
    assert (release.name, release.version) == ("contoh-3510", "1.4.0")
    assert release.manifest["based_on"] == {"name": "contoh", "version": "1.0.0", "origin": "Uji"}
    assert b"icon: flower" in read_zip(BytesIO(bytes(release.content)))["life_events.yaml"]
    assert 'value="1.4.1"' in office.get(PUBLISH).content.decode()
    LifeEvent.objects.update(icon="store")
    for version, sentence in (("1.3.9", "harus lebih tinggi"), ("1.5", "tiga angka"), ("1.4.0", "isi lain")):
        refused = office.post(PUBLISH, {"side": "adapted", "version": version, "note": ""})
        assert (refused.status_code, sentence in refused.content.decode()) == (422, True)
    assert Release.objects.count() == 1


def test_what_this_regency_put_together_goes_on_under_its_name(
    admin: Actor, office: Client, tmp_path: Path
) -> None:
    """Who follows the pack is told of the next version: it is the same pack."""
    (tmp_path / "pack.yaml").write_text(MANIFEST.replace("origin: Uji", "origin: Kabupaten Banyuwangi"))
    install(tmp_path)
    publish_pack(admin, Publication("contoh"))
    LifeEvent.objects.update(icon="flower")
    assert 'value="1.0.1"' in office.get(PUBLISH).content.decode()
    assert office.post(PUBLISH, {"side": "adapted", "version": "1.1.0", "note": ""})["Location"] == PUBLISHING
    assert [(row.name, row.version) for row in Release.objects.order_by("version")] == [
        ("contoh", "1.0.0"), ("contoh", "1.1.0"),
    ]  # fmt: skip
    assert Release.objects.get(version="1.1.0").manifest["based_on"] == {}
    assert next_version("contoh") == "1.1.1"
    assert pack_files(admin, "contoh", adapted=True)["pack.yaml"].decode().count("version: 1.0.1") == 1


def test_a_withdrawn_version_is_offered_no_more(office: Client, admin: Actor) -> None:
    card = publish_pack(admin, Publication("contoh"))
    address = f"{PUBLISHING}{card.id}/tarik/"
    assert office.post(address, {"reason": " "}).status_code == 422
    assert office.post(address, {"reason": "Tarif keliru"})["Location"] == PUBLISHING
    assert "Tarif keliru" in office.get(PUBLISHING).content.decode()
    assert Client().get("/katalog.json").json()["document"]["packs"] == []
    for ending in ("", ".sig"):
        assert Client().get(f"/katalog/contoh/1.0.0.zip{ending}").status_code == 404
    with pytest.raises(Conflict, match="sudah ditarik"):
        withdraw_release(admin, card.id, "lagi")
    with pytest.raises(Conflict, match="sudah ditarik"):
        publish_pack(admin, Publication("contoh"))


def test_a_new_key_is_named_by_the_old_one(admin: Actor, settings: object, tmp_path: Path) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    old = open_letter(Client().get("/katalog.json").json(), "catalogue").key
    renew_catalogue_key(tmp_path)
    renew_catalogue_key(tmp_path)
    from balai.core.http.pages import shelf

    shelf.clear()
    letter = open_letter(json.loads(Client().get("/katalog.json").content), "catalogue")
    assert letter.key != old
    assert leads_to(old, letter.key, letter.document["succession"])
    assert not leads_to(old, letter.key, letter.document["succession"][1:])


def test_only_an_administrator_publishes(admin: Actor) -> None:
    operator = actor_of(make_officer("operator", "operator_desa", unit_by_code("35.10.24.2008").id))
    with pytest.raises(NotAllowed):
        publish_pack(operator, Publication("contoh"))
    with pytest.raises(NotAllowed):
        withdraw_release(operator, UUID(int=1), "x")
    with pytest.raises(Invalid):
        publish_pack(admin, Publication("contoh", adapted=True))
    assert not Release.objects.exists()
