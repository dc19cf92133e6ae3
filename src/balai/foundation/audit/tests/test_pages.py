"""The trail: for an inspector of the regency, nobody else; filtered, masked, bounded, and itself logged."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.errors import NotAllowed
from balai.foundation.accounts.models import Profile, User
from balai.foundation.accounts.testing import actor_of, make_officer, make_user, sign_in
from balai.foundation.audit import api
from balai.foundation.audit.actions.seal import seal_all
from balai.foundation.audit.actions.sign_head import sign_head
from balai.foundation.audit.context import standing_of
from balai.foundation.audit.models import Change, Event, PersonalRead
from balai.foundation.organizations.models import Unit
from balai.foundation.packs.models import InstalledPack
from balai.foundation.regions.testing import plant_regency

pytestmark = pytest.mark.django_db(databases="__all__")
NIK = "3510245506900001"
GREETED = api.declare("audit.test_pages_greeted", "{who} menyapa {code}")


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path


@pytest.fixture
def unit(db: None) -> Unit:
    plant_regency()
    return Unit.objects.create(
        code="35.10", name="Inspektorat", short_name="Inspektorat", kind="opd", region_id="35.10"
    )


@pytest.fixture
def inspector(unit: Unit) -> User:
    return make_officer("inspektorat", "inspektur", unit.id, full_name="Rahmat Hidayat")


@pytest.fixture
def client(inspector: User) -> Client:
    return sign_in(Client(headers={"accept-language": "id"}), inspector)


def greet(actor: Actor, count: int = 1, **fields: Any) -> UUID:
    subject = InstalledPack(name="contoh", version="1.0.0")
    for number in range(count):
        api.record(actor, GREETED, subject=subject, who=f"Tamu {number}", code="SKU-7K3F-9Q2X", **fields)
    return subject.pk


def look(actor: Actor, person: User, why: str, allowed: bool = True) -> None:
    """A logged look that this test's connection sees: the second connection commits on its own."""
    PersonalRead.objects.create(
        actor_id=actor.user_id, actor_name=actor.name, standing=standing_of(actor), person_id=person.pk,
        subject_kind="accounts.user", subject_id=person.pk, what="nik", why=why, allowed=allowed,
    )  # fmt: skip


def lines(client: Client, query: str) -> list[str]:
    response = client.get(f"/kerja/audit/?{query}")
    assert response.status_code == 200
    return [line.sentence for line in response.context["lines"]]


def test_nobody_else_learns_that_there_is_a_trail(unit: Unit, inspector: User):
    entry = greet(actor_of(inspector)) and Event.objects.filter(name=GREETED).get()
    sign_head()
    addresses = [
        "/kerja/audit/",
        "/kerja/audit/unduh.csv",
        "/kerja/audit/segel/",
        f"/kerja/audit/peristiwa/{entry.id}/",
        f"/kerja/audit/jejak/{entry.subject_id}/",
    ]
    outsiders = [make_user("warga"), make_officer("admin", "admin_kabupaten", unit.id)]
    before = Event.objects.count()
    for person in outsiders:
        client = sign_in(Client(), person)
        assert [client.get(address).status_code for address in addresses] == [404] * 5
    assert [Client().get(address).status_code for address in addresses] == [302] * 5
    assert Event.objects.count() == before


def test_an_inspector_of_a_part_sees_nothing(unit: Unit):
    district = Unit.objects.create(
        code="35.10.24", name="Licin", short_name="Licin", kind="kecamatan", region_id="35.10.24"
    )
    client = sign_in(Client(), make_officer("pengawas", "inspektur", district.id))
    assert client.get("/kerja/audit/").status_code == 404


def test_the_newest_stands_on_top_and_each_search_is_logged(client: Client, inspector: User):
    greet(actor_of(inspector), 2)
    assert lines(client, "jenis=audit.test_pages_greeted") == [
        "Tamu 1 menyapa SKU-7K3F-9Q2X",
        "Tamu 0 menyapa SKU-7K3F-9Q2X",
    ]
    searched = Event.objects.get(name="audit.searched")
    assert (searched.actor_id, searched.facts) == (
        inspector.id,
        {"filters": "jenis=audit.test_pages_greeted"},
    )


def test_an_identity_number_that_was_searched_for_is_not_logged(client: Client):
    client.get(f"/kerja/audit/?kode={NIK}&orang={NIK}")
    hidden = "•" * 12 + "0001"
    assert Event.objects.get(name="audit.searched").facts == {"filters": f"kode={hidden}, orang={hidden}"}


