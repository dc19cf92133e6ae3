"""The coordinator's floor: what stands still is seen, and changed from there."""

from django.test import Client
from django.urls import reverse

from balai.foundation.accounts.testing import actor_of, sign_in
from balai.foundation.audit.models import Event
from balai.services.queues import api
from balai.services.queues.models import Announcement, Shift
from balai.services.queues.tests.conftest import Mall


def chief_of(mall: Mall) -> Client:
    """The browser of the coordinator."""
    return sign_in(Client(headers={"accept-language": "id"}), mall.dewi)


def staff(client: Client, mall: Mall, number: str, **sent: object) -> str:
    address = reverse("queues:staff", args=["mpp", mall.counters[number].pk])
    answer = client.post(address, sent, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_floor_names_who_is_idle_and_who_waits(mall: Mall) -> None:
    api.open_counter(actor_of(mall.rina), mall.counters["1"].pk)
    mall.take("B")
    page = chief_of(mall).get(reverse("queues:floor", args=["mpp"])).content.decode()
    assert ("floor-idle" in page, "Kosong" in page, "tanpa loket" in page) == (True, True, True)
    body = reverse("queues:floor_body", args=["mpp"])
    first = chief_of(mall).get(body)
    again = chief_of(mall).get(body, headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)


def test_lines_at_rest_and_closed_counters_take_little_room(mall: Mall) -> None:
    api.open_counter(actor_of(mall.rina), mall.counters["3"].pk)
    mall.take("A")
    answer = chief_of(mall).get(reverse("queues:floor", args=["mpp"]))
    assert [line.letter for line in answer.context["lines"]] == ["A", "B", "C"]
    api.close_counter(actor_of(mall.rina), mall.counters["3"].pk)
    answer = chief_of(mall).get(reverse("queues:floor", args=["mpp"]))
    assert [line.letter for line in answer.context["quiet"]] == ["B", "C"]
    page = answer.content.decode()
    assert (page.count("floor-closed"), "2 antrean tanpa loket" in page) == (4, True)
    assert "Belum ada loket yang buka. Pilih loket di bawah untuk membukanya." in page


def test_the_coordinator_opens_pauses_moves_and_closes(mall: Mall) -> None:
    chief = chief_of(mall)
    staff(chief, mall, "1", laku="buka", petugas=mall.rina.pk)
    assert Shift.objects.get(ended_at=None).officer == mall.rina
    assert "Jeda" in staff(chief, mall, "1", laku="jeda")
    staff(chief, mall, "1", laku="lanjut")
    staff(chief, mall, "1", laku="pindah", loket=mall.counters["2"].pk)
    assert Shift.objects.get(ended_at=None).counter == mall.counters["2"]
    staff(chief, mall, "2", laku="tutup")
    assert Shift.objects.filter(ended_at=None).count() == 0
    address = reverse("queues:staff", args=["mpp", mall.counters["1"].pk])
    assert chief.post(address, {"laku": "buka"}).status_code == 422


def test_an_announcement_stands_until_it_is_ended(mall: Mall) -> None:
    chief = chief_of(mall)
    address = reverse("queues:announce", args=["mpp"])
    assert chief.post(address, {"kind": "health"}).status_code == 422
    said = {"kind": "health", "text_id": "Pos kesehatan di lantai 2, tensi dan gula darah gratis"}
    page = chief.post(address, said, follow=True).content.decode()
    assert said["text_id"] in page
    made = Announcement.objects.get()
    late = {**said, "starts_at": "2030-01-02T08:00", "ends_at": "2030-01-01T08:00"}
    assert chief.post(address, late).status_code == 422
    chief.post(reverse("queues:end_announcement", args=["mpp", made.pk]))
    assert [one.text for one in api.floor(actor_of(mall.dewi), "mpp").announcements] == []
    names = Event.objects.filter(subject_id=mall.place.pk).order_by("id").values_list("name", flat=True)
    assert list(names) == ["queues.announced", "queues.announcement_ended"]
