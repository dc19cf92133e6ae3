"""A visit that is put off, declined or called off: seats and hosts are free, everybody is told why."""

import pytest
from django.test import Client

from balai.core.errors import Conflict
from balai.foundation.cases.api import ActInput, act, get_case
from balai.foundation.documents.api import documents_of_case
from balai.foundation.notices.models import Notice
from balai.territory.visits.access import follow_token
from balai.territory.visits.actions.plan import ask_host, put_session
from balai.territory.visits.actions.turn import resume_visit
from balai.territory.visits.models import Delegation, Seat
from balai.territory.visits.tests.conftest import ask, at, session


def planned(house) -> Delegation:
    visit = ask()
    press(house, visit, "terima")
    made = put_session(house.lead, visit.pk, session())
    ask_host(house.lead, made.pk, made.site.unit_id, house.mall.pk, "")
    return visit


def press(house, visit, action, reason="") -> None:
    act(house.lead, visit.case_id, action, ActInput(reason=reason))
    visit.refresh_from_db()


def told(visit) -> list[str]:
    rows = Notice.objects.filter(subject_id=visit.pk).exclude(outside_email="").order_by("id")
    return list(rows.values_list("kind", flat=True))


def test_put_off_and_taken_up_again(house) -> None:
    visit = planned(house)
    press(house, visit, "tunda", "Ada bencana di daerah kami")
    assert (visit.state, visit.reason, Seat.objects.count()) == ("postponed", "Ada bencana di daerah kami", 0)
    assert get_case(house.lead, visit.case_id).waits_for == "visit"
    assert Notice.objects.filter(recipient_id=house.mall.pk, kind="visits.called_off").count() == 1
    resume_visit(house.lead, visit.pk)
    visit.refresh_from_db()
    assert (visit.state, visit.reason, Seat.objects.get().people) == ("planned", "", 60)
    with pytest.raises(Conflict):
        resume_visit(house.lead, visit.pk)
    assert told(visit) == ["visits.received", "visits.postponed"]


def test_declined_with_a_reason(house) -> None:
    visit = planned(house)
    press(house, visit, "tolak", "Semua tempat penuh sampai akhir tahun")
    assert (visit.state, Seat.objects.count()) == ("declined", 0)
    assert get_case(house.lead, visit.case_id).outcome == "rejected"
    assert told(visit)[-1] == "visits.declined"


def test_the_guests_call_it_off_and_the_officer_closes_the_case(house, client: Client) -> None:
    visit = planned(house)
    page = f"/kunjungan/ikuti/{follow_token(visit)}/batal/"
    assert client.post(page, {"reason": " "}).status_code == 409
    assert client.post(page, {"reason": "Anggaran tidak tersedia"}).status_code == 302
    visit.refresh_from_db()
    assert (visit.state, Seat.objects.count()) == ("withdrawn", 0)
    assert Notice.objects.get(kind="visits.given_up").recipient_id == house.coordinator.pk
    assert client.post(page, {"reason": "sekali lagi"}).status_code == 409
    press(house, visit, "tutup-batal", "Dibatalkan tamu lewat tautannya")
    assert (visit.reason, get_case(house.lead, visit.case_id).outcome) == (
        "Anggaran tidak tersedia",
        "withdrawn",
    )
    assert client.get("/kunjungan/ikuti/palsu/").status_code == 404


def test_a_visit_put_off_that_the_guests_give_up_closes_by_itself(house, client: Client) -> None:
    visit = planned(house)
    press(house, visit, "tunda", "Menunggu kabar dari Anda")
    client.post(f"/kunjungan/ikuti/{follow_token(visit)}/batal/", {"reason": "Tidak jadi"})
    assert get_case(house.lead, visit.case_id).outcome == "withdrawn"


@pytest.mark.django_db(databases=["default", "witness"])
def test_scheduled_anew_after_the_letter(house) -> None:
    visit = planned(house)
    press(house, visit, "tanpa-jawaban", "Disanggupi lewat telepon")
    press(house, visit, "konfirmasi")
    press(house, visit, "jadwalkan-ulang", "Bupati berhalangan pada hari itu")
    assert (visit.state, visit.confirmed_at) == ("planned", None)
    put_session(house.lead, visit.pk, session(starts_at=at(16, 9), ends_at=at(16, 11)))
    press(house, visit, "tanpa-jawaban", "Disanggupi lewat telepon")
    press(house, visit, "konfirmasi")
    states = [letter.state for letter in documents_of_case(house.lead, visit.case_id)]
    assert (visit.state, sorted(states)) == ("confirmed", ["revoked", "valid"])
