"""What comes back: by key once, late with both times, never rewritten; results for the host; guests as visitors."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test import Client

from balai.core.errors import Invalid, NotVisible
from balai.foundation.accounts.testing import actor_of, sign_in
from balai.territory.visits import api, figures, selectors
from balai.territory.visits.actions.host import answer_question, put_material
from balai.territory.visits.actions.plan import ask_host, put_session
from balai.territory.visits.actions.receive import note_arrival_at_desk
from balai.territory.visits.actions.turn import confirm
from balai.territory.visits.models import Arrival, Delegation, Rating, Spending
from balai.territory.visits.tests.conftest import ask, at, session

KEY = "0190-aaaa-bbbb"


@pytest.fixture
def held(house, monday):
    """A confirmed visit whose first session goes on: Monday, 9 March, half past nine."""
    visit = ask()
    made = put_session(house.lead, visit.pk, session())
    ask_host(house.lead, made.pk, made.site.unit_id, house.mall.pk, "")
    confirm(house.lead, Delegation.objects.select_related("unit").get(pk=visit.pk))
    monday.move_to(at(9, 9, 30))
    return made


def units_of(held) -> list:
    return list(held.delegation.units.all())


def test_a_phone_sends_twice_and_a_village_late(held, monday) -> None:
    first, second, _third = units_of(held)
    sent = (held.pk, first.pk, KEY, at(9, 9, 5), "qr")
    assert [api.record_arrival(*sent, people=12) for _time in range(2)] == [True, False]
    monday.move_to(at(10, 20))
    assert api.record_arrival(held.pk, second.pk, f"{KEY}-2", at(9, 9, 10), "offline", people=8)
    rows = [(one.unit, one.people, one.arrived_at, one.heard_at) for one in selectors.present(held)]
    assert rows == [
        ("Bappeda", 12, at(9, 9, 5), at(9, 9, 30)),
        ("Dinas PMD", 8, at(9, 9, 10), at(10, 20)),
    ]
    assert [unit.name for unit in selectors.absent(held)] == ["Desa Ako"]
    assert api.arrivals_of(first.pk) == {held.pk: at(9, 9, 5)}
    for sql in ("UPDATE visits_arrival SET people = 1", "DELETE FROM visits_arrival"):
        with pytest.raises(Exception, match="only grow"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_strange_arrivals_are_refused(held, house) -> None:
    unit = units_of(held)[0]
    other = ask(people=5)
    for moment, people, channel in (
        (at(9, 11), 1, "qr"), (at(7, 9), 1, "qr"), (at(9, 9), 61, "qr"), (at(9, 9), 1, "fax"),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            api.record_arrival(held.pk, unit.pk, KEY, moment, channel, people=people)
    with pytest.raises(NotVisible):
        api.record_arrival(held.pk, other.units.all()[0].pk, KEY, at(9, 9), "qr")
    with pytest.raises(Invalid):
        api.record_arrival(held.pk, unit.pk, "x", at(9, 9), "qr")
    assert Arrival.objects.count() == 0
    assert note_arrival_at_desk(actor_of(house.mall), held.pk, unit.pk, 20)
    assert not note_arrival_at_desk(actor_of(house.mall), held.pk, unit.pk, 20)
    with pytest.raises(NotVisible):
        note_arrival_at_desk(actor_of(house.outsider), held.pk, unit.pk, 20)


def test_questions_are_answered_by_the_host_and_read_by_the_unit(held, house) -> None:
    unit = units_of(held)[0]
    assert api.record_question(held.pk, unit.pk, KEY, "Berapa loketnya?")
    assert not api.record_question(held.pk, unit.pk, KEY, "Berapa loketnya?")
    (question,) = selectors.questions_of(held)
    with pytest.raises(NotVisible):
        answer_question(actor_of(house.outsider), question.pk, "Banyak")
    answer_question(actor_of(house.mall), question.pk, "Tiga puluh enam instansi")
    (read,) = api.answers(unit.pk)
    assert (read.text, read.answer) == ("Berapa loketnya?", "Tiga puluh enam instansi")
    put_material(actor_of(house.mall), held.pk, "Denah", "https://contoh.go.id/denah.pdf")
    assert [one.title for one in api.materials(held.pk)] == ["Denah"]


def test_the_evaluation_and_what_they_spent(held, monday) -> None:
    units = units_of(held)
    for number, unit in enumerate(units):
        api.record_rating(
            held.pk, unit.pk, f"{KEY}-{number}", api.RatingDraft(5 - number, 4, "Bagus" if number else "")
        )
    verdict = selectors.verdict(held)
    assert verdict is not None
    assert (verdict.count, verdict.useful, verdict.clear, verdict.words) == (3, 4.0, 4.0, ("Bagus", "Bagus"))
    with pytest.raises(Invalid):
        api.record_rating(held.pk, units[0].pk, "nilai-enam", api.RatingDraft(6, 4))
    draft = api.SpendingDraft(12, 2, 4_800_000, 1_200_000, 600_000, 400_000)
    assert [api.record_spending(units[0].pk, f"{KEY}-{n}", draft) for n in range(2)] == [True, False]
    assert api.is_spending_told(units[0].pk)
    assert (Rating.objects.count(), Spending.objects.count()) == (3, 1)
    for number, unit in enumerate(units):
        api.record_arrival(held.pk, unit.pk, f"{KEY}-h{number}", at(9, 9), "qr", people=15)
        api.record_arrival(held.pk, unit.pk, f"{KEY}-i{number}", at(9, 9), "qr", people=18)
    (guest,) = figures.guests(date(2026, 1, 1), date(2026, 12, 31))
    assert (guest.people, guest.is_counted, guest.nights, guest.spent) == (54, True, 0, Decimal(7_000_000))


def test_guests_are_counted_once_however_many_sessions_they_come_to(held, house, monday) -> None:
    second = put_session(
        house.lead, held.delegation_id, session(site="lounge", starts_at=at(10, 9), ends_at=at(10, 10))
    )
    monday.move_to(at(10, 9, 30))
    for made, people in ((held, 50), (second, 42)):
        api.record_arrival(
            made.pk, units_of(held)[0].pk, f"{KEY}-{made.pk.hex[-6:]}", made.starts_at, "qr", people=people
        )
    rows = figures.guests(date(2026, 3, 1), date(2026, 3, 31))
    assert figures.summed(rows) == figures.Sums(1, 50, 0, 50, Decimal(0))


@pytest.mark.django_db(databases=["default", "witness"])
def test_the_page_of_a_session_for_its_host(held, house) -> None:
    unit = units_of(held)[0]
    page, mall = (
        f"/kerja/kunjungan/sesi/{held.pk}/",
        sign_in(Client(headers={"accept-language": "id"}), house.mall),
    )
    api.record_question(held.pk, unit.pk, KEY, "<script>alert(7)</script> {{ 7 }}")
    text = mall.get(page).content.decode()
    assert ("&lt;script&gt;" in text, "<script>alert" in text) == (True, False)
    assert mall.post(f"{page}hadir/{unit.pk}/", {"people": "20"}).status_code == 302
    assert mall.post(f"{page}hadir/{unit.pk}/", {"people": "nol"}).status_code == 422
    assert mall.post(f"{page}bahan/", {"title": "Denah", "address": "javascript:alert(7)"}).status_code == 422
    assert (
        mall.post(f"{page}bahan/", {"title": "Denah", "address": "https://contoh.go.id/"}).status_code == 302
    )
    text = mall.get(page).content.decode()
    assert ("20 orang" in text, "https://contoh.go.id/" in text) == (True, True)
    outsider = sign_in(Client(), house.outsider)
    for path in (page, f"/kerja/kunjungan/{held.delegation_id}/"):
        assert outsider.get(path).status_code in {403, 404}
    assert outsider.get(page).status_code == 404
    assert outsider.post(f"{page}hadir/{unit.pk}/", {"people": "20"}).status_code == 404
