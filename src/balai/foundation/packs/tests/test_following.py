"""A catalogue that is followed: its key is compared first, what misbehaves is told plainly, nothing half arrives."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.core.signed import fingerprint, open_letter, public_half, sign_letter, succession
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer
from balai.foundation.notices.models import Notice
from balai.foundation.organizations.api import unit_by_code
from balai.foundation.packs.actions.fetch_pack import ask_for_pack, fetch_arrival
from balai.foundation.packs.actions.install_arrival import ask_to_install, install_arrival
from balai.foundation.packs.actions.read_publisher import read_publisher
from balai.foundation.packs.actions.report_adoptions import report_adoptions
from balai.foundation.packs.actions.subscribe import confirm_key, share_adoptions, subscribe, unsubscribe
from balai.foundation.packs.api import catalogue_of, provenance_of
from balai.foundation.packs.models import Arrival, InstalledPack, Publisher
from balai.foundation.packs.tests.standin import Standin, standing_in
from balai.foundation.packs.tests.test_packs import EVENTS
from balai.foundation.packs.tests.test_pages import zipped
from balai.foundation.packs.wire import address_of
from balai.services.catalogue.models import LifeEvent

pytestmark = pytest.mark.django_db(databases="__all__")
LIST = "/kerja/paket/langganan/"
FOREVER = "2030-01-01T00:00:00+00:00"


@pytest.fixture
def sigi(settings: Any) -> Iterator[Standin]:
    settings.CATALOGUE = {"trial": True, "timeout": 5.0}
    with standing_in() as standin:
        standin.publish("contoh", "1.1.0", zipped())
        yield standin


@pytest.fixture
def followed(sigi: Standin, admin: Actor) -> UUID:
    publisher = subscribe(admin, sigi.address)
    assert read_publisher(publisher)
    confirm_key(admin, publisher, fingerprint(public_half(sigi.key)))
    return publisher


def page(office: Client, publisher: UUID) -> str:
    return office.get(f"{LIST}{publisher}/").content.decode()


def take(admin: Actor, publisher: UUID, version: str = "1.1.0") -> Arrival:
    arrival = ask_for_pack(admin, publisher, "contoh", version)
    fetch_arrival(arrival)
    return Arrival.objects.get(pk=arrival)


def put_in(admin: Actor, arrival: Arrival, sides: dict[str, str] | None = None) -> None:
    ask_to_install(admin, arrival.pk, sides or {})
    install_arrival(admin, arrival.pk, sides or {})


def test_a_catalogue_is_followed_once_its_digits_were_compared(office: Client, sigi: Standin) -> None:
    done = office.post(LIST, {"address": f"{sigi.address}/katalog/"})
    row = Publisher.objects.get()
    assert done["Location"] == f"{LIST}{row.pk}/"
    assert "Katalog sedang dibaca" in page(office, row.pk)
    read_publisher(row.pk)
    text = page(office, row.pk)
    assert "Cocokkan sidik kunci" in text
    assert "Ambil dan bandingkan" not in text
    assert fingerprint(public_half(sigi.key)) not in text  # it has to come by telephone
    assert office.post(f"{LIST}{row.pk}/ambil/", {"paket": "contoh", "versi": "1.1.0"}).status_code == 409
    wrong = office.post(f"{LIST}{row.pk}/", {"digits": "12345 " * 6})
    assert (wrong.status_code, Publisher.objects.get().state) == (422, "waiting")
    digits = fingerprint(public_half(sigi.key)).replace(" ", "-")
    assert office.post(f"{LIST}{row.pk}/", {"digits": digits}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.region_code, row.name, row.shares_adoptions) == (
        "followed", "72.10", "Kabupaten Sigi", False,
    )  # fmt: skip
    assert office.post(LIST, {"address": sigi.address}).status_code == 422
    assert "Ambil dan bandingkan" in page(office, row.pk)


def test_what_is_fetched_is_compared_chosen_and_remembered(
    office: Client,
    admin: Actor,
    sigi: Standin,
    followed: UUID,
) -> None:
    done = office.post(f"{LIST}{followed}/ambil/", {"paket": "contoh", "versi": "1.1.0"})
    arrival = Arrival.objects.get()
    assert done["Location"] == f"/kerja/paket/kiriman/{arrival.pk}/"
    assert "Dari katalog Kabupaten Sigi" in office.get(done["Location"]).content.decode()
    assert ask_for_pack(admin, followed, "contoh", "1.1.0") == arrival.pk
    fetch_arrival(arrival.pk)
    arrival.refresh_from_db()
    assert arrival.state == "ready"
    put_in(admin, arrival)
    assert InstalledPack.objects.get().publisher_id == followed
    source = provenance_of("life_events", "menikah")
    assert source
    assert (source.pack, source.version, source.origin, source.adapted, source.publisher) == (
        "contoh", "1.1.0", "Uji", False, "Kabupaten Sigi",
    )  # fmt: skip
    LifeEvent.objects.update(icon="flower")
    sigi.publish("contoh", "1.2.0", zipped(EVENTS.replace("pengantin", "pasangan"), "1.2.0"))
    read_publisher(followed)
    (notice,) = Notice.objects.filter(kind="packs.newer")
    assert (notice.facts["version"], notice.link) == ("1.2.0", f"{LIST}{followed}/")
    read_publisher(followed)
    assert Notice.objects.count() == 1
    put_in(admin, take(admin, followed, "1.2.0"))
    assert (LifeEvent.objects.get().icon, InstalledPack.objects.get().version) == ("flower", "1.2.0")
    assert provenance_of("life_events", "menikah").adapted  # type: ignore[union-attr]


def answers(path: str, status: int, content: bytes) -> Callable[[Standin], None]:
    return lambda sigi: sigi.answers.__setitem__(path, (status, content))


def forge(sigi: Standin) -> None:
    letter = sign_letter(sigi.key, "catalogue", sigi.document())
    letter["document"]["regency"]["name"] = "Kabupaten Lain"
    sigi.answers["/katalog.json"] = (200, json.dumps(letter).encode())


def rewrite(sigi: Standin) -> None:
    sigi.publish("contoh", "1.1.0", zipped(EVENTS.replace("heart", "store")))


TROUBLES: dict[str, Callable[[Standin], Any]] = {
    "slow": lambda sigi: setattr(sigi, "stalls", True),
    "refused": answers("/katalog.json", 503, b""),
    "missing": answers("/katalog.json", 404, b""),
    "moved": answers("/katalog.json", 302, b"http://127.0.0.2/katalog.json"),
    "large": answers("/katalog.json", 200, b"x" * (4 << 20) + b"x"),
    "foreign": answers("/katalog.json", 200, b"<html>"),
    "forged": forge,
    "rekeyed": lambda sigi: setattr(sigi, "key", Ed25519PrivateKey.generate()),
    "outdated": lambda sigi: setattr(sigi, "at", "2026-11-21T22:59:59+00:00"),
    "rewritten": rewrite,
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_catalogue_that_misbehaves_is_told_plainly_and_what_was_believed_stays(
    office: Client,
    sigi: Standin,
    followed: UUID,
    trouble: str,
    settings: Any,
) -> None:
    settings.CATALOGUE = {"trial": True, "timeout": 0.3 if trouble == "slow" else 5.0}
    before = Publisher.objects.get().document
    TROUBLES[trouble](sigi)
    assert read_publisher(followed) is False
    row = Publisher.objects.get()
    assert (row.trouble, row.document, row.state) == (trouble, before, "followed")
    from balai.foundation.packs.troubles import told_of

    text = page(office, followed)
    assert str(told_of(trouble).title) in text
    assert str(told_of(trouble).advice) in text
    assert "Contoh" in text


def test_a_dead_publisher_keeps_nobody_from_working(office: Client, admin: Actor, settings: Any) -> None:
    settings.CATALOGUE = {"trial": True, "timeout": 5.0}
    with standing_in() as standin:
        address = standin.address
    publisher = subscribe(admin, address)
    assert read_publisher(publisher) is False
    assert "Penerbit tidak dapat dihubungi" in page(office, publisher)
    unsubscribe(admin, publisher)
    assert office.get(f"{LIST}{publisher}/").status_code == 404


def test_a_key_that_the_old_one_names_is_followed_another_waits_for_a_telephone_call(
    office: Client,
    admin: Actor,
    sigi: Standin,
    followed: UUID,
) -> None:
    newer = Ed25519PrivateKey.generate()
    sigi.links, sigi.key = [succession(sigi.key, newer)], newer
    assert read_publisher(followed)
    assert Publisher.objects.get().key == public_half(newer)
    stranger = sigi.key = Ed25519PrivateKey.generate()
    assert not read_publisher(followed)
    assert "Penerbit memakai kunci lain" in page(office, followed)
    with pytest.raises(Invalid):
        confirm_key(admin, followed, fingerprint(public_half(newer)))
    confirm_key(admin, followed, fingerprint(public_half(stranger)))
    assert read_publisher(followed)
    row = Publisher.objects.get()
    assert (row.key, row.new_key, row.trouble) == (public_half(stranger), "", "")
    with pytest.raises(Conflict):
        confirm_key(admin, followed, fingerprint(public_half(stranger)))


@pytest.mark.parametrize(
    ("trouble", "content"),
    [
        ("altered", zipped() + b" "),
        ("unreadable", b"no zip"),
        ("misnamed", zipped(version="9.9.9")),
    ],
)
def test_a_pack_that_is_not_what_was_signed_is_thrown_away(
    office: Client,
    admin: Actor,
    sigi: Standin,
    followed: UUID,
    trouble: str,
    content: bytes,
) -> None:
    if trouble == "altered":
        sigi.answers["/katalog/contoh/1.1.0.zip"] = (200, content)
    else:
        sigi.publish("contoh", "1.2.0", content)
        read_publisher(followed)
    arrival = take(admin, followed, "1.1.0" if trouble == "altered" else "1.2.0")
    assert (arrival.state, arrival.findings["trouble"], bytes(arrival.content)) == ("missed", trouble, b"")
    text = office.get(f"/kerja/paket/kiriman/{arrival.pk}/").content.decode()
    assert "Ambil lagi" in text
    assert not InstalledPack.objects.exists()
    if trouble == "altered":
        sigi.answers.clear()
        assert office.post(f"/kerja/paket/kiriman/{arrival.pk}/periksa/").status_code == 302
        fetch_arrival(arrival.pk)
        assert Arrival.objects.get().state == "ready"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("regency: '51.03'", "hanya untuk wilayah 51.03"),
        ("requires: [lain]", "pasang paket “lain” lebih dahulu"),
    ],
)
def test_a_pack_that_does_not_fit_says_so_before_anything_is_tried(
    office: Client,
    admin: Actor,
    sigi: Standin,
    followed: UUID,
    line: str,
    sentence: str,
) -> None:
    from balai.foundation.packs.archive import as_zip
    from balai.foundation.packs.tests.test_packs import MANIFEST

    manifest = MANIFEST.replace("1.0.0", "1.2.0") + f"{line}\n"
    content = as_zip({"pack.yaml": manifest.encode(), "life_events.yaml": EVENTS.encode()})
    sigi.publish("contoh", "1.2.0", content)
    read_publisher(followed)
    arrival = take(admin, followed, "1.2.0")
    assert arrival.state == "faulty"
    assert sentence in office.get(f"/kerja/paket/kiriman/{arrival.pk}/").content.decode()
    assert not LifeEvent.objects.exists()


def test_a_publisher_is_told_only_when_it_may_know_and_told_again_when_it_may_not(
    office: Client,
    admin: Actor,
    sigi: Standin,
    followed: UUID,
) -> None:
    put_in(admin, take(admin, followed))
    assert report_adoptions(followed) == 0
    office.post(f"{LIST}{followed}/kabar/", {"boleh": "ya"})
    sigi.answers["/katalog/adopsi/"] = (503, b"")
    assert report_adoptions(followed) == 0
    sigi.answers.clear()
    sigi.reports.clear()
    assert (report_adoptions(followed), report_adoptions(followed)) == (1, 0)
    told = open_letter(sigi.reports[0], "adoption").document
    assert {key: told[key] for key in ("to", "regency", "pack", "version", "facts")} == {
        "to": public_half(sigi.key), "regency": "35.10", "pack": "contoh", "version": "1.1.0", "facts": {},
    }  # fmt: skip
    share_adoptions(admin, followed, False)
    assert (report_adoptions(followed), report_adoptions(followed)) == (1, 0)
    assert open_letter(sigi.reports[1], "adoption").document["version"] == ""


def test_parts_of_a_catalogue_are_given_to_modules(sigi: Standin, followed: UUID) -> None:
    sigi.parts = {"innovations": [{"code": "smart-kampung"}]}
    read_publisher(followed)
    catalogue = catalogue_of(followed)
    assert catalogue.parts == {"innovations": [{"code": "smart-kampung"}]}
    assert [(pack.name, pack.standing) for pack in catalogue.packs] == [("contoh", "new")]


@pytest.mark.parametrize(
    "typed",
    [
        "http://balai.test/",
        "ftp://balai.test",
        "https://",
        "https://a:b@c.test",
        "https://a:x",
        "bukan alamat",
    ],
)
def test_only_an_https_address_is_followed(typed: str, settings: Any) -> None:
    settings.CATALOGUE = {"trial": False, "timeout": 1.0}
    assert address_of(" balai.test/katalog/ ") == "https://balai.test"
    with pytest.raises(Invalid):
        address_of(typed)


def test_an_officer_without_the_right_sees_none_of_it(client: Client, followed: UUID) -> None:
    from balai.foundation.accounts.testing import sign_in

    make_officer("operator", "operator_desa", unit_by_code("35.10.24.2008").id)
    operator = sign_in(client, User.objects.get(username="operator"))
    assert operator.get(f"{LIST}{followed}/").status_code == 403
    assert actor_of(User.objects.get(username="operator")).may("packs.manage") is False
