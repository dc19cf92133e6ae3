"""Pages of the phone: programme, arriving, questions, evaluation, spending, reports; in few questions and few bytes."""

import gzip
import json
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.conf import settings
from docx import Document

from balai.territory.guests.guest import note_place
from balai.territory.guests.models import Note, Room
from balai.territory.guests.sealing import seal
from balai.territory.guests.tests.conftest import MONDAY, Trip, page_of, write
from balai.territory.guests.words import Words
from balai.territory.innovations import planfile

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


def test_a_unit_says_in_word_what_it_found(trip: Trip) -> None:
    write(
        trip.phone("Dinas 03"),
        trip.sessions[1],
        saw="Kios\n\nmalam",
        not_fits="Biaya",
        why="APBD",
        verdict="adapt",
    )
    write(trip.phone("Dinas 04"), trip.sessions[1], needs="\x0bDua orang", decides="Bupati")
    answer = trip.phone().get(page_of("download", "rombongan", "docx"))
    disposition = f'attachment; filename="laporan-kunjungan-{trip.visit.code.lower()}.docx"'
    assert answer["Content-Disposition"] == disposition
    paper = Document(BytesIO(answer.content))
    told = [each.text for each in paper.paragraphs if each.text]
    assert told[:2] == ["Laporan bersama kunjungan", trip.sessions[1].title]
    assert told[3:] == [
        "Dinas 03", "Cocok bila disesuaikan", "Apa yang kami lihat", "Kios", "malam",
        "Apa yang tidak cocok", "Biaya", "Mengapa tidak cocok", "APBD",
        "Dinas 04", "Apa yang kami perlukan", "Dua orang", "Siapa yang memutuskan", "Bupati",
    ]  # fmt: skip
    assert paper.core_properties.author == trip.visit.origin_name


def test_the_plan_file_carries_what_was_found_by_innovation(trip: Trip) -> None:
    phone = trip.phone("Dinas 03")
    write(phone, trip.sessions[0], saw="Sambutan")
    write(phone, trip.sessions[1], fits="Kios", needs="Dua orang", decides="Bupati", verdict="fits")
    answer = phone.get(page_of("download", "unit", "json"))
    plan = json.loads(answer.content)
    assert (plan["format"], plan["version"], plan["unit"], plan["language"]) == (
        "balai-rencana-adopsi",
        1,
        "Dinas 03",
        "id",
    )
    assert plan["visit"]["code"] == trip.visit.code
    assert (plan["visit"]["origin_code"], plan["visit"]["host_code"]) == ("76.01", "35.10")
    (innovation,) = plan["innovations"]
    assert innovation["code"] == "smart-kampung"
    finding = {
        "unit": "Dinas 03", "session": trip.sessions[1].title, "on": "2026-03-03", "verdict": "fits", "saw": "",
        "fits": "Kios", "not_fits": "", "why": "", "needs": "Dua orang", "decides": "Bupati",
    }  # fmt: skip
    assert innovation["findings"] == [finding]
    assert [each["saw"] for each in plan["other"]] == ["Sambutan"]


def test_a_plan_that_no_balai_would_read_whole_is_refused_with_words(trip: Trip, monkeypatch) -> None:
    """What one side hands out, the other one reads; at the boundary both say so."""
    for name in ("Dinas 03", "Dinas 04"):
        write(trip.phone(name), trip.sessions[1], saw="Kios")
    leader, address = trip.phone(), page_of("download", "rombongan", "json")
    whole = leader.get(address).content
    monkeypatch.setattr(planfile, "LARGEST_PLAN", len(whole) - 1)
    assert_refused(leader.get(address), "Tidak ada yang dipotong")
    monkeypatch.undo()
    monkeypatch.setattr("balai.territory.guests.reports.plan.MOST_FINDINGS", 1)
    assert_refused(leader.get(address), "Temuan tentang smart-kampung: 2, paling banyak 1")
    assert trip.phone("Dinas 03").get(page_of("download", "unit", "json")).status_code == 200


def assert_refused(answer, sentence: str) -> None:
    text = answer.content.decode()
    assert (answer.status_code, sentence in text, "dari tautannya" in text) == (422, True, True)


def test_the_report_on_paper_is_made_in_both_languages(trip: Trip) -> None:
    write(trip.phone("Dinas 03"), trip.sessions[1], saw="Kios 🌙 malam")
    for language, title in (("id", "Laporan kunjungan"), ("en", "Report of the visit")):
        phone = trip.phone("Dinas 03")
        phone.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        answer = phone.get(page_of("download", "unit", "pdf"))
        assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
        told = Document(BytesIO(phone.get(page_of("download", "unit", "docx")).content)).paragraphs
        assert told[0].text == title
    assert phone.get(page_of("download", "unit", "exe")).status_code == 404


def test_an_arrival_has_the_time_at_which_it_was_pressed(trip: Trip, monday) -> None:
    village = trip.sessions[1]
    monday.move_to(village.starts_at + timedelta(hours=3))
    phone, press = (
        trip.phone("Dinas 03"),
        {"kunci": str(uuid4()), "kode": village.code, "orang": "4", "umur": "9000"},
    )
    for _time in range(2):
        assert phone.post(page_of("arrive"), press)["Location"] == page_of("session", village.id)
    page = phone.get(page_of("session", village.id))
    assert page.context["arrived_at"] == village.starts_at + timedelta(minutes=30)
    assert "Hadir 09.30" in page.content.decode()
    assert "Hadir" in phone.get(page_of("book")).content.decode()