def test_filters(client: Client, inspector: User, unit: Unit):
    other = make_user("operator", full_name="Sri Wahyuni")
    subject = greet(actor_of(other), unit_id=unit.id)
    greet(actor_of(inspector), 2)
    today, tomorrow = timezone.localdate(), timezone.localdate() + timedelta(days=1)
    named = "jenis=audit.test_pages_greeted"
    assert len(lines(client, named)) == 3
    assert len(lines(client, f"{named}&orang=operator")) == 1
    assert len(lines(client, f"{named}&orang=Sri Wah")) == 1
    assert len(lines(client, f"{named}&orang={other.id}&sebagai=pemilik")) == 0
    assert len(lines(client, f"{named}&unit=35.10")) == 1
    assert len(lines(client, f"{named}&kode=sku-7k3f-9q2x")) == 3
    assert len(lines(client, f"{named}&kode=SKU-0000-0000")) == 0
    assert len(lines(client, f"{named}&dari={today}&sampai={today}")) == 3
    assert len(lines(client, f"{named}&dari={tomorrow}")) == 0
    timeline = client.get(f"/kerja/audit/jejak/{subject}/")
    assert [line.sentence for line in timeline.context["lines"]] == ["Tamu 0 menyapa SKU-7K3F-9Q2X"]
    assert timeline.context["name"] == "Paket SKU-7K3F-9Q2X"


def test_a_name_that_several_bear_is_asked_back(client: Client):
    for name in ("satu", "dua"):
        make_user(name, full_name="Siti Aminah")
    response = client.get("/kerja/audit/?orang=Siti")
    assert (len(response.context["asked"].choices), response.context["lines"]) == (2, [])
    assert "tidak ada akun" in client.get("/kerja/audit/?orang=Entah").content.decode().lower()


def test_refused_looks(client: Client, inspector: User):
    person = make_user("warga", full_name="Siti Aminah")
    actor = actor_of(inspector)
    look(actor, person, "memeriksa")
    look(actor, person, "ingin tahu", allowed=False)
    assert lines(client, "tab=akses") == ["Ditolak melihat NIK", "Melihat NIK"]
    assert lines(client, "tab=akses&ditolak=1") == ["Ditolak melihat NIK"]
    assert lines(client, "tab=akses&orang=warga&sebagai=pemilik") == ["Ditolak melihat NIK", "Melihat NIK"]


def test_an_entry_shows_before_and_after_with_numbers_masked_and_tells_the_owner(
    client: Client, inspector: User
):
    person = make_user("warga", full_name="Siti Aminah")
    Profile.objects.update_or_create(user=person, defaults={"family_card": NIK, "address": "Dusun Krajan"})
    with api.acting(actor_of(inspector), "POST /akun/data/"):
        Profile.objects.filter(user=person).update(family_card="3510245506900002", address="Dusun Kebundadap")
    change = Change.objects.filter(subject_kind="accounts.profile", operation="update").latest("id")
    page = client.get(f"/kerja/audit/perubahan/{change.id}/")
    rows = [(row.column, row.before, row.after) for row in page.context["rows"]]
    assert rows == [
        ("Alamat", "Dusun Krajan", "Dusun Kebundadap"),
        ("Nomor KK", "•" * 12 + "0001", "•" * 12 + "0002"),
    ]
    assert NIK not in page.content.decode()
    read = PersonalRead.objects.using("witness").get(what="audit_change")
    assert (read.person_id, read.actor_id, read.allowed) == (person.id, inspector.id, True)
    looked = Event.objects.get(name="audit.looked")
    assert (looked.subject_id, looked.facts) == (change.id, {"entry": "Data diri diubah: Alamat, Nomor KK"})


def test_an_entry_shows_what_belongs_to_the_same_request(client: Client, inspector: User):
    actor = actor_of(inspector)
    with api.acting(actor, "POST /kerja/akun/"):
        person = make_user("baru", full_name="Orang Baru")
        greet(actor)
    event = Event.objects.get(name=GREETED)
    others = client.get(f"/kerja/audit/peristiwa/{event.id}/").context["others"]
    assert str(person.id) in {other.key for other in others}
    assert {other.why for other in others} == {"POST /kerja/akun/"}


@pytest.mark.parametrize("tab", ["peristiwa", "perubahan", "akses"])
def test_a_list_costs_the_same_at_ten_and_at_a_hundred_rows(client: Client, inspector: User, tab: str):
    actor, costs = actor_of(inspector), []
    for rows in (10, 90):
        greet(actor, rows)
        for number in range(rows):
            look(actor, inspector, f"uji {number}")
            User.objects.filter(pk=inspector.pk).update(full_name=f"Nama {rows} {number}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/kerja/audit/?tab={tab}")
        costs.append([query["sql"] for query in queries])
    assert len(costs[0]) == len(costs[1]) <= 14  # most of them are the frame's: who is here, what waits
    assert [sum('FROM "audit_' in sql for sql in each) for each in costs] == [1, 1]


