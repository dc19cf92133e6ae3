"""The pages of notices: the person's list and choices, the administrator's queue and texts."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer
from balai.foundation.audit.api import events_of
from balai.foundation.cases.tests.cast import Cast, client_of, submit
from balai.foundation.notices.api import notify
from balai.foundation.notices.digest import release_digests
from balai.foundation.notices.models import Delivery, Notice, Preference, Wording
from balai.foundation.notices.outbox.sending import deliver
from balai.foundation.notices.testing import StandIn
from balai.foundation.notices.tests.kinds import FREE
from balai.foundation.notices.unsubscribe import unsubscribe_address
from balai.foundation.organizations.models import Unit

pytestmark = pytest.mark.django_db
State = Delivery.State


def reach(actor: Actor, address: str = "siti@example.test") -> None:
    """Give the person an address."""
    User.objects.filter(pk=actor.user_id).update(email=address)


@pytest.fixture
def admin(cast: Cast) -> Client:
    regency = Unit.objects.get(code="35.10")
    return client_of(actor_of(make_officer("admin", "admin_kabupaten", regency.pk, full_name="Galih")))


@pytest.fixture
def dead(cast: Cast) -> Delivery:
    """The citizen's receipt, refused for good."""
    reach(cast.citizen)
    submit(cast)
    row = Delivery.objects.get(notice__kind="cases.received")
    Delivery.objects.filter(pk=row.pk).update(state=State.DEAD, reason="550 no such user", attempts=1)
    row.refresh_from_db()
    return row


def tell_often(actor: Actor, count: int) -> None:
    for number in range(count):
        notify(
            SYSTEM,
            FREE.code,
            recipient_id=actor.user_id,
            subject=User.objects.get(pk=actor.user_id),
            facts={"what": str(number)},
            link="/permohonan/",
        )


def test_the_list_shows_opens_and_ticks_off(cast: Cast) -> None:
    card = submit(cast)
    client = client_of(cast.citizen)
    page = client.get("/akun/pemberitahuan/").content.decode()
    assert f"Surat Uji Anda diterima dengan kode {card.code}" in page
    assert page.count("(belum dibaca)") == 1
    notice = Notice.objects.get(recipient_id=cast.citizen.user_id)
    opened = client.get(f"/akun/pemberitahuan/{notice.pk}/")
    assert (opened.status_code, opened["Location"]) == (302, f"/permohonan/{card.id}/")
    notice.refresh_from_db()
    first_read = notice.read_at
    client.get(f"/akun/pemberitahuan/{notice.pk}/")
    notice.refresh_from_db()
    assert notice.read_at == first_read
    assert "(belum dibaca)" not in client.get("/akun/pemberitahuan/").content.decode()
    assert "Semua sudah dibaca" in client.get("/akun/pemberitahuan/?tampil=baru").content.decode()


