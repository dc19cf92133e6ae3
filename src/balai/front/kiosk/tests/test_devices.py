"""Which browsers give numbers of a kiosk: those that an officer of the place made one, and nobody else's."""

from django.test import Client

from balai.foundation.accounts.testing import make_user, sign_in
from balai.foundation.audit.models import Event
from balai.front.kiosk.tests.conftest import Hall, activated, last_look, sent_with
from balai.services.queues.api import ended_kiosks
from balai.services.queues.models import Kiosk, Visit


def test_a_browser_from_the_internet_is_no_kiosk(hall: Hall, client: Client) -> None:
    page = client.get("/kios/mpp/").content.decode()
    assert ("layar sentuh" in page, "/antrean/mpp/" in page, "instansi/" in page) == (True, True, False)
    for address in ("/kios/mpp/instansi/", "/kios/mpp/ambil/?pilih=A:ktp-el&putaran=x"):
        assert client.get(address)["Location"] == "/kios/mpp/"
        assert client.post(address, {}).status_code in {302, 405}
    assert client.get("/kios/")["Location"] == "/antrean/"
    client.cookies["balai_kios"] = "mpp abcd1234 1"
    assert "layar sentuh" in client.get("/kios/mpp/").content.decode()
    assert Visit.objects.count() == 0


def test_a_kiosk_stands_at_one_place_only(hall: Hall, kiosk: Client) -> None:
    hall.place.pk, hall.place.code = None, "satelit"
    hall.place.save(force_insert=True)
    assert "layar sentuh" in kiosk.get("/kios/satelit/").content.decode()
    assert kiosk.get("/kios/")["Location"] == "/kios/mpp/"


def test_activating_a_kiosk_signs_the_officer_out_and_is_on_record(hall: Hall) -> None:
    client = activated(hall, cetak="on")
    assert client.get("/akun/").status_code == 302
    event = Event.objects.get(name="kiosk.activated")
    assert (event.actor_name, event.facts["place"]) == ("Koordinator", "Mal Pelayanan")
    rules = client.cookies["balai_kios"]
    assert (rules["httponly"], rules["samesite"], rules["path"]) == (True, "Strict", "/kios/")
    assert "data-print>" in client.post(*sent_with(last_look(client))).content.decode()


def test_only_those_who_keep_the_place_make_kiosks_of_it(hall: Hall) -> None:
    assert Client().get("/kios/aktif/")["Location"].startswith("/masuk/")
    for person, status in ((make_user("warga"), 403), (hall.officer, 403), (hall.outsider, 422)):
        client = sign_in(Client(), person)
        assert client.post("/kios/aktif/", {"tempat": "mpp"}).status_code == status
        assert "balai_kios" not in client.cookies


def test_a_kiosk_is_ended_from_afar_by_its_keepers(hall: Hall, kiosk: Client) -> None:
    name = Kiosk.objects.get().name
    look, far = sent_with(last_look(kiosk)), sign_in(Client(), hall.coordinator)
    page = far.get("/kios/aktif/").content.decode()
    assert (name in page, "Layar ini kiosk" in page) == (True, False)
    stop = f"/kios/aktif/{name}/henti/"
    for person, status in ((hall.officer, 404), (hall.outsider, 404)):
        assert sign_in(Client(), person).post(stop).status_code == status
    assert kiosk.get("/kios/")["Location"] == "/kios/mpp/"
    for _twice in range(2):
        assert far.post(stop)["Location"] == "/kios/aktif/"
    assert Event.objects.filter(name="kiosk.stopped").count() == 1
    assert "Kiosk yang aktif" not in far.get("/kios/aktif/").content.decode()
    ended_kiosks.forget()  # as a few seconds later in every process
    assert kiosk.post(*look)["Location"] == "/kios/mpp/"
    assert "layar sentuh" in kiosk.get("/kios/mpp/").content.decode()
    assert Visit.objects.count() == 0


def test_a_kiosk_from_before_there_was_a_list_joins_it(hall: Hall, kiosk: Client) -> None:
    made = Kiosk.objects.get()
    Kiosk.objects.all().delete()
    for _twice in range(2):
        assert kiosk.get("/kios/mpp/").status_code == 200
    assert list(Kiosk.objects.values_list("name", "place__code", "prints")) == [(made.name, "mpp", False)]


def test_a_screen_that_is_ended_by_itself_forgets_it(hall: Hall, kiosk: Client) -> None:
    sign_in(kiosk, hall.coordinator)
    kiosk.post(f"/kios/aktif/{Kiosk.objects.get().name}/henti/")
    assert kiosk.cookies["balai_kios"].value == ""


def test_the_reception_takes_numbers_for_others(hall: Hall) -> None:
    desk = sign_in(Client(), hall.officer)
    assert "Mal Pelayanan" in desk.get("/kios/").content.decode()
    assert desk.post(*sent_with(last_look(desk))).status_code == 200
    assert list(Visit.objects.values_list("channel", "person")) == [("reception", None)]
