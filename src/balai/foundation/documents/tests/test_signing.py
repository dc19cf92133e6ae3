"""Signatures: poppler trusts one and two of them, the page is ready before the first, keys are closed."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.conf import settings
from pyhanko.pdf_utils.reader import PdfFileReader

from balai.core.errors import Conflict, NotAllowed, NotVisible
from balai.foundation.accounts.testing import actor_of, make_officer
from balai.foundation.documents import api
from balai.foundation.documents.models import Document, IssuedNumber
from balai.foundation.documents.signing.authority import authority
from balai.foundation.documents.tests.pdfs import Seen, pdfsig
from balai.foundation.organizations import api as organizations

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
VALID, TRUSTED = "Signature is Valid.", "Certificate is Trusted."


@pytest.fixture
def camat(village):
    office = organizations.get_unit(village.parent_id)
    return actor_of(make_officer("camat.licin", "camat", office.id, full_name="Budi Santoso")), office


@pytest.fixture
def two_blocks(request_for, head, camat):
    officer, office = camat
    first = request_for().blocks[0]
    second = api.SignatureBlock(
        "Camat Licin", "BUDI SANTOSO", user_id=officer.user_id, unit_id=office.id, rank="Pembina",
        employee_number="197001011990031001",
    )  # fmt: skip
    return request_for(blocks=(first, second))


def test_poppler_trusts_one_signature(request_for, head, tmp_path) -> None:
    card = api.issue(head, request_for())
    _card, pdf = api.open_document(head, card.id)
    assert pdfsig(pdf, tmp_path) == [Seen("TandaTangan1", VALID, TRUSTED, True)]


def test_a_second_signature_leaves_the_first_valid(two_blocks, head, camat, citizen, tmp_path) -> None:
    officer, _office = camat
    card = api.issue(head, two_blocks)
    assert card.state == "waiting"
    with pytest.raises(NotAllowed):
        api.open_document(citizen, card.id)
    signed = api.sign(officer, card.id, 1)
    assert signed.state == "valid"
    assert [bool(each.signed_at) for each in signed.signatures] == [True, True]
    _card, pdf = api.open_document(citizen, card.id)
    assert pdfsig(pdf, tmp_path) == [
        Seen("TandaTangan1", VALID, TRUSTED, False),
        Seen("TandaTangan2", VALID, TRUSTED, True),
    ]


def test_every_block_stands_before_the_first_signature(two_blocks, head) -> None:
    card = api.issue(head, two_blocks)
    _card, pdf = api.open_document(head, card.id)
    reader = PdfFileReader(BytesIO(pdf))
    fields = [
        (each.get_object()["/T"], "/V" in each.get_object()) for each in reader.root["/AcroForm"]["/Fields"]
    ]
    assert fields == [("TandaTangan1", True), ("TandaTangan2", False)]


def test_a_block_is_signed_once_by_its_officer_in_turn(two_blocks, head, camat, outsider) -> None:
    officer, _office = camat
    card = api.issue(head, two_blocks)
    with pytest.raises(NotVisible):
        api.sign(outsider, card.id, 1)
    with pytest.raises(NotAllowed):
        api.sign(head, card.id, 1)
    with pytest.raises(NotAllowed):
        api.sign(replace(officer, second_factor=False), card.id, 1)
    assert Document.objects.get().files.count() == 1
    api.sign(officer, card.id, 1)
    with pytest.raises(Conflict):
        api.sign(officer, card.id, 1)
    assert Document.objects.get().files.count() == 2


def test_signing_needs_right_and_second_factor(request_for, head, operator, outsider) -> None:
    for actor in (operator, outsider, replace(head, second_factor=False)):
        with pytest.raises(NotAllowed):
            api.issue(actor, request_for())
    assert (Document.objects.count(), IssuedNumber.objects.count()) == (0, 0)


def test_the_certificate_names_officer_post_and_unit(request_for, head) -> None:
    card = api.issue(head, request_for())
    _card, pdf = api.open_document(head, card.id)
    signature = PdfFileReader(BytesIO(pdf)).embedded_signatures[0]
    assert signature.signer_cert.subject.native == {
        "country_name": "ID",
        "organization_name": "Pemerintah Desa Tamansari",
        "title": "Kepala Desa Tamansari",
        "common_name": "SUWARNO",
    }
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.sig_object["/Location"] == "Desa Tamansari"
    assert signature.sig_object["/Reason"] == f"Surat Keterangan Usaha {card.number}"


def test_keys_are_readable_by_the_owner_only(db) -> None:
    authority(settings.HOME)
    folder = settings.HOME / "keys" / "authority"
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in folder.glob("*.pem")}
    assert modes == {"root.pem": "0o600", "intermediate.pem": "0o600"}
    root = authority(settings.HOME).root.certificate
    assert (root.not_valid_after_utc - root.not_valid_before_utc).days == 3650


def test_signing_keeps_the_archive_format(request_for, head) -> None:
    """PDF/A-2b: declared in the metadata, with an output intent, embedded fonts, and an appearance for
    each field.
    """
    card = api.issue(head, request_for())
    _card, pdf = api.open_document(head, card.id)
    root = PdfFileReader(BytesIO(pdf)).root
    metadata = root["/Metadata"].data
    assert b"<pdfaid:part>2</pdfaid:part>" in metadata
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    (field,) = (each.get_object() for each in root["/AcroForm"]["/Fields"])
    assert "/N" in field["/AP"]
    assert field["/F"] & 0b100111 == 0b100  # printed, never hidden
    assert "/NeedAppearances" not in root["/AcroForm"]
    assert "/Encrypt" not in PdfFileReader(BytesIO(pdf)).trailer