def test_a_code_of_another_place_is_no_arrival(trip: Trip) -> None:
    phone = trip.phone("Dinas 03")
    assert phone.get(page_of("arrive_by", "SKU-LAIN")).status_code == 404
    assert (
        phone.post(page_of("arrive"), {"kunci": str(uuid4()), "kode": "SKU-LAIN", "orang": "1"}).status_code
        == 404
    )
    assert phone.post(page_of("arrive"), {"kode": trip.sessions[0].code, "orang": "1"}).status_code == 422


def test_the_leader_is_no_unit(trip: Trip) -> None:
    press = {
        "kunci": str(uuid4()),
        "kode": trip.sessions[0].code,
        "orang": "1",
        "pertanyaan": "Berapa biayanya?",
    }
    leader = trip.phone()
    assert leader.post(page_of("arrive"), press).status_code == 403
    assert leader.post(page_of("ask", trip.sessions[0].id), press).status_code == 403
    assert "Kami hadir" not in leader.get(page_of("arrive")).content.decode()


def test_a_unit_asks_evaluates_and_says_what_it_spent(trip: Trip) -> None:
    phone, session = trip.phone("Dinas 03"), trip.sessions[0]
    ask, rate = page_of("ask", session.id), page_of("rate", session.id)
    assert phone.post(ask, {"kunci": str(uuid4()), "pertanyaan": ""}).status_code == 422
    assert phone.post(ask, {"kunci": str(uuid4()), "pertanyaan": "Berapa biayanya?"}).status_code == 302
    assert phone.post(rate, {"kunci": str(uuid4()), "berguna": "6", "jelas": "4"}).status_code == 422
    assert phone.post(rate, {"kunci": str(uuid4()), "berguna": "5", "jelas": "4"}).status_code == 302
    page = phone.get(page_of("session", session.id)).content.decode()
    assert ("Berapa biayanya?" in page, "sudah menilai" in page) == (True, True)
    spent = {"kunci": str(uuid4()), "orang": "3", "malam": "2", "inap": "1.500.000", "makan": "abc"}
    assert phone.post(page_of("spending"), spent).status_code == 422
    for amount in ("dua juta", "2 jt", "-5"):  # neither nothing nor two rupiah
        refused = phone.post(page_of("spending"), {**spent, "makan": amount})
        assert (refused.status_code, f'value="{amount}"' in refused.content.decode()) == (422, True)
    crowd = phone.post(page_of("spending"), {**spent, "makan": "", "orang": "dua puluh"})
    assert (crowd.status_code, 'value="dua puluh"' in crowd.content.decode()) == (422, True)
    assert phone.post(page_of("spending"), {**spent, "makan": ""}).status_code == 302
    assert "Sudah diisi" in phone.get(page_of("spending")).content.decode()


@pytest.mark.parametrize("rooms", [10, 100])
def test_the_joint_report_costs_the_same_for_ten_rooms_as_for_a_hundred(
    trip: Trip, rooms: int, django_assert_max_num_queries
) -> None:
    fill(trip, rooms)
    leader = trip.phone()
    leader.get(page_of("report"))
    with django_assert_max_num_queries(14):
        page = leader.get(page_of("report"))
    assert len(page.context["report"].findings) == rooms


def fill(trip: Trip, rooms: int) -> None:
    """A note in each of so many rooms, which the leader can open."""
    leader = trip.guest()
    from balai.territory.guests import sealing
    from balai.territory.guests.actions.open_book import _furnish

    for number in range(rooms):
        room = Room(book_id=leader.book_id, unit_id=uuid4(), name=f"Unit {number:03d}")
        key, press = sealing.new_key(), uuid4()
        _furnish(room, sealing.new_secret(), key, sealing.leading_key(leader.key, leader.room_id))
        room.save()
        place = note_place(room.pk, trip.sessions[1].id, press)
        sealed = seal(key, Words(saw="Kios").packed(), place)
        Note.objects.create(
            room=room, session_id=trip.sessions[1].id, key=press, sealed=sealed, written_at=MONDAY
        )


def test_the_book_is_read_in_few_questions(trip: Trip, django_assert_max_num_queries) -> None:
    phone = trip.phone("Dinas 03")
    for name, keys, most in (("book", (), 14), ("session", (trip.sessions[1].id,), 16)):
        phone.get(page_of(name, *keys))
        with django_assert_max_num_queries(most):
            assert phone.get(page_of(name, *keys)).status_code == 200


def test_pages_are_light(trip: Trip) -> None:
    phone = trip.phone("Dinas 03")
    for name, keys in (("book", ()), ("session", (trip.sessions[0].id,)), ("arrive", ()), ("spending", ())):
        assert len(gzip.compress(phone.get(page_of(name, *keys)).content, 6)) < 10_000


def test_the_worker_may_answer_for_guests_only(client) -> None:
    answer = client.get(page_of("worker"))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    assert page_of("worker") == "/tamu/pekerja.js"
