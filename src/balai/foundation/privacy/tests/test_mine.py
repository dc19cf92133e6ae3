"""What a person sees of their own data."""

import json
from pathlib import Path

import pytest

from balai.foundation.accounts.models import User
from balai.foundation.audit.models import PersonalRead
from balai.foundation.cases.tests.cast import Cast, client_of, submit
from balai.foundation.documents.tests.pdfs import text_of

pytestmark = pytest.mark.django_db(databases="__all__")
NIK = "3510246505900001"


def known(cast: Cast) -> None:
    """The citizen has a number and an address."""
    User.objects.filter(pk=cast.citizen.user_id).update(email="siti@example.test")
    user = User.objects.get(pk=cast.citizen.user_id)
    user.nik = NIK
    user.save()


def looks() -> list[tuple[str, object, str]]:
    """The log of looks, as its own connection has written it."""
    return list(PersonalRead.objects.using("witness").values_list("what", "actor_id", "why"))


def test_the_page_shows_what_is_held_masked_and_logs_the_look(cast: Cast) -> None:
    known(cast)
    card = submit(cast)
    page = client_of(cast.citizen).get("/akun/data-saya/").content.decode()
    assert "••••••••••••0001" in page
    assert NIK not in page
    assert "siti@example.test" in page
    assert card.code in page
    assert looks() == [("data", cast.citizen.user_id, "halaman Data saya, oleh pemiliknya")]


def test_the_page_says_who_looked_why_and_who_was_refused(cast: Cast) -> None:
    common = {"person_id": cast.citizen.user_id, "subject_kind": "accounts.user", "what": "nik"}
    common["subject_id"] = cast.citizen.user_id
    PersonalRead.objects.create(actor_name="Oki", why="memeriksa KTP", allowed=True, **common)
    PersonalRead.objects.create(actor_name="Lulu", why="ingin tahu", allowed=False, **common)
    page = client_of(cast.citizen).get("/akun/data-saya/").content.decode()
    assert page.index("Lulu") < page.index("ditolak") < page.index("Oki") < page.index("memeriksa KTP")


def test_the_number_is_shown_once_and_only_on_request(cast: Cast) -> None:
    known(cast)
    client = client_of(cast.citizen)
    assert NIK in client.post("/akun/data-saya/nik/").content.decode()
    assert NIK not in client.get("/akun/data-saya/").content.decode()
    assert [what for what, _who, _why in looks()] == ["nik", "data", "data"]


def test_the_files_say_the_same_and_carry_no_number(cast: Cast, tmp_path: Path) -> None:
    known(cast)
    card = submit(cast)
    client = client_of(cast.citizen)
    answer = client.get("/akun/data-saya/unduh.json")
    assert answer["Content-Disposition"].startswith('attachment; filename="data-saya-')
    held = json.loads(answer.content)
    assert (held["format"], held["version"], held["name"]) == ("balai-data-saya", 2, "Siti (fiktif)")
    assert [section["code"] for section in held["sections"]] == ["identity", "case", "keys"]
    assert {"name": "nik", "label": "NIK", "value": "••••••••••••0001"} in held["sections"][0]["facts"]
    assert held["sections"][1]["since"] == card.submitted_at.isoformat()
    paper = client.get("/akun/data-saya/unduh.pdf")
    assert paper["Content-Type"] == "application/pdf"
    words = text_of(paper.content, tmp_path)
    assert card.code in words
    assert "••••••••••••0001" in words
    assert NIK not in words + answer.content.decode()
    assert [why for _what, _who, why in looks()] == ["unduhan, oleh pemiliknya"] * 2


def test_a_name_in_letters_that_no_font_has_still_prints(cast: Cast, tmp_path: Path) -> None:
    known(cast)
    User.objects.filter(pk=cast.citizen.user_id).update(full_name="Siti \U0001f600 漢")
    paper = client_of(cast.citizen).get("/akun/data-saya/unduh.pdf")
    assert "Data saya: Siti ? ?" in text_of(paper.content, tmp_path)


def test_nothing_of_others_is_shown(cast: Cast) -> None:
    submit(cast)
    page = client_of(cast.outsider).get("/akun/data-saya/").content.decode()
    assert "Siti" not in page
    assert "Surat Uji" not in page