def test_pages_follow_each_other_without_gap_or_overlap(client: Client, inspector: User):
    greet(actor_of(inspector), 60)
    address, seen = "?jenis=audit.test_pages_greeted", []
    while address:
        page = client.get(f"/kerja/audit/{address}")
        seen += [line.id for line in page.context["lines"]]
        address = page.context["next"]
    assert seen == list(Event.objects.filter(name=GREETED).order_by("-id").values_list("id", flat=True))


def test_exports_hold_every_page_and_are_logged(client: Client, inspector: User):
    greet(actor_of(inspector), 30)
    response = client.get("/kerja/audit/unduh.csv?jenis=audit.test_pages_greeted")
    text = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert len(text) == 31
    assert text[0].startswith("Waktu,Peristiwa,Oleh,Kedudukan,Tentang")
    assert "Tamu 29 menyapa SKU-7K3F-9Q2X,Rahmat Hidayat" in text[1]
    book = client.get("/kerja/audit/unduh.xlsx?jenis=audit.test_pages_greeted")
    assert b"".join(book.streaming_content)[:2] == b"PK"
    facts = [event.facts for event in Event.objects.filter(name="audit.exported")]
    assert facts == [
        {"count": 30, "form": form, "filters": "jenis=audit.test_pages_greeted"} for form in ("csv", "xlsx")
    ]


def test_an_export_of_too_much_is_refused(client: Client, inspector: User, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("balai.foundation.audit.views.export.MOST_EXPORTED", 5)
    greet(actor_of(inspector), 6)
    assert client.get("/kerja/audit/unduh.csv?jenis=audit.test_pages_greeted").status_code == 422
    assert Event.objects.filter(name="audit.exported").count() == 0


def test_the_state_of_the_seal(client: Client, inspector: User):
    assert "Belum pernah diperiksa" in client.get("/kerja/audit/segel/").content.decode()
    greet(actor_of(inspector))
    seal_all()
    head = sign_head()
    api.verify_chain()
    page = client.get("/kerja/audit/segel/")
    assert "Rantai utuh" in page.content.decode()
    assert page.context["state"].waiting == 2  # the head's event and the verification's
    file = client.get(f"/kerja/audit/segel/{head.id}/")
    assert file["Content-Disposition"] == f'attachment; filename="balai-segel-{head.day}.json"'
    assert Event.objects.get(name="audit.head_downloaded").actor_id == inspector.id


def test_the_inspectorate_asks_for_a_verification(client: Client, inspector: User):
    assert client.post("/kerja/audit/segel/periksa/").status_code == 302
    assert Event.objects.get(name="audit.verification_asked").actor_id == inspector.id


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_refused_read_stays_when_the_request_is_rolled_back(inspector: User):
    person = make_user("warga")
    actor = actor_of(inspector)
    with pytest.raises(NotAllowed), transaction.atomic():  # noqa: PT012
        greet(actor)
        with api.refusals_logged(actor, User, person.id, what="nik", why="ingin tahu"):
            raise NotAllowed
    read = PersonalRead.objects.get()
    assert (read.allowed, read.person_id, read.what, read.why) == (False, person.id, "nik", "ingin tahu")
    assert Event.objects.filter(name=GREETED).count() == 0
    with pytest.raises(NotAllowed), api.refusals_logged(actor, User, UUID(int=1), what="nik", why="x"):
        raise NotAllowed
    assert PersonalRead.objects.count() == 1
    connections["witness"].close()


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_reads_of_a_person_tell_who_looked(inspector: User):
    person = make_user("warga", full_name="Siti Aminah")
    actor, pack = actor_of(inspector), InstalledPack()
    for number in range(3):
        api.log_read(actor, subject=pack, what="nik", why=f"alasan {number}", person_id=person.id)
    api.log_read(actor, subject=make_user("lain"), what="nik", why="orang lain", allowed=False)
    newest, *rest = api.reads_of(person.id, limit=2)
    assert (newest.why, newest.actor_name, newest.allowed) == ("alasan 2", "Rahmat Hidayat", True)
    assert newest.standing == "Inspektur, Inspektorat"
    assert [read.why for read in api.reads_of(person.id, before=rest[-1].id)] == ["alasan 0"]
    connections["witness"].close()
