"""Whoever means ill: links of another delegation, swapped sessions, keys that change, a photographed code, too much."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from balai.core.actor import SYSTEM
from balai.core.ids import new_code
from balai.territory.guests.actions.make_book import make_book
from balai.territory.guests.models import Note
from balai.territory.guests.tests.conftest import Trip, confirmed, open_book, page_of, write
from balai.territory.guests.words import LONGEST
from balai.territory.visits import api as visits
from balai.territory.visits.models import Arrival, Question, Rating, Session, Site, Spending

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
EVIL = "<img src=x onerror=alert(7)>{{ 7 }}{% now %}"


@pytest.fixture
def others(trip: Trip) -> Trip:
    """Another delegation at the same lounge at the same time, with units of the same names."""
    visit, like = confirmed(), trip.sessions[0]
    Session.objects.create(
        code=new_code("KJS"), delegation=visit, site=Site.objects.get(code="lounge"), title="Pembukaan",
        starts_at=like.starts_at, ends_at=like.ends_at, topics=[], people=60,
    )  # fmt: skip
    card = visits.delegation(visit.pk)
    make_book(SYSTEM, card)
    made = Trip(card, visits.programme(visit.pk), trip.coordinator)
    open_book(made)
    return made


def press(**more: object) -> dict[str, object]:
    return {"kunci": str(uuid4()), **more}


def arrival(session: visits.SessionCard, **more: object) -> dict[str, object]:
    return press(**{"kode": session.code, "orang": "4", **more})


def test_nobody_says_anything_in_the_name_of_another_delegation(trip: Trip, others: Trip) -> None:
    theirs, session = others.phone("Dinas 03"), trip.sessions[0]
    write(trip.phone("Dinas 03"), session, saw="milik kami")
    told = press(pertanyaan="Berapa?", berguna="5", jelas="5", saw="dari luar", kode=session.code, orang="4")
    for name, keys in (
        ("note", (session.id,)),
        ("ask", (session.id,)),
        ("rate", (session.id,)),
        ("arrive", ()),
    ):
        assert theirs.post(page_of(name, *keys), told).status_code == 404
    for name, keys in (("session", (session.id,)), ("arrive_by", (session.code,))):
        assert theirs.get(page_of(name, *keys)).status_code == 404
    room = trip.guest("Dinas 03").room_id
    assert others.phone().get(page_of("room", room)).status_code == 404
    assert others.phone().post(page_of("room", room)).status_code == 404
    assert "milik kami" not in others.phone().get(page_of("report")).content.decode()
    assert [kind.objects.count() for kind in (Arrival, Question, Rating)] == [0, 0, 0]
    assert Note.objects.count() == 1
    trip.phone("Dinas 03")


def test_a_photographed_code_is_worth_nothing_without_a_link(trip: Trip, others: Trip) -> None:
    """The code at the door goes round; who is of no delegation, or of another one, arrives nowhere with it."""
    session, stranger = trip.sessions[0], Client()
    for address in (page_of("arrive"), page_of("arrive_by", session.code)):
        answer = stranger.post(address, arrival(session))
        assert (answer.status_code, answer["Location"]) == (302, page_of("door"))
    assert stranger.get(page_of("arrive_by", session.code))["Location"] == page_of("door")
    assert others.phone("Dinas 03").post(page_of("arrive"), arrival(session)).status_code == 404
    assert trip.phone().post(page_of("arrive"), arrival(session)).status_code == 403
    assert Arrival.objects.count() == 0


def test_a_press_that_is_sent_again_with_something_else_changes_nothing(trip: Trip) -> None:
    phone, (first, second, *_rest) = trip.phone("Dinas 03"), trip.sessions
    sent = arrival(first)
    changes = ({}, {"orang": "60"}, {"kode": second.code}, {"umur": "3600"})
    answers = [phone.post(page_of("arrive"), {**sent, **changed}).status_code for changed in changes]
    assert answers == [302, 302, 422, 302], "the second session is tomorrow"
    assert [(one.session_id, one.people) for one in Arrival.objects.all()] == [(first.id, 4)]


def test_many_keys_make_no_more_guests_than_came(trip: Trip) -> None:
    """A unit whose phones press a hundred times is still one unit, and the delegation sixty people."""
    session = trip.sessions[0]
    for name in ("Dinas 03", "Dinas 04"):
        phone = trip.phone(name)
        answers = [
            phone.post(page_of("arrive"), arrival(session, orang="60")).status_code for _time in range(62)
        ]
        assert answers == [302] * 60 + [422] * 2
    day = session.starts_at.date()
    (guest,) = visits.guests(day, day)
    assert (guest.people, Arrival.objects.count()) == (60, 120)


@pytest.mark.parametrize(
    ("hours", "status"), [(-14, 422), (-1, 302), (2, 302), (13, 302), (15, 422)], ids=str
)
def test_arrivals_far_from_the_hours_of_a_session_are_refused(
    trip: Trip, monday, hours: int, status: int
) -> None:
    """Two hours long, with twelve before and after it for clocks that are wrong; what waited on a phone has its own."""
    session = trip.sessions[1]
    monday.move_to(session.starts_at + timedelta(hours=hours))
    answer = trip.phone("Dinas 03").post(page_of("arrive"), arrival(session))
    assert (answer.status_code, Arrival.objects.count()) == (status, int(status == 302))


def test_what_waited_for_days_on_a_phone_still_arrives(trip: Trip, monday) -> None:
    session = trip.sessions[0]
    monday.move_to(session.starts_at + timedelta(days=20))
    waited = timedelta(days=20) - timedelta(minutes=5)
    late = arrival(session, umur=f"{waited.total_seconds():.0f}")
    assert trip.phone("Dinas 03").post(page_of("arrive"), late).status_code == 302
    told: list[datetime] = list(Arrival.objects.values_list("arrived_at", flat=True))
    assert told == [session.starts_at + timedelta(minutes=5)]


def test_too_much_is_refused_whole(trip: Trip) -> None:
    phone, session = trip.phone("Dinas 03"), trip.sessions[0]
    assert write(phone, session, saw="a" * LONGEST).status_code == 302
    assert write(phone, session, saw="a" * (LONGEST + 1)).status_code == 422
    assert write(phone, session, lihat="x" * 2001).status_code == 422
    assert write(phone, session, saw="a" * 3_000_000).status_code in {400, 413}
    for people in ("0", "-1", "10000", "1e3", "enam"):
        assert phone.post(page_of("arrive"), arrival(session, orang=people)).status_code == 422
        spent = press(orang=people, malam="1")
        assert phone.post(page_of("spending"), spent).status_code == 422
    assert phone.post(page_of("ask", session.id), press(pertanyaan="a" * 1001)).status_code == 422
    assert phone.post(page_of("spending"), press(orang="3", malam="1", inap="9" * 30)).status_code == 422
    asked = [phone.post(page_of("ask", session.id), press(pertanyaan="Apa?")).status_code for _n in range(41)]
    assert asked == [302] * 40 + [422]
    assert [kind.objects.count() for kind in (Note, Arrival, Spending, Question)] == [1, 0, 0, 40]


def test_html_stays_text_everywhere(trip: Trip) -> None:
    phone, session = trip.phone("Dinas 03"), trip.sessions[1]
    write(phone, session, **dict.fromkeys(("saw", "fits", "not_fits", "why", "needs", "decides"), EVIL))
    phone.post(page_of("ask", session.id), press(pertanyaan=EVIL))
    for reader, pages in (
        (phone, [page_of("session", session.id), page_of("report")]),
        (trip.phone(), [page_of("report")]),
    ):
        for path in pages:
            text = reader.get(path).content.decode()
            assert ("<img src=x" in text, "&lt;img src=x onerror=alert(7)&gt;{{ 7 }}" in text) == (
                False,
                True,
            )
    for form in ("pdf", "docx", "json"):
        assert phone.get(page_of("download", "unit", form)).status_code == 200