def test_nobody_opens_another_persons_notice(cast: Cast) -> None:
    submit(cast)
    notice = Notice.objects.get(recipient_id=cast.citizen.user_id)
    assert client_of(cast.operator).get(f"/akun/pemberitahuan/{notice.pk}/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_are_ticked_off_and_one_returns_to_the_same_room(cast: Cast) -> None:
    tell_often(cast.operator, 3)
    client = client_of(cast.operator)
    back = client.post("/akun/pemberitahuan/terbaca/", {"kembali": "/kerja/pemberitahuan/saya/"})
    assert back["Location"] == "/kerja/pemberitahuan/saya/"
    assert not Notice.objects.unread().exists()
    away = client.post("/akun/pemberitahuan/terbaca/", {"kembali": "//evil.example/"})
    assert away["Location"] == "/akun/pemberitahuan/"


def test_the_list_speaks_english(cast: Cast) -> None:
    card = submit(cast)
    client = client_of(cast.citizen)
    client.cookies["django_language"] = "en"
    page = client.get("/akun/pemberitahuan/").content.decode()
    assert f"Your Surat Uji was received under the code {card.code}" in page


def test_the_list_costs_the_same_for_ten_and_for_a_hundred(cast: Cast) -> None:
    client, costs = client_of(cast.citizen), []
    for more in (10, 90):
        tell_often(cast.citizen, more)
        client.get("/akun/pemberitahuan/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/akun/pemberitahuan/")
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12


def test_a_choice_is_kept_and_a_duty_is_not_offered(cast: Cast) -> None:
    client = client_of(cast.citizen)
    page = client.get("/akun/pemberitahuan/pilihan/").content.decode()
    assert 'name="email:cases.moved"' in page
    assert "cases.rejected" not in page
    assert "Keputusan atas permohonan Anda wajib diberitahukan." in page
    assert "tasks.new" not in page
    client.post("/akun/pemberitahuan/pilihan/", {"email:cases.moved": "off", "email:cases.rejected": "off"})
    kept = Preference.objects.values_list("person_id", "kind", "channel", "pace")
    assert list(kept) == [(cast.citizen.user_id, "cases.moved", "email", "off")]
    client.post("/akun/pemberitahuan/pilihan/", {"email:cases.moved": "now"})
    assert not Preference.objects.exists()


def test_a_choice_that_does_not_exist_is_refused(cast: Cast) -> None:
    answer = client_of(cast.citizen).post("/akun/pemberitahuan/pilihan/", {"email:cases.moved": "daily"})
    assert answer.status_code == 422
    assert not Preference.objects.exists()


def test_what_is_switched_off_does_not_come(cast: Cast) -> None:
    reach(cast.citizen)
    own = {"person_id": cast.citizen.user_id, "kind": FREE.code, "pace": "off"}
    Preference.objects.create(channel="email", **own)
    Preference.objects.create(channel="app", **own)
    tell_often(cast.citizen, 1)
    assert not Delivery.objects.exists()
    assert not Notice.objects.visible_to(cast.citizen).exists()


def test_a_mail_program_switches_off_with_one_post_and_without_signing_in(cast: Cast) -> None:
    address = unsubscribe_address(cast.citizen.user_id, "cases.moved").removeprefix("http://127.0.0.1:8000")
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.get(address).status_code == 200
    assert not Preference.objects.exists()
    assert visitor.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Preference.objects.get().pace == "off"
    assert visitor.post(address[:-2] + "x/").status_code == 404
    duty = unsubscribe_address(cast.citizen.user_id, "cases.rejected").removeprefix("http://127.0.0.1:8000")
    assert visitor.post(duty).status_code == 422
    assert Preference.objects.count() == 1


def test_letters_speak_the_persons_language_and_say_how_to_stop(cast: Cast, server: StandIn) -> None:
    reach(cast.citizen)
    User.objects.filter(pk=cast.citizen.user_id).update(language="en", full_name="Siti <b>")
    tell_often(cast.citizen, 1)
    card = submit(cast)
    deliver("email")
    free, receipt = server.letters
    assert (
        free["List-Unsubscribe"]
        .strip()
        .startswith("<https://balai.example.go.id/akun/pemberitahuan/berhenti/")
    )
    assert free["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert receipt["List-Unsubscribe"] is None
    assert receipt["Subject"] == f"Application {card.code} received"
    text = receipt.get_body(("plain",)).get_content()
    assert "we have received your application for Surat Uji" in text
    assert f"Open in Balai: https://balai.example.go.id/permohonan/{card.id}/" in text
    html = receipt.get_body(("html",)).get_content()
    assert "Siti &lt;b&gt;" in html
    assert "<script" not in html


def test_the_digest_gathers_what_was_held(cast: Cast, server: StandIn) -> None:
    reach(cast.operator, "oki@example.test")
    first, second = submit(cast), submit(cast)
    assert release_digests() == 0, "it is not morning yet"
    Delivery.objects.update(due_at=timezone.now())
    assert release_digests() == 1
    assert deliver("email") == 1
    (letter,) = server.letters
    assert letter["Subject"] == "2 pemberitahuan sejak kemarin"
    text = letter.get_body(("plain",)).get_content()
    assert text.count("• Tugas baru: ") == 2
    states = Delivery.objects.filter(notice__recipient_id=cast.operator.user_id).order_by("id")
    assert list(states.values_list("state", flat=True)) == [State.CARRIED, State.SENT]
    assert first.code != second.code


def test_one_held_notice_goes_out_as_itself(cast: Cast, server: StandIn) -> None:
    reach(cast.operator, "oki@example.test")
    submit(cast)
    Delivery.objects.update(due_at=timezone.now())
    release_digests()
    deliver("email")
    assert server.letters[0]["Subject"] == "Tugas baru: Surat Uji, Warung Bu Siti"


def test_the_queue_shows_dead_letters_with_reason_and_without_the_address(
    admin: Client, dead: Delivery
) -> None:
    page = admin.get("/kerja/pemberitahuan/").content.decode()
    assert "550 no such user" in page
    assert "Siti (fiktif)" in page
    one = admin.get(f"/kerja/pemberitahuan/{dead.pk}/").content.decode()
    assert "s•••@example.test" in one
    assert "siti@example.test" not in page + one
    empty = admin.get("/kerja/pemberitahuan/?q=Tidak+ada").content.decode()
    assert "Tidak ada kiriman di sini" in empty


def test_a_dead_letter_is_sent_again_once(admin: Client, dead: Delivery, server: StandIn) -> None:
    assert admin.post(f"/kerja/pemberitahuan/{dead.pk}/ulang/").status_code == 302
    assert admin.post(f"/kerja/pemberitahuan/{dead.pk}/ulang/").status_code == 409
    assert [event.name for event in events_of(dead.pk)] == ["notices.retried"]
    assert deliver("email") == 1
    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == (State.SENT, 1)


def test_letting_go_needs_a_reason(admin: Client, dead: Delivery) -> None:
    assert admin.post(f"/kerja/pemberitahuan/{dead.pk}/", {"reason": "singkat"}).status_code == 422
    dead.refresh_from_db()
    assert dead.state == State.DEAD
    assert not events_of(dead.pk)
    reason = "Alamat tidak ada lagi, sudah ditelepon."
    assert admin.post(f"/kerja/pemberitahuan/{dead.pk}/", {"reason": reason}).status_code == 302
    dead.refresh_from_db()
    assert (dead.state, dead.reason) == (State.DROPPED, reason)
    assert [event.name for event in events_of(dead.pk)] == ["notices.given_up"]


def test_after_an_outage_all_dead_letters_go_again(admin: Client, dead: Delivery) -> None:
    admin.post("/kerja/pemberitahuan/ulang/")
    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == (State.WAITING, 0)


def texts(**changes: str) -> dict[str, str]:
    row = Wording.objects.get(kind="cases.returned")
    fields = {f"{part}_{one}": row.texts[part][one] for part in row.texts for one in ("id", "en")}
    return fields | changes


def test_the_regency_says_it_in_its_own_words_and_can_go_back(admin: Client, cast: Cast) -> None:
    address = "/kerja/pemberitahuan/teks/cases.returned/"
    original = Wording.objects.get(kind="cases.returned").original
    assert admin.post(address, texts(short_id="Mohon perbaiki {code}: {reason}")).status_code == 302
    row = Wording.objects.get(kind="cases.returned")
    assert (row.texts["short"]["id"], row.original) == ("Mohon perbaiki {code}: {reason}", original)
    assert row.edited_by == "Galih"
    Wording.objects.filter(pk=row.pk).update(original={**original, "subject": {"id": "x", "en": "x"}})
    assert "teks asal sudah baru" in admin.get("/kerja/pemberitahuan/teks/").content.decode()
    assert admin.post(f"{address}asal/").status_code == 302
    row.refresh_from_db()
    assert row.edited is None
    names = [event.name for event in events_of(row.pk)]
    assert names == ["notices.wording_changed", "notices.wording_restored"]


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("short_id", "{nik} Anda", "isian “{nik}” tidak dikenal"),
        ("body_en", "Correct it.", "isian “{reason}” wajib disebut"),
        ("subject_id", "{code", "kurung kurawal tidak berpasangan"),
        ("short_en", "{code.__class__}", "isian ditulis sebagai {nama}"),
    ],
)
def test_a_faulty_text_is_refused_where_it_stands(
    admin: Client, field: str, text: str, sentence: str
) -> None:
    answer = admin.post("/kerja/pemberitahuan/teks/cases.returned/", texts(**{field: text}))
    assert answer.status_code == 422
    assert sentence in answer.content.decode().replace("&#x27;", "'")
    assert Wording.objects.get(kind="cases.returned").edited is None


def test_the_queue_costs_the_same_for_ten_and_for_a_hundred(admin: Client, cast: Cast) -> None:
    reach(cast.citizen)
    costs: list[Any] = []
    for more in (10, 90):
        tell_often(cast.citizen, more)
        admin.get("/kerja/pemberitahuan/?tampil=menunggu")
        with CaptureQueriesContext(connection) as queries:
            admin.get("/kerja/pemberitahuan/?tampil=menunggu")
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 16
