"""The pages of packs: what is installed, and one that is brought, checked, chosen from and installed."""

from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.errors import Conflict, NotAllowed
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer
from balai.foundation.audit.models import Event
from balai.foundation.organizations.api import unit_by_code
from balai.foundation.packs.actions.bring_pack import bring_pack
from balai.foundation.packs.actions.check_arrival import check_arrival
from balai.foundation.packs.actions.install_arrival import ask_to_install, install_arrival
from balai.foundation.packs.api import PackError, Source, install, install_source
from balai.foundation.packs.archive import as_zip, read_zip
from balai.foundation.packs.models import Arrival, InstalledPack, Publisher
from balai.foundation.packs.tests.test_packs import EVENTS, MANIFEST
from balai.services.catalogue.models import LifeEvent

pytestmark = pytest.mark.django_db(databases="__all__")
LIST = "/kerja/paket/"


@pytest.fixture
def installed(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(MANIFEST)
    (tmp_path / "life_events.yaml").write_text(EVENTS)
    install(tmp_path)


def zipped(events: str = EVENTS, version: str = "1.1.0") -> bytes:
    manifest = MANIFEST.replace("1.0.0", version)
    return as_zip({"pack.yaml": manifest.encode(), "life_events.yaml": events.encode()})


def brought(admin: Actor, content: bytes) -> UUID:
    """Brought and checked, as the worker does it."""
    arrival = bring_pack(admin, "contoh.zip", content)
    check_arrival(arrival)
    return arrival


def address(arrival: UUID) -> str:
    return f"{LIST}kiriman/{arrival}/"


def test_a_pack_is_brought_chosen_from_and_installed(office: Client, admin: Actor, installed: None) -> None:
    LifeEvent.objects.update(icon="flower")
    file = SimpleUploadedFile("contoh.zip", zipped(EVENTS.replace("heart", "store")))
    done = office.post(LIST, {"file": file})
    arrival = Arrival.objects.get()
    assert done["Location"] == address(arrival.pk)
    assert "Diperiksa" in office.get(address(arrival.pk)).content.decode()
    check_arrival(arrival.pk)
    page = office.get(address(arrival.pk)).content.decode()
    assert "Bertentangan" in page
    assert "flower" in page
    assert office.post(address(arrival.pk), {"sisi:life_events/menikah": "theirs"}).status_code == 302
    assert LifeEvent.objects.get().icon == "flower"
    install_arrival(admin, arrival.pk, {"life_events/menikah": "theirs"})
    assert "Paket terpasang" in office.get(address(arrival.pk)).content.decode()
    assert (LifeEvent.objects.get().icon, InstalledPack.objects.get().version) == ("store", "1.1.0")
    arrival.refresh_from_db()
    assert (arrival.state, bytes(arrival.content)) == ("installed", b"")
    names = list(
        Event.objects.filter(name__startswith="packs.").order_by("id").values_list("name", flat=True)
    )
    assert names == ["packs.installed", "packs.brought", "packs.installed"]


def test_a_place_that_only_the_pack_changed_is_refused_on_the_page(
    office: Client, admin: Actor, installed: None
) -> None:
    content = zipped(EVENTS.replace("heart", "store").replace("pengantar", "surat"))
    arrival = brought(admin, content)
    page = office.get(address(arrival)).content.decode()
    words = {place: f"life_events/menikah#{place}" for place in ("icon", "summary/id")}
    for word in words.values():
        assert f'name="sisi:{word}" value="theirs" checked' in page
        assert f'name="sisi:{word}" value="ours">' in page
    assert "Bertentangan" not in page
    office.post(f"{address(arrival)}pilih/", {f"sisi:{words['icon']}": "ours"})
    page = office.get(address(arrival)).content.decode()
    assert f'name="sisi:{words["icon"]}" value="ours" checked' in page
    install_arrival(admin, installing(admin, arrival), Arrival.objects.get().choices)
    assert (LifeEvent.objects.get().icon, LifeEvent.objects.get().summary["id"]) == ("heart", "surat nikah")
    page = office.get(f"{LIST}contoh/").content.decode()
    assert "Ikon" in page
    assert "sisi:" not in page, "what is installed is shown, not chosen from"
    result = office.get(address(arrival)).content.decode()
    assert "<li>Peristiwa hidup: Menikah <span" in result


def installing(admin: Actor, arrival: UUID) -> UUID:
    """The arrival, once somebody had it installed."""
    ask_to_install(admin, arrival, {})
    return arrival


def test_names_of_entries_are_in_the_readers_language(office: Client, admin: Actor, installed: None) -> None:
    arrival = brought(admin, zipped(EVENTS.replace("heart", "store")))
    assert Arrival.objects.get().findings["changes"][0]["name"] == {"id": "Menikah", "en": "Marriage"}
    assert "Peristiwa hidup: Menikah" in office.get(address(arrival)).content.decode()
    office.cookies["django_language"] = "en"
    assert "Life events: Marriage" in office.get(address(arrival)).content.decode()
    assert "Life events: Marriage" in office.get(f"{address(arrival)}?q=marriage").content.decode()
    assert "<h1>Marriage</h1>" in office.get(f"{address(arrival)}0/").content.decode()


def test_a_comparison_from_before_places_were_chosen_is_shown_as_it_was(
    office: Client, admin: Actor, installed: None
) -> None:
    """As an older version of Balai left it: a name in one language, places without whose side stands."""
    LifeEvent.objects.update(icon="flower")
    arrival = brought(admin, zipped(EVENTS.replace("heart", "store").replace("pengantar", "surat")))
    row = Arrival.objects.get()
    (change,) = row.findings["changes"]
    change["name"] = "Menikah"
    for leaf in change["leaves"]:
        del leaf["stands"]
    row.save()
    page = office.get(address(arrival)).content.decode()
    assert "Peristiwa hidup: Menikah" in page
    assert 'name="sisi:life_events/menikah#icon" value="ours" checked' in page
    assert 'name="sisi:life_events/menikah#summary/id"' not in page


def test_faults_stand_beside_their_lines(office: Client, admin: Actor) -> None:
    arrival = brought(admin, zipped(EVENTS + "- code: lahir\n  icon: baby\n"))
    page = office.get(address(arrival)).content.decode()
    assert "kunci “summary” wajib ada" in page
    assert "baris 5" in page
    assert '<li value="5" class="excerpt-here" aria-current="true"><code>- code: lahir</code></li>' in page
    assert "Pasang paket" not in page
    assert office.post(address(arrival)).status_code == 409
    assert not InstalledPack.objects.exists()


def test_what_is_no_pack_is_refused_at_the_door(office: Client) -> None:
    for content in (b"halo", as_zip({"a.exe": b"MZ"})):
        answer = office.post(LIST, {"file": SimpleUploadedFile("a.zip", content)})
        assert answer.status_code == 422
    assert office.post(LIST).status_code == 422
    assert not Arrival.objects.exists()


def test_a_pack_compared_too_long_ago_is_compared_again(
    office: Client, admin: Actor, installed: None
) -> None:
    arrival = brought(admin, zipped(EVENTS.replace("heart", "store")))
    ask_to_install(admin, arrival, {})
    LifeEvent.objects.update(icon="flower")
    install_arrival(admin, arrival, {})
    assert "sudah berubah sejak Anda membandingkan" in office.get(address(arrival)).content.decode()
    assert InstalledPack.objects.get().version == "1.0.0"
    assert office.post(f"{address(arrival)}periksa/").status_code == 302
    check_arrival(arrival)
    assert "Bertentangan" in office.get(address(arrival)).content.decode()


def test_a_job_that_comes_twice_installs_once(admin: Actor) -> None:
    arrival = brought(admin, zipped())
    check_arrival(arrival)
    ask_to_install(admin, arrival, {})
    with pytest.raises(Conflict):
        ask_to_install(admin, arrival, {})
    install_arrival(admin, arrival, {})
    install_arrival(admin, arrival, {})
    assert Event.objects.filter(name="packs.installed").count() == 1


def test_a_second_click_shows_how_far_the_first_is(office: Client, admin: Actor) -> None:
    arrival = brought(admin, zipped())
    for _click in range(2):
        assert office.post(address(arrival))["Location"] == address(arrival)
    assert "sudah dimulai" in office.get(address(arrival)).content.decode()
    install_arrival(admin, arrival, {})
    assert office.post(address(arrival)).status_code == 302
    assert Event.objects.filter(name="packs.installed").count() == 1


def test_choices_are_kept_for_both_administrators_until_it_is_installed(
    office: Client, admin: Actor, installed: None
) -> None:
    LifeEvent.objects.update(icon="flower", summary={"id": "kata kami", "en": "our words"})
    arrival = brought(admin, zipped(EVENTS.replace("heart", "store").replace("pengantar", "surat")))
    spots = [f"sisi:life_events/menikah#{place}" for place in ("icon", "summary/id", "title/id")]
    done = office.post(
        f"{address(arrival)}pilih/", dict.fromkeys(spots, "theirs"), headers={"HX-Request": "true"}
    )
    assert (done.status_code, Arrival.objects.get().state) == (204, "ready")
    assert Arrival.objects.get().choices == {
        "life_events/menikah#icon": "theirs",
        "life_events/menikah#summary/id": "theirs",
    }
    office.post(f"{address(arrival)}pilih/", {spots[1]: "ours"})
    page = office.get(address(arrival)).content.decode()
    assert f'name="{spots[0]}" value="theirs" checked' in page
    assert f'name="{spots[1]}" value="ours" checked' in page
    assert "Ringkasan › Bahasa Indonesia" in page
    assert office.post(address(arrival)).status_code == 302
    install_arrival(admin, arrival, Arrival.objects.get().choices)
    assert (LifeEvent.objects.get().icon, LifeEvent.objects.get().summary["id"]) == ("store", "kata kami")
    assert office.post(f"{address(arrival)}pilih/", {spots[0]: "ours"}).status_code == 409


def many(count: int, icon: str) -> str:
    """A pack of many entries."""
    return "".join(EVENTS.replace("menikah", f"peristiwa-{n}").replace("heart", icon) for n in range(count))


def test_a_comparison_of_many_entries_stays_light_and_is_searched(
    office: Client, admin: Actor, tmp_path: Path
) -> None:
    (tmp_path / "pack.yaml").write_text(MANIFEST)
    (tmp_path / "life_events.yaml").write_text(many(600, "heart"))
    install(tmp_path)
    LifeEvent.objects.filter(code__in=["peristiwa-7", "peristiwa-599"]).update(
        icon="flower", summary={"id": "kata " * 5000, "en": "our words"}
    )
    arrival = brought(admin, zipped(many(600, "store").replace("pengantar", "surat")))
    sizes = []
    for query in ("", "?hal=30", "?keadaan=tanya", "?q=599", "?q=tiada", "?jenis=life_events&keadaan=theirs"):
        with CaptureQueriesContext(connection) as queries:
            content = office.get(address(arrival) + query).content
        sizes.append((len(content) < 100_000, len(queries)))
    assert {light for light, _count in sizes} == {True}
    assert len({count for _light, count in sizes}) == 1
    page = office.get(f"{address(arrival)}?keadaan=tanya").content.decode()
    assert page.count('<details class="fold') == 2
    assert "2 entri perlu Anda lihat" in page
    only = office.get(f"{address(arrival)}?q=peristiwa-599").content.decode()
    assert only.count('<details class="fold') == 1
    assert "Tidak ada yang cocok" in office.get(f"{address(arrival)}?q=tiada").content.decode()
    entry = office.get(f"{address(arrival)}599/").content
    assert b"Bertentangan" in entry
    assert len(entry) < 100_000
    assert office.get(f"{address(arrival)}600/").status_code == 404


def test_what_was_adapted_much_has_a_light_page_and_each_entry_one_of_its_own(
    office: Client, admin: Actor, tmp_path: Path
) -> None:
    (tmp_path / "pack.yaml").write_text(MANIFEST)
    (tmp_path / "life_events.yaml").write_text(many(200, "heart"))
    install(tmp_path)
    LifeEvent.objects.update(summary={"id": "kata " * 3000, "en": "our words"})
    content = office.get(f"{LIST}contoh/").content
    assert len(content) < 100_000
    assert "Halaman 1 dari 10" in content.decode()
    assert "our words" in office.get(f"{LIST}contoh/199/").content.decode()
    assert office.get(f"{LIST}contoh/200/").status_code == 404


def test_an_older_version_and_another_catalogue_are_named_before_they_are_installed(
    office: Client, admin: Actor, installed: None, tmp_path: Path
) -> None:
    origins = [
        Publisher.objects.create(address=f"https://{name}.example", name=name, confirmed_at=timezone.now())
        for name in ("Kabupaten A", "Kabupaten B")
    ]
    InstalledPack.objects.update(publisher=origins[0])
    arrival = brought(admin, zipped(version="0.9.0"))
    Arrival.objects.update(publisher=origins[1])
    page = office.get(address(arrival)).content.decode()
    assert "Versi 0.9.0 lebih lama daripada yang terpasang, 1.0.0." in page
    assert "berasal dari katalog Kabupaten A, yang ini dari katalog Kabupaten B" in page
    (tmp_path / "lama.zip").write_bytes(zipped(version="0.9.0"))
    (tmp_path / "baru.zip").write_bytes(zipped(version="1.1.0"))
    for source in (Source(tmp_path / "lama.zip"), Source(tmp_path / "baru.zip", origins[1].pk)):
        with pytest.raises(PackError, match="--anyway"):
            install_source(source)
    assert InstalledPack.objects.get().version == "1.0.0"
    install_source(Source(tmp_path / "lama.zip"), anyway=True)
    assert InstalledPack.objects.get().version == "0.9.0"
    install_source(Source(tmp_path / "baru.zip", origins[0].pk))
    assert InstalledPack.objects.get().version == "1.1.0"


def test_an_upload_is_thrown_away(office: Client, admin: Actor) -> None:
    arrival = brought(admin, zipped())
    assert office.post(f"{address(arrival)}buang/").status_code == 302
    assert (Arrival.objects.get().state, bytes(Arrival.objects.get().content)) == ("discarded", b"")
    assert office.post(f"{address(arrival)}buang/").status_code == 409
    assert "dibuang" in office.get(address(arrival)).content.decode()


def test_the_list_and_a_pack_tell_what_was_adapted(office: Client, installed: None) -> None:
    LifeEvent.objects.update(icon="flower")
    assert "1 entri" in office.get(LIST).content.decode()
    page = office.get(f"{LIST}contoh/").content.decode()
    assert "flower" in page
    assert "UU 25/2009" in page
    assert office.get(f"{LIST}tiada/").status_code == 404


def test_a_pack_is_taken_as_brought_and_as_adapted(office: Client, installed: None) -> None:
    LifeEvent.objects.update(icon="flower")
    plain = read_zip(BytesIO(office.get(f"{LIST}contoh/unduh/").content))
    assert plain == {"pack.yaml": MANIFEST.encode(), "life_events.yaml": EVENTS.encode()}
    own = read_zip(BytesIO(office.get(f"{LIST}contoh/unduh/?isi=setempat").content))
    assert b"icon: flower" in own["life_events.yaml"]
    assert b"name: contoh-3510" in own["pack.yaml"]


def test_only_an_administrator_with_a_second_factor_installs(admin: Actor) -> None:
    operator = actor_of(make_officer("operator", "operator_desa", unit_by_code("35.10.24.2008").id))
    with pytest.raises(NotAllowed):
        bring_pack(operator, "a.zip", zipped())
    arrival = brought(admin, zipped())
    half = actor_of(User.objects.get(username="admin"), second_factor=False)
    for actor in (operator, half):
        with pytest.raises(NotAllowed):
            ask_to_install(actor, arrival, {})
    assert Arrival.objects.get().state == "ready"


def test_the_list_takes_as_many_queries_for_many_packs(office: Client, installed: None) -> None:
    counts = []
    for number in range(10):
        first = InstalledPack.objects.first()
        assert first is not None
        facts = {name: getattr(first, name) for name in ("version", "manifest", "digest", "installed_at")}
        InstalledPack.objects.create(name=f"contoh-{number}", installed_by="Balai", **facts)
        with CaptureQueriesContext(connection) as queries:
            assert office.get(LIST).status_code == 200
        counts.append(len(queries))
    assert len(set(counts)) == 1
