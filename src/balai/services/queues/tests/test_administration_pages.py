"""Places as administrators keep them: every change is an event, nothing that is in use goes away."""

from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from balai.foundation.accounts.testing import actor_of, sign_in
from balai.foundation.audit.models import Event
from balai.services.catalogue.models import Service
from balai.services.queues import api
from balai.services.queues.models import Counter, Line, Place, PlaceDay
from balai.services.queues.tests.conftest import Mall, monday_at


@pytest.fixture
def admin(mall: Mall) -> Client:
    return sign_in(Client(headers={"accept-language": "id"}), mall.admin)


def events(mall: Mall) -> list[str]:
    rows = Event.objects.filter(subject_id=mall.place.pk).order_by("id")
    return list(rows.values_list("name", flat=True))


def test_a_place_shows_what_stands_there_and_its_rule(mall: Mall, admin: Client) -> None:
    assert "Mal Pelayanan Publik" in admin.get(reverse("queues:places_kept")).content.decode()
    page = admin.get(reverse("queues:place_kept", args=["mpp"])).content.decode()
    for words in (
        "08:00-15:00",
        "Layanan cepat",
        "Lansia didahulukan 20 menit",
        "Perbup 1/2026",
        "/layar/mpp-1/",
    ):
        assert words in page
    assert sign_in(Client(), mall.dewi).get(reverse("queues:places_kept")).status_code == 403


def test_hours_and_special_nights(mall: Mall, admin: Client) -> None:
    edit = reverse("queues:edit_place", args=["mpp"])
    facts = {
        "name_id": "Mal Pelayanan",
        "name_en": "Service Mall",
        "kind": "mall",
        "order": 10,
        "is_active": "on",
    }
    refused = admin.post(edit, {**facts, "senin": "pagi sampai sore"})
    assert (refused.status_code, Place.objects.get().week["0"]) == (422, [["08:00", "15:00"]])
    assert admin.post(edit, {**facts, "senin": "08:00-12:00, 13:00-16:00"}).status_code == 302
    assert Place.objects.get().week == {"0": [["08:00", "12:00"], ["13:00", "16:00"]]}
    night = {"date": "2026-03-06", "hours": "18:00-22:00", "name": "Malam festival", "basis": "Surat 1/2026"}
    assert admin.post(reverse("queues:new_day", args=["mpp"]), night).status_code == 302
    assert PlaceDay.objects.get().periods == [["18:00", "22:00"]]
    drop = reverse("queues:drop_day", args=["mpp", "2026-03-06"])
    assert admin.post(drop, {"reason": ""}).status_code == 422
    assert admin.post(drop, {"reason": "Festival ditunda"}).status_code == 302
    assert (PlaceDay.objects.count(), admin.get(drop).status_code) == (0, 404)
    assert events(mall) == ["queues.place_kept", "queues.day_put", "queues.day_removed"]


def test_lines_counters_and_displays(mall: Mall, admin: Client) -> None:
    line = {
        "name_id": "Paspor", "name_en": "Passports", "letter": "D", "unit": mall.place.unit_id, "minutes": 15,
        "rule": "uji", "is_active": "on",
    }  # fmt: skip
    new = reverse("queues:new_thing", args=["mpp", "antrean"])
    assert admin.post(new, {**line, "letter": "A"}).status_code == 422
    assert admin.post(new, line).status_code == 302
    made = Line.objects.get(letter="D")
    counter = {"number": "9", "name": "Paspor", "lines": [made.pk], "order": 90, "is_active": "on"}
    assert admin.post(reverse("queues:new_thing", args=["mpp", "loket"]), counter).status_code == 302
    nine = Counter.objects.get(number="9")
    assert list(nine.lines.all()) == [made]
    keep = reverse("queues:thing", args=["mpp", "loket", nine.pk])
    assert admin.post(keep, {**counter, "lines": [made.pk, mall.lines["A"].pk]}).status_code == 302
    screen = {"code": "mpp-2", "name": "Lantai dua", "letters": ["D"], "is_active": "on"}
    assert admin.post(reverse("queues:new_thing", args=["mpp", "layar"]), screen).status_code == 302
    assert admin.get(reverse("queues:new_thing", args=["mpp", "kursi"])).status_code == 404
    assert events(mall) == [
        "queues.line_kept",
        "queues.counter_kept",
        "queues.counter_kept",
        "queues.display_kept",
    ]


