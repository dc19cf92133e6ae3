"""The page behind the QR code: every state in plain words, nothing personal, files compared."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from balai.foundation.documents import api
from balai.foundation.documents.models import Throttle
from balai.foundation.documents.tests.conftest import FACTS

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


@pytest.fixture
def card(request_for, head) -> api.DocumentCard:
    return api.issue(head, request_for())


def page(code: str) -> tuple[int, str]:
    response = Client().get(f"/v/{code}")
    return response.status_code, response.content.decode()


def test_a_valid_document(card) -> None:
    status, text = page(card.code)
    assert status == 200
    for words in (
        "Surat ini asli dan berlaku",
        card.number,
        "Pemerintah Desa Tamansari",
        "SUWARNO",
        "S••• A•••",
    ):
        assert words in text
    assert "Penanda tangan uji coba" in text


def test_nothing_personal_is_shown(card) -> None:
    text = page(card.code)[1]
    for name in ("nama", "nik", "alamat", "nama_usaha", "keperluan", "pekerjaan"):
        assert str(FACTS[name]) not in text


def test_ended_documents(card, request_for, head) -> None:
    new = api.replace(head, card.id, request_for())
    text = page(card.code)[1]
    assert "Surat ini sudah diganti" in text
    assert f'href="/v/{new.code}"' in text
    api.revoke(head, new.id, "salah_data")
    text = page(new.code)[1]
    assert "Surat ini sudah dicabut" in text
    assert "Ada data yang keliru" in text


def test_a_document_past_its_validity(card) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=182)):
        assert "Surat ini asli, tetapi masa berlakunya habis" in page(card.code)[1]


def test_an_unknown_code(card) -> None:
    status, text = page("SKU-0000-0000-0000")
    assert (status, "Kode ini tidak kami kenal" in text) == (404, True)


@pytest.mark.parametrize("typed", ["{code}", " {lower} ", "{spaced}"])
def test_codes_typed_by_hand_lead_to_the_page(card, typed) -> None:
    text = typed.format(code=card.code, lower=card.code.lower(), spaced=card.code.replace("-", " "))
    response = Client().get("/v/", {"kode": text})
    assert (response.status_code, response["Location"]) == (302, f"/v/{card.code}")


def test_a_wrong_code_is_explained(card) -> None:
    response = Client().get("/v/", {"kode": card.code[:-1] + "!"})
    assert (response.status_code, "Kode ini belum benar" in response.content.decode()) == (404, True)


def send(card, content: bytes) -> tuple[int, str]:
    file = SimpleUploadedFile("surat.pdf", content, "application/pdf")
    response = Client().post(f"/v/{card.code}", {"berkas": file})
    return response.status_code, response.content.decode()


def test_the_issued_file_is_identical(card, head) -> None:
    pdf = api.open_document(head, card.id)[1]
    assert "Sama persis" in send(card, pdf)[1]


def test_a_changed_file_is_recognised(card, head) -> None:
    pdf = api.open_document(head, card.id)[1]
    inside = bytearray(pdf)
    inside[len(pdf) // 3] ^= 1
    for changed in (pdf + b"\n% ditambah", bytes(inside)):
        assert "Berkas ini diubah setelah ditandatangani" in send(card, changed)[1]


def test_other_files_are_foreign(card, request_for, head) -> None:
    other = api.issue(head, request_for())
    for content in (api.open_document(head, other.id)[1], b"%PDF-1.4 rusak", api.preview(request_for())):
        assert "Bukan berkas dari kami" in send(card, content)[1]


def test_what_is_no_pdf_is_said(card) -> None:
    assert send(card, b"GIF89a")[0] == 422
    assert Client().post(f"/v/{card.code}").status_code == 422


@pytest.mark.parametrize("size", [10_000_001, 50_000_000])
def test_a_large_file_is_stopped(card, size: int) -> None:
    status, text = send(card, b"%PDF-" + b"0" * size)
    assert (status, "Berkas lebih dari 10 MB" in text) == (413, True)


def test_a_post_needs_its_token(card) -> None:
    response = Client(enforce_csrf_checks=True).post(f"/v/{card.code}", {"berkas": BytesIO(b"%PDF-")})
    assert response.status_code == 403


def test_comparing_is_braked(card) -> None:
    answers = [send(card, b"%PDF-1")[0] for _ in range(21)]
    assert answers == [200] * 20 + [429]
    assert set(Throttle.objects.values_list("uses", flat=True)) == {21}


def test_the_root_certificate_is_public(db) -> None:
    response = Client().get("/v/sertifikat-akar.pem")
    assert response.status_code == 200
    assert response.content.startswith(b"-----BEGIN CERTIFICATE-----")
    assert b"PRIVATE" not in response.content
