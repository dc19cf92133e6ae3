"""Links: the leader opens the book once, hands links on, replaces a lost one; wrong codes open nothing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from balai.core.actor import SYSTEM
from balai.core.content import ContentContext, ContentError
from balai.core.errors import NotVisible
from balai.foundation.audit.models import Event
from balai.foundation.privacy.actions.carry_out import carry_out_retention
from balai.territory.guests import rules
from balai.territory.guests.access import get_guest, rooms_of
from balai.territory.guests.models import Book, Note, Room
from balai.territory.guests.sealing import Damaged, new_key, read_secret, seal, unseal
from balai.territory.guests.tests.conftest import AGENCIES, WORD, Trip, mailed_key, open_book, page_of, write

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


def test_what_is_sealed_opens_with_its_key_at_its_place_only() -> None:
    key, other = new_key(), new_key()
    sealed = seal(key, WORD.encode(), "note 1")
    assert unseal(key, sealed, "note 1") == WORD.encode()
    assert (len(sealed), len(seal(key, b"", "note 1"))) == (540, 540)  # nonce 12, block 512, tag 16
    for wrong in (
        (other, sealed, "note 1"),
        (key, sealed, "note 2"),
        (key, sealed[:-1], "note 1"),
        (key, b"", ""),
    ):
        with pytest.raises(Damaged):
            unseal(*wrong)


def test_a_code_is_read_as_people_type_it() -> None:
    assert read_secret("  bkyk bdnw-2h6z xcgr-3rff ".replace("-3rff", "")) == ""
    assert read_secret("<script>") == ""


def test_rooms_have_no_key_until_the_leader_opens_the_book(closed: Trip) -> None:
    assert Room.objects.count() == len(AGENCIES) + 1
    assert Room.objects.filter(digest="", key_by_link=None, key_by_leader=None).count() == len(AGENCIES) + 1
    assert mail.outbox == []
    open_book(closed)
    assert sorted(closed.codes) == ["", *sorted(unit.name for unit in closed.visit.units)]
    assert len(set(closed.codes.values())) == len(AGENCIES) + 1
    assert [mail.to for mail in mail.outbox] == [["tamu@pasangkayu.example"]]
    told = list(
        Event.objects.filter(name__startswith="guests.").order_by("id").values_list("name", flat=True)
    )
    assert told == ["guests.book_made", "guests.key_sent", "guests.book_opened"]


def test_the_key_opens_the_book_once(closed: Trip) -> None:
    open_book(closed)
    thief = Client()
    assert thief.post(page_of("open_book"), {"kode": mailed_key()}).status_code == 404
    assert "sudah dibuka" in thief.get(page_of("lead", closed.visit.code)).content.decode()
    thief.post(page_of("lead", closed.visit.code))
    assert len(mail.outbox) == 1
    assert get_guest(closed.codes[""]).is_leading


def test_the_key_ends_after_its_time_and_with_a_newer_one(closed: Trip, monday) -> None:
    phone, address = Client(), page_of("lead", closed.visit.code)
    phone.post(address)
    first = mailed_key()
    phone.post(address)
    assert phone.post(page_of("open_book"), {"kode": first}).status_code == 404
    monday.shift(timedelta(minutes=61))
    assert phone.post(page_of("open_book"), {"kode": mailed_key()}).status_code == 404
    assert Book.objects.get().opened_at is None


def test_keys_are_not_mailed_without_end(closed: Trip) -> None:
    phone, address = Client(), page_of("lead", closed.visit.code)
    assert [phone.post(address).status_code for _number in range(5)] == [200, 200, 200, 409, 409]
    assert len(mail.outbox) == 3
    assert phone.get(page_of("lead", "TIDAK-ADA")).status_code == 404


def test_a_mail_that_cannot_be_sent_leaves_no_key(closed: Trip, monkeypatch) -> None:
    def refuse(_self: object) -> int:
        raise OSError("no server")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    answer = Client().post(page_of("lead", closed.visit.code))
    assert (answer.status_code, "belum dapat dikirim" in answer.content.decode()) == (409, True)
    assert Book.objects.values_list("key_digest", "key_until").get() == ("", None)
    assert not Event.objects.filter(name="guests.key_sent").exists()


def test_wrong_codes_open_nothing_and_are_counted(trip: Trip) -> None:
    phone = Client()
    wrong = [phone.post(page_of("enter"), {"kode": "0000-0000-0000-0000-0000"}) for _number in range(21)]
    assert [answer.status_code for answer in wrong] == [404] * 20 + [429]
    assert [answer.cookies.get("balai_tamu") for answer in wrong] == [None] * 21
    assert phone.get(page_of("book"))["Location"] == page_of("door")


def test_codes_cannot_be_tried_as_cookies(trip: Trip) -> None:
    answers = []
    for number in range(21):
        phone = Client()
        phone.cookies["balai_tamu"] = f"0000-0000-0000-0000-{number:04d}"
        answers.append(phone.get(page_of("book")))
    assert [answer.status_code for answer in answers] == [302] * 20 + [404]
    assert answers[0].cookies["balai_tamu"].value == ""


def test_the_cookie_goes_to_pages_of_guests_only(trip: Trip) -> None:
    phone = Client()
    cookie = phone.post(page_of("enter"), {"kode": trip.codes["Dinas 03"].lower()}).cookies["balai_tamu"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/tamu/", True, "Lax")
    assert phone.post(page_of("leave")).cookies["balai_tamu"].value == ""
    assert phone.get(page_of("book")).status_code == 302


def test_a_new_link_ends_the_old_one_and_keeps_the_notes(trip: Trip) -> None:
    old, leader = trip.phone("Dinas 03"), trip.phone()
    write(old, trip.sessions[0], saw=WORD)
    room = Room.objects.get(name="Dinas 03")
    assert leader.post(page_of("room", room.pk)).status_code == 302
    assert old.get(page_of("book"))["Location"] == page_of("door")
    with pytest.raises(NotVisible):
        trip.guest("Dinas 03")
    trip.codes["Dinas 03"] = leader.get(page_of("room", room.pk)).context["room"].code
    assert WORD in trip.phone("Dinas 03").get(page_of("session", trip.sessions[0].id)).content.decode()


def test_only_the_leader_opens_rooms_of_others(trip: Trip) -> None:
    unit, room = trip.phone("Dinas 03"), Room.objects.get(name="Dinas 04")
    before = bytes(room.key_by_link)
    for answer in (
        unit.get(page_of("rooms")),
        unit.get(page_of("hand_out")),
        unit.get(page_of("room", room.pk)),
        unit.post(page_of("room", room.pk)),
        unit.get(page_of("download", "rombongan", "pdf")),
    ):
        assert answer.status_code == 403
    leader = Room.objects.get(unit_id=None)
    assert trip.phone().post(page_of("room", leader.pk)).status_code == 403
    assert bytes(Room.objects.get(pk=room.pk).key_by_link) == before


def test_a_room_is_sealed_whole_or_not_at_all(trip: Trip) -> None:
    with pytest.raises(IntegrityError, match="guest_room_sealed_whole"), transaction.atomic():
        Room.objects.filter(name="Dinas 03").update(key_by_leader=None)


def test_a_book_ends_on_its_day_and_is_forgotten(trip: Trip, monday) -> None:
    write(trip.phone("Dinas 03"), trip.sessions[0], saw=WORD)
    carry_out_retention()  # the first night only looks
    monday.shift(timedelta(days=367))
    assert (trip.guest("Dinas 03").name, swept()) == ("Dinas 03", (0, 0))
    monday.shift(timedelta(days=1))
    with pytest.raises(NotVisible):
        trip.guest("Dinas 03")
    assert (swept(), Note.objects.count()) == ((0, 0), 1), "the day after is still its owners'"
    monday.shift(timedelta(days=1))
    assert (swept(), Book.objects.count(), Note.objects.count()) == ((1, 1), 0, 0)


def swept() -> tuple[int, int]:
    """What the job of retention finds and removes, by the rule of the pack."""
    (run,) = (run for run in carry_out_retention() if run.rule.code == "guest-books")
    return run.found, run.removed


def test_the_rule_is_data_of_a_pack(db: None, tmp_path) -> None:
    context = ContentContext("uji", "1", tmp_path, SYSTEM)
    entry = {"code": "buku-tamu", "open_days": 90, "key_minutes": 30}
    assert (rules.install_rules([entry], context), rules.install_rules([entry], context)) == (1, 0)
    assert (rules.rule().open_days, rules.standing_rules([])) == (90, {"buku-tamu": entry})
    for wrong in ({**entry, "open_days": 0}, {**entry, "key_minutes": "30"}, {**entry, "code": "lain"}):
        with pytest.raises(ContentError):
            rules.install_rules([wrong], context)


def test_the_leader_sees_all_rooms(trip: Trip) -> None:
    cards = rooms_of(trip.guest())
    assert [card.name for card in cards[:2]] == [trip.visit.leader_office, "Dinas 00"]
    assert {card.name: card.code for card in cards[1:]} == {
        name: code for name, code in trip.codes.items() if name
    }