def test_a_place_may_stay_open_until_midnight(mall: Mall, admin: Client) -> None:
    edit = reverse("queues:edit_place", args=["mpp"])
    facts = {"name_id": "Mal", "name_en": "Mall", "kind": "mall", "order": 10, "is_active": "on"}
    for hours in ("08:00-24:30", "24:00-08:00"):
        assert admin.post(edit, {**facts, "senin": hours}).status_code == 422
    assert admin.post(edit, {**facts, "senin": "18.00-24.00, 8:00-14:00"}).status_code == 302
    assert Place.objects.get().week == {"0": [["08:00", "14:00"], ["18:00", "24:00"]]}
    assert 'value="08:00-14:00, 18:00-24:00"' in admin.get(edit).content.decode()
    night = {"date": "2026-03-02", "hours": "08:00-24:00", "name": "Malam festival", "basis": "Surat 1/2026"}
    assert admin.post(reverse("queues:new_day", args=["mpp"]), night).status_code == 302
    place = api.place_now("mpp")
    assert place
    assert (place.opens_at, place.closes_at) == (monday_at(8), monday_at(24))


def test_what_is_in_use_stays(mall: Mall, admin: Client) -> None:
    api.open_counter(actor_of(mall.rina), mall.counters["1"].pk)
    keep = reverse("queues:thing", args=["mpp", "loket", mall.counters["1"].pk])
    refused = admin.post(keep, {"number": "1", "name": "", "lines": [mall.lines["A"].pk], "order": 1})
    assert (refused.status_code, "sedang dijaga" in refused.content.decode()) == (422, True)
    assert Counter.objects.get(number="1").is_active
    assert events(mall) == []


def test_a_further_place_of_a_unit(mall: Mall, admin: Client) -> None:
    facts = {
        "name_id": "MPP Genteng", "name_en": "Genteng", "kind": "satellite", "order": 20, "is_active": "on",
        "unit": mall.place.unit_id, "code": "mpp-genteng",
    }  # fmt: skip
    assert admin.post(reverse("queues:new_place"), {**facts, "code": "mpp"}).status_code == 422
    assert admin.post(reverse("queues:new_place"), facts).status_code == 302
    assert Place.objects.get(code="mpp-genteng").week == {}
    page = admin.get(reverse("queues:place_kept", args=["mpp-genteng"])).content.decode()
    assert ("Mengikuti jam layanan Mal Pelayanan Publik." in page, "08:00-15:30" in page) == (True, True)


def service(code: str, unit_id: UUID) -> None:
    """A service of an agency as a list shows it."""
    words = {"id": code.title(), "en": code.title()}
    facts = {
        "title": words,
        "summary": words,
        "content": {"cost": words, "time": words, "places": words, "standard": {}},
    }
    Service.objects.create(code=code, slug=code, unit_id=unit_id, pack="uji", pack_version="1", **facts)


def test_a_line_offers_the_services_of_its_agency_only(mall: Mall, admin: Client) -> None:
    line, other = mall.lines["A"], mall.lines["C"]
    for code, unit_id in (("perekaman", line.unit_id), ("pajak-bumi", other.unit_id)):
        service(code, unit_id)
    line.services = ["perekaman", "lama"]  # the second is nobody's any more
    line.save()
    keep = reverse("queues:thing", args=["mpp", "antrean", line.pk])
    typed = {
        "name_id": "KTP", "name_en": "Identity", "letter": "A", "unit": line.unit_id, "minutes": 10, "rule": "uji",
        "is_active": "on", "services": ["perekaman", "lama"],
    }  # fmt: skip
    assert offered(admin.get(keep)) == [True, True, False]
    assert admin.post(keep, typed).status_code == 302
    moved = {**typed, "unit": other.unit_id}
    refused = admin.post(keep, moved)
    assert (refused.status_code, "bukan milik instansi" in refused.content.decode()) == (422, True)
    asked = admin.post(keep, {**moved, "name_id": "Pajak daerah", "lihat": "1"})
    page = asked.content.decode()
    assert offered(asked) == [False, False, True]
    assert (asked.status_code, 'value="Pajak daerah"' in page, "bukan milik" in page) == (200, True, False)
    assert admin.post(keep, {**moved, "services": ["pajak-bumi"]}).status_code == 302
    line.refresh_from_db()
    assert (line.unit_id, line.services) == (other.unit_id, ["pajak-bumi"])


def offered(answer: HttpResponse) -> list[bool]:
    """Which of the three services can be ticked."""
    page = answer.content.decode()
    return [f'value="{code}"' in page for code in ("perekaman", "lama", "pajak-bumi")]
