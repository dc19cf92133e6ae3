"""What guests write is theirs: the host finds no word of it, wherever it looks, and changes none of it unseen."""

import base64
import logging
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from balai.core.exchange.registry import export_kinds
from balai.foundation.accounts.models import Role, RoleGrant
from balai.foundation.accounts.testing import make_role, make_user, sign_in
from balai.foundation.organizations.api import unit_by_code
from balai.territory.guests.models import Note, Room
from balai.territory.guests.tests.conftest import WORD, Trip, page_of, write
from balai.territory.visits.models import Delegation

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
OTHER = "lemari-besi"  # stands in the same note: whoever searches for it must not find the note


@pytest.fixture
def noted(trip: Trip) -> Trip:
    """A note that was written, taken home in all forms, and asked about in vain."""
    phone, leader = trip.phone("Dinas 03"), trip.phone()
    write(phone, trip.sessions[1], saw=f"{WORD} {OTHER}", needs=WORD, decides=WORD)
    for form in ("pdf", "docx", "json"):
        assert phone.get(page_of("download", "unit", form)).status_code == 200
        assert leader.get(page_of("download", "rombongan", form)).status_code == 200
    return trip


def disguises(text: str) -> list[bytes]:
    """The text in the forms in which a table, a job or a file may carry it."""
    plain = text.encode()
    return [plain, plain.hex().encode(), base64.b64encode(plain)[:-4], base64.urlsafe_b64encode(plain)[:-4]]


def dump() -> bytes:
    """Every table of the database as a backup writes it: sessions, cache, jobs, events, history and outbox as well."""
    content = b""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()")
        for (table,) in cursor.fetchall():
            with cursor.copy(f"COPY {table} TO STDOUT") as rows:
                content += b"".join(rows)
    return content


def test_the_database_holds_no_word_and_no_code(noted: Trip) -> None:
    content = dump()
    assert b"Dinas 03" in content
    secrets = [WORD, OTHER, *noted.codes.values(), *(code.replace("-", "") for code in noted.codes.values())]
    found = [secret for secret in secrets for form in disguises(secret) if form in content]
    assert found == []
    keys = [noted.guest(name).key for name in noted.codes]
    assert [key for key in keys if key in content or key.hex().encode() in content] == []


def test_the_files_of_the_house_hold_no_word(noted: Trip) -> None:
    kept = [
        path
        for name in ("files", "cache", "mail")
        for path in Path(settings.HOME, name).rglob("*")
        if path.is_file()
    ]
    assert [path for path in kept if WORD.encode() in path.read_bytes()] == []


def test_the_logs_hold_no_word_and_no_code(trip: Trip, caplog, settings) -> None:
    settings.ACCESS_LOG = True
    with caplog.at_level(logging.DEBUG):
        phone = trip.phone("Dinas 03")
        write(phone, trip.sessions[1], saw=WORD)
        phone.get(page_of("session", trip.sessions[1].id))
        phone.post(page_of("enter"), {"kode": "salah"})
    told = " ".join(record.getMessage() for record in caplog.records)
    assert page_of("note", trip.sessions[1].id) in told
    assert [secret for secret in (WORD, trip.codes["Dinas 03"]) if secret in told] == []


