"""Notes: written once each, whenever they arrive; two phones lose nothing; what is erased is gone."""

from datetime import timedelta
from uuid import uuid4

import pytest

from balai.territory.guests.models import Note, Room
from balai.territory.guests.notebook import own_page
from balai.territory.guests.tests.conftest import MONDAY, WORD, Trip, page_of, write
from balai.territory.guests.words import Words, joined
from balai.territory.visits import api as visits

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


def test_a_note_is_read_by_its_unit_and_its_leader(trip: Trip) -> None:
    session = trip.sessions[1]
    answer = write(
        trip.phone("Dinas 03"), session, saw=WORD, fits="Kios\r\nmalam", verdict="adapt", umur="600"
    )
    assert answer["Location"] == page_of("session", session.id) + "#catatan"
    (writing,) = own_page(trip.guest("Dinas 03"), session.id).writings
    assert writing.words == Words(saw=WORD, fits="Kios\nmalam", verdict="adapt")
    assert writing.written_at == MONDAY - timedelta(minutes=10)
    assert WORD in trip.phone().get(page_of("report")).content.decode()
    assert WORD not in trip.phone("Dinas 04").get(page_of("report")).content.decode()
    assert WORD not in trip.phone("Dinas 04").get(page_of("session", session.id)).content.decode()


def test_a_note_sent_twice_is_written_once(trip: Trip) -> None:
    phone, key = trip.phone("Dinas 03"), uuid4()
    answers = [write(phone, trip.sessions[1], key, saw=text) for text in ("satu", "satu", "lain")]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert [one.words.saw for one in own_page(trip.guest("Dinas 03"), trip.sessions[1].id).writings] == [
        "satu"
    ]


def test_a_note_replaces_what_its_writer_saw(trip: Trip) -> None:
    phone, first, second = trip.phone("Dinas 03"), uuid4(), uuid4()
    write(phone, trip.sessions[1], first, saw="satu")
    write(phone, trip.sessions[1], second, saw="dua", lihat=str(first))
    write(phone, trip.sessions[1], first, saw="satu")  # arrives once more, late
    assert [one.words.saw for one in own_page(trip.guest("Dinas 03"), trip.sessions[1].id).writings] == [
        "dua"
    ]
    assert [bytes(note.sealed) == b"" for note in Note.objects.order_by("id")] == [True, False]


def test_two_phones_lose_nothing_until_somebody_joins_their_texts(trip: Trip) -> None:
    one, two, session = trip.phone("Dinas 03"), trip.phone("Dinas 03"), trip.sessions[1]
    begun = uuid4()
    write(one, session, begun, saw="dasar")
    write(one, session, saw="dari satu", decides="Bupati", lihat=str(begun))
    write(two, session, saw="dari dua", verdict="fits", lihat=str(begun), umur="30")
    page = two.get(page_of("session", session.id))
    note = page.context["note"]
    assert [each.words.saw for each in note.writings] == ["dari dua", "dari satu"]
    assert "Dua ponsel menulis bersamaan" in page.content.decode()
    assert "Dua catatan" in one.get(page_of("book")).content.decode()
    assert note.words == Words(saw="dari dua\n\ndari satu", decides="Bupati", verdict="fits")
    write(one, session, saw="bersama", lihat=note.keys)
    assert [each.words.saw for each in own_page(trip.guest("Dinas 03"), session.id).writings] == ["bersama"]


def test_texts_are_joined_without_doubles() -> None:
    assert joined([]) == Words()
    assert joined([Words(saw="a"), Words(saw="a", why="b", verdict="not")]) == Words(
        saw="a", why="b", verdict="not"
    )


def test_a_press_kept_for_another_room_is_refused(trip: Trip) -> None:
    other = Room.objects.get(name="Dinas 04")
    answer = write(trip.phone("Dinas 03"), trip.sessions[1], saw=WORD, buku=str(other.pk))
    assert (answer.status_code, Note.objects.count()) == (409, 0)


def test_a_note_that_is_too_long_is_shown_again(trip: Trip) -> None:
    answer = write(trip.phone("Dinas 03"), trip.sessions[1], saw="a" * 4001)
    assert (answer.status_code, Note.objects.count()) == (422, 0)
    assert "a" * 4001 in answer.content.decode()


def test_without_a_link_nothing_is_written(trip: Trip, client) -> None:
    answer = write(client, trip.sessions[1], saw=WORD)
    assert (answer["Location"], Note.objects.count()) == (page_of("door"), 0)
    assert write(trip.phone("Dinas 03"), _elsewhere(trip), saw=WORD).status_code == 404


def _elsewhere(trip: Trip) -> visits.SessionCard:
    return visits.SessionCard(**{**vars(trip.sessions[0]), "id": uuid4()})


def test_a_unit_erases_its_notes_and_the_leader_the_book(trip: Trip) -> None:
    three, four, leader = trip.phone("Dinas 03"), trip.phone("Dinas 04"), trip.phone()
    for phone in (three, four):
        write(phone, trip.sessions[1], saw=WORD)
    assert three.post(page_of("erase")).status_code == 422
    assert Note.objects.count() == 2
    assert three.post(page_of("erase"), {"yakin": "on"})["Location"] == page_of("book")
    assert [note.room.name for note in Note.objects.all()] == ["Dinas 04"]
    assert four.post(page_of("erase"), {"yakin": "on", "semua": "on"}).status_code == 403
    assert leader.post(page_of("erase"), {"yakin": "on", "semua": "on"})["Location"] == page_of("door")
    assert (Note.objects.count(), Room.objects.count()) == (0, 0)
    assert four.get(page_of("book"))["Location"] == page_of("door")
