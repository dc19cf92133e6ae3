"""Links of seventeen units are handed out at once: on a sheet, as a file, by mail after one question."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from pyhanko.pdf_utils.reader import PdfFileReader

from balai.foundation.audit.models import Event
from balai.territory.guests.actions import mail_links
from balai.territory.guests.models import Room
from balai.territory.guests.tests.conftest import AGENCIES, Trip, page_of

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


def chosen(trip: Trip, *names: str, way: str, **addresses: str) -> dict[str, Any]:
    """What the leader's phone sends."""
    keys = {room.name: str(room.pk) for room in Room.objects.exclude(unit_id=None)}
    mailboxes = {f"surel-{keys[name]}": f"{name[-2:]}@pasangkayu.example" for name in names}
    return {"cara": way, "unit": [keys[name] for name in names], **mailboxes, **addresses}


def test_all_units_are_chosen_and_printed_with_one_press(trip: Trip) -> None:
    leader, page = trip.phone(), page_of("hand_out")
    assert leader.get(page).content.decode().count(" checked>") == len(AGENCIES)
    sheet = leader.post(page, chosen(trip, *AGENCIES, way="lembar")).content.decode()
    assert all(trip.codes[name] in sheet for name in AGENCIES)
    assert trip.codes[""] not in sheet
    some = leader.post(page, chosen(trip, AGENCIES[3], way="lembar")).content.decode()
    assert (trip.codes[AGENCIES[3]] in some, trip.codes[AGENCIES[4]] in some) == (True, False)


def test_the_file_has_a_slip_for_each(trip: Trip) -> None:
    answer = trip.phone().post(page_of("hand_out"), chosen(trip, *AGENCIES, way="unduh"))
    assert (answer["Content-Type"], "attachment" in answer["Content-Disposition"]) == (
        "application/pdf",
        True,
    )
    assert "no-store" in answer["Cache-Control"]
    assert len(PdfFileReader(BytesIO(answer.content)).root["/Pages"]["/Kids"]) >= 3


def test_mails_go_after_one_question_past_the_outbox(trip: Trip) -> None:
    leader, page = trip.phone(), page_of("hand_out")
    mail.outbox.clear()
    wrong = chosen(trip, *AGENCIES, way="surel")
    wrong[f"surel-{wrong['unit'][0]}"] = ""
    wrong[f"surel-{wrong['unit'][1]}"] = "bukan alamat"
    refused = leader.post(page, wrong)
    shown = refused.content.decode()
    assert (
        refused.status_code,
        "Isi alamat Dinas 00, atau hilangkan" in shown,
        'value="bukan alamat"' in shown,
    ) == (
        422,
        True,
        True,
    )
    asked = leader.post(page, chosen(trip, *AGENCIES, way="surel")).content.decode()
    assert ("Kirim 17 tautan lewat surel?" in asked, mail.outbox) == (True, [])
    sent = leader.post(page, chosen(trip, *AGENCIES, way="kirim"))
    assert (sent.status_code, sent["Location"]) == (302, page_of("rooms"))
    assert sorted(one.to[0] for one in mail.outbox) == [
        f"{name[-2:]}@pasangkayu.example" for name in AGENCIES
    ]
    first = next(one for one in mail.outbox if one.to == ["03@pasangkayu.example"])
    assert f"#{trip.codes['Dinas 03']}" in str(first.body)
    assert not any(trip.codes[name] in str(first.body) for name in AGENCIES if name != "Dinas 03")
    (event,) = Event.objects.filter(name="guests.links_mailed")
    assert event.facts["count"] == 17
    assert "pasangkayu.example" not in str(event.facts)


def test_a_server_that_takes_some_is_told_by_name(trip: Trip, monkeypatch: pytest.MonkeyPatch) -> None:
    def picky(self: Any, messages: Any) -> int:
        if "04@" in messages[0].to[0]:
            raise OSError("mailbox unavailable")
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", picky)
    leader, page = trip.phone(), page_of("hand_out")
    data = chosen(trip, *AGENCIES[:6], way="kirim")
    answer = leader.post(page, data, follow=True).content.decode()
    assert (
        "5 tautan dikirim" in answer,
        "Tidak terkirim, periksa alamatnya atau kirim lagi: Dinas 04." in answer,
    ) == (
        True,
        True,
    )
    none = leader.post(page, chosen(trip, "Dinas 04", way="kirim"))
    assert (none.status_code, "Surel belum dapat dikirim" in none.content.decode()) == (422, True)
    for _round in range(4):
        last = leader.post(page, data)
    assert (last.status_code, "Tautan sudah beberapa kali dikirim" in last.content.decode()) == (422, True)


def test_a_server_that_stalls_is_given_up_and_the_rest_is_named(
    trip: Trip, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed = [0.0]

    def slow(self: Any, messages: Any) -> int:
        passed[0] += mail_links.LONGEST / 2
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", slow)
    monkeypatch.setattr(mail_links, "time", SimpleNamespace(monotonic=lambda: passed[0]))
    data = chosen(trip, *AGENCIES[:6], way="kirim")
    answer = trip.phone().post(page_of("hand_out"), data, follow=True).content.decode()
    left = "Tidak terkirim, periksa alamatnya atau kirim lagi: Dinas 02, Dinas 03, Dinas 04, Dinas 05."
    assert ("2 tautan dikirim" in answer, left in answer) == (True, True)


def test_only_the_leader_hands_out_and_only_own_units(trip: Trip) -> None:
    page, way = page_of("hand_out"), chosen(trip, AGENCIES[0], way="lembar")
    assert trip.phone(AGENCIES[0]).post(page, way).status_code == 403
    foreign = {**way, "unit": ["00000000-0000-7000-8000-000000000000"]}
    assert trip.phone().post(page, foreign).status_code == 422
    assert trip.phone().post(page, {**way, "unit": []}).status_code == 422
    assert trip.phone().post(page, {**way, "cara": "hapus"}).status_code == 422