def plain_addresses(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """All addresses of the house that take no keys."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from plain_addresses(entry.url_patterns, entry.namespace or space)
        elif entry.name:
            try:
                yield reverse(f"{space}:{entry.name}" if space else entry.name)
            except NoReverseMatch:
                continue


def addresses_of(trip: Trip) -> set[str]:
    """Those, all that the host's side has about the visit and its case, and every export."""
    visit, sessions = trip.visit.id, [one.id for one in trip.sessions]
    case = Delegation.objects.get(pk=visit).case_id
    about = [("delegation", visit), ("folder", visit), ("codes", visit), ("units", visit), ("notes", visit)]
    about += [("session", one) for one in sessions]
    paths = {reverse(f"visits:{name}", args=[key]) for name, key in about}
    paths |= {reverse("cases:case", args=[case]), reverse("audit:subject", args=[case])}
    paths |= {reverse("audit:subject", args=[room.pk]) for room in Room.objects.filter(name="Dinas 03")}
    paths |= {reverse("exchange:export", args=[kind.name]) for kind in export_kinds()}
    paths |= {reverse("visits:history_export", args=["xlsx"]), reverse("audit:export", args=["csv"])}
    return paths | set(plain_addresses(get_resolver().url_patterns))


def officer_with(roles: Iterable[str]) -> Client:
    """The browser of somebody who holds the roles over the regency and in the office that receives; nobody for none."""
    if not roles:
        return Client()
    user = make_user("tuan")
    for unit in (unit_by_code("35.10"), unit_by_code("35.10/kerja-sama")):
        for role in roles:
            RoleGrant.objects.create(
                user=user, role=make_role(role), unit_id=unit.id, starts_on=date(2020, 1, 1)
            )
    return sign_in(Client(), user)


@pytest.mark.parametrize("who", ["admin_kabupaten", "inspektur", "everybody", ""])
def test_no_role_finds_a_word_on_any_page(noted: Trip, who: str) -> None:
    """Signed out, as administrator, as auditor, and as somebody who holds every role that there is."""
    roles = [role.code for role in Role.objects.all()] if who == "everybody" else [who] if who else []
    officer = officer_with(roles)
    answers = {path: officer.get(path, {"q": OTHER, "cari": OTHER}) for path in sorted(addresses_of(noted))}
    assert [path for path, answer in answers.items() if WORD in _text(answer)] == []
    assert {answers[page_of(name)]["Location"] for name in ("book", "report", "rooms", "erase")} == {
        page_of("door")
    }
    if who == "everybody":
        seen = answers[reverse("visits:delegation", args=[noted.visit.id])]
        assert (seen.status_code, "Dinas 03" in _text(seen)) == (200, True)


def _text(answer: object) -> str:
    body = b"".join(answer) if getattr(answer, "streaming", False) else answer.content  # type: ignore[attr-defined]
    return bytes(body).decode(errors="replace")


def test_a_text_that_was_changed_or_moved_opens_for_nobody_and_the_rest_stays(trip: Trip) -> None:
    phone, session = trip.phone("Dinas 03"), trip.sessions[1]
    write(phone, session, saw="yang asli")
    write(phone, session, saw="yang diubah")
    write(trip.phone("Dinas 04"), session, saw="milik empat")
    write(phone, trip.sessions[2], saw="sesi lain")
    rows = {
        name: Note.objects.filter(room__name=name, session_id=session.id) for name in ("Dinas 03", "Dinas 04")
    }
    changed = rows["Dinas 03"].order_by("id").last()
    for planted in (
        bytes(changed.sealed)[:-1] + bytes([bytes(changed.sealed)[-1] ^ 1]),
        bytes(rows["Dinas 04"].get().sealed),
        bytes(Note.objects.get(session_id=trip.sessions[2].id).sealed),
        b"",
    ):
        Note.objects.filter(pk=changed.pk).update(sealed=planted)
        page = phone.get(page_of("session", session.id))
        assert (page.status_code, page.context["note"].is_damaged) == (200, True)
        assert [words.saw for words in page.context["note"].readable] == ["yang asli"]
        assert phone.get(page_of("download", "unit", "pdf")).status_code == 200
    assert "diubah dari luar" in trip.phone().get(page_of("report")).content.decode()


def test_a_room_whose_seals_were_changed_opens_for_nobody(trip: Trip) -> None:
    three, four = Room.objects.get(name="Dinas 03"), Room.objects.get(name="Dinas 04")
    write(trip.phone("Dinas 03"), trip.sessions[1], saw=WORD)
    phone = trip.phone("Dinas 03")
    Room.objects.filter(pk=three.pk).update(key_by_link=four.key_by_link, key_by_leader=four.key_by_leader)
    assert phone.get(page_of("book"))["Location"] == page_of("door")
    leader = trip.phone()
    assert WORD not in leader.get(page_of("report")).content.decode()
    assert "belum mempunyai tautan" in leader.get(page_of("room", three.pk)).content.decode()
    before = Room.objects.get(pk=three.pk).digest
    assert leader.post(page_of("room", three.pk)).status_code == 404
    assert Room.objects.get(pk=three.pk).digest == before


def test_a_digest_that_the_host_plants_opens_no_note(trip: Trip) -> None:
    """Whoever may write into the database can send a link of another room there, and finds it locked."""
    write(trip.phone("Dinas 03"), trip.sessions[1], saw=WORD)
    four = Room.objects.get(name="Dinas 04")
    digest = four.digest
    Room.objects.filter(pk=four.pk).update(digest="0" * 64)
    Room.objects.filter(name="Dinas 03").update(digest=digest)
    assert Client().post(page_of("enter"), {"kode": trip.codes["Dinas 04"]}).status_code == 404
