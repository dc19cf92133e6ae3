"""Signatures that last: a timestamp while signing, the rest by a job, and never a wait beyond the limit."""

import asyncio
import time
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

from balai.foundation.accounts.testing import actor_of, make_officer
from balai.foundation.audit.models import Event
from balai.foundation.documents import api
from balai.foundation.documents.actions.lengthen import lengthen, lengthen_waiting, renew, renew_ending
from balai.foundation.documents.models import Document
from balai.foundation.documents.signing import stamping
from balai.foundation.documents.signing.authority import _load_authority, _load_officer, authority
from balai.foundation.documents.signing.longterm import NotYet
from balai.foundation.documents.tests.pdfs import pdfsig
from balai.foundation.documents.tests.stand_in import STALL, StandIn, authority_of_time
from balai.foundation.organizations import api as organizations
from balai.runtime.keyring.replacing import rotate_authority

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
LIMIT = 1.0
VALID = "Signature is Valid."


@pytest.fixture
def clock(settings, tmp_path) -> Iterator[StandIn]:
    """A timestamp authority that the installation is set to."""
    with authority_of_time() as stand_in:
        roots = tmp_path / "waktu.pem"
        roots.write_bytes(stand_in.root_pem)
        settings.TIMESTAMP_AUTHORITY = {
            "url": stand_in.url, "authorization": "", "limit": LIMIT, "roots": str(roots),
        }  # fmt: skip
        stamping._authority.cache_clear()
        yield stand_in


@pytest.fixture
def two_blocks(request_for, village):
    """A letter for the head of the village and the head of the sub-district, with the latter."""
    office = organizations.get_unit(village.parent_id)
    camat = actor_of(make_officer("camat.licin", "camat", office.id, full_name="Budi Santoso"))
    block = api.SignatureBlock("Camat Licin", "BUDI SANTOSO", user_id=camat.user_id, unit_id=office.id)
    return request_for(blocks=(request_for().blocks[0], block)), camat


def pdf_of(actor, card) -> bytes:
    return api.open_document(actor, card.id)[1]


def roots(clock: StandIn) -> list[asn1_x509.Certificate]:
    local = authority(settings.HOME).root.certificate.public_bytes(Encoding.DER)
    return [asn1_x509.Certificate.load(one) for one in (local, pem.unarmor(clock.root_pem)[2])]


def judged(pdf: bytes, clock: StandIn) -> list[tuple[str, bool, bool, bool]]:
    """Each signature as pyHanko validates it: field, intact and trusted, timestamp valid, changes allowed."""
    found = []
    for one in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures:
        status = validate_pdf_signature(one, ValidationContext(trust_roots=roots(clock)))
        stamp = status.timestamp_validity
        has_stamp = stamp is not None and stamp.valid and stamp.trusted
        found.append((one.field_name, status.valid and status.trusted, has_stamp, status.bottom_line))
    return found


def lasting(pdf: bytes, clock: StandIn) -> list[object]:
    """Whether each signature is valid by nothing but what stands in the file, as long-term validation asks."""
    trust = SimpleTrustManager.build(trust_roots=roots(clock))
    policy = CertValidationPolicySpec(trust, CertRevTrustPolicy(REQUIRE_REVINFO))
    nothing_outside = RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY)
    wanted = PdfSignatureValidationSpec(SignatureValidationSpec(policy, nothing_outside))
    return [
        asyncio.run(ades_lta_validation(one, wanted)).ades_subindic
        for one in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    ]


def proven_by_itself(
    pdf: bytes, clock: StandIn, trusted: list[asn1_x509.Certificate] | None = None
) -> list[bool]:
    """Signatures and document timestamps, valid by the revocation data in the file alone."""
    reader = PdfFileReader(BytesIO(pdf))
    wanted = {"trust_roots": trusted or roots(clock), "allow_fetching": False, "revocation_mode": "require"}

    def context() -> ValidationContext:
        return DocumentSecurityStore.read_dss(reader).as_validation_context(wanted)

    signatures = [validate_pdf_signature(one, context()) for one in reader.embedded_regular_signatures]
    stamps = [validate_pdf_timestamp(one, context()) for one in reader.embedded_timestamp_signatures]
    return [*(one.bottom_line for one in signatures), *(one.valid and one.trusted for one in stamps)]


def test_a_signature_bears_its_timestamp_and_a_job_adds_the_rest(request_for, head, clock) -> None:
    card = api.issue(head, request_for())
    document = Document.objects.get()
    assert (document.proof, clock.asked) == ("B-T", 1)
    before = pdf_of(head, card)
    assert judged(before, clock) == [("TandaTangan1", True, True, True)]
    assert lengthen(document.pk)
    document.refresh_from_db()
    after = pdf_of(head, card)
    assert (document.proof, document.files.count(), after.startswith(before)) == ("B-LTA", 2, True)
    assert clock.listed >= 1
    assert len(after) - len(before) < 60_000
    assert judged(after, clock) == [("TandaTangan1", True, True, True)]
    assert lasting(after, clock) == [AdESPassed.OK]
    assert proven_by_itself(after, clock) == [True, True]
    assert not lengthen(document.pk)


@pytest.mark.parametrize("mood", ["error", "nonsense", "stall"])
def test_an_authority_that_fails_holds_nobody_up(mood, request_for, head, clock) -> None:
    clock.mood = mood
    start = time.monotonic()
    card = api.issue(head, request_for())
    assert time.monotonic() - start < STALL  # the authority has not come to its end
    assert (card.state, Document.objects.get().proof) == ("valid", "B-B")
    assert judged(pdf_of(head, card), clock) == [("TandaTangan1", True, False, True)]
    api.issue(head, request_for())
    assert clock.asked == 1  # it is left alone for a while


def test_two_signatures_without_a_timestamp_get_one_later_and_stay_valid(
    two_blocks, head, clock, tmp_path
) -> None:
    request, camat = two_blocks
    clock.mood = "error"
    card = api.issue(head, request)
    api.sign(camat, card.id, 1)
    document = Document.objects.get()
    assert (document.state, document.proof) == ("valid", "B-B")
    with pytest.raises(NotYet):
        lengthen(document.pk)
    assert lengthen_waiting() == 0
    assert document.files.count() == 2
    clock.mood = "ok"
    assert lengthen_waiting() == 1
    pdf = pdf_of(camat, card)
    assert judged(pdf, clock) == [
        ("TandaTangan1", True, False, True),
        ("TandaTangan2", True, False, True),
    ]
    assert proven_by_itself(pdf, clock) == [True, True, True]
    seen = {one.field: one.signature for one in pdfsig(pdf, tmp_path)}
    assert (seen["TandaTangan1"], seen["TandaTangan2"]) == (VALID, VALID)


def test_a_letter_that_waits_for_a_signature_is_not_lengthened_yet(two_blocks, head, clock) -> None:
    card = api.issue(head, two_blocks[0])
    assert card.state == "waiting"
    assert not lengthen(card.id)
    assert lengthen_waiting() == 0


def test_the_file_from_before_still_counts_as_the_same_letter(two_blocks, head, clock) -> None:
    request, camat = two_blocks
    card = api.issue(head, request)
    first = pdf_of(head, card)
    api.sign(camat, card.id, 1)
    signed = pdf_of(head, card)
    assert lengthen(card.id)
    assert lasting(pdf_of(head, card), clock) == [AdESPassed.OK, AdESPassed.OK]
    found = [api.compare(card.code, one).likeness for one in (first, signed, pdf_of(head, card))]
    assert found == ["earlier", "identical", "identical"]
    assert api.compare(card.code, signed + b"%").likeness == "changed"
    assert api.verify(card.code).is_lasting


def test_the_last_timestamp_is_renewed_before_it_ends(request_for, head, clock) -> None:
    clock.days = 10
    card = api.issue(head, request_for())
    assert lengthen(card.id)
    before, document = pdf_of(head, card), Document.objects.get()
    assert document.proof_until.date() == timezone.now().date() + timedelta(days=10)
    with pytest.raises(NotYet, match="no certificate yet that lasts longer"):
        renew(document.pk)
    clock.days = 4000
    assert renew_ending() == 1
    after = pdf_of(head, card)
    document.refresh_from_db()
    assert document.proof_until.date() == timezone.now().date() + timedelta(days=4000)
    assert (document.files.count(), after.startswith(before)) == (3, True)
    assert lasting(after, clock) == [AdESPassed.OK]
    assert proven_by_itself(after, clock) == [True, True, True]
    assert [api.compare(card.code, one).likeness for one in (before, after)] == ["identical", "identical"]
    assert renew_ending() == 0
    assert Event.objects.filter(name="documents.proof_renewed").count() == 1


def test_an_end_that_nobody_noted_is_read_from_the_file(request_for, head, clock) -> None:
    card = api.issue(head, request_for())
    assert lengthen(card.id)
    Document.objects.update(proof_until=None)
    assert renew_ending() == 0
    assert Document.objects.get().proof_until.date() == timezone.now().date() + timedelta(days=365)


def test_an_authority_that_answers_about_revocation_needs_no_list(request_for, head, clock) -> None:
    clock.tells = "ocsp"
    card = api.issue(head, request_for())
    assert lengthen(card.id)
    assert (clock.listed, clock.answered > 0) == (0, True)
    pdf = pdf_of(head, card)
    store = DocumentSecurityStore.read_dss(PdfFileReader(BytesIO(pdf)))
    assert len(store.ocsps) >= 1
    assert lasting(pdf, clock) == [AdESPassed.OK]


def test_a_letter_waits_through_a_new_trial_authority(request_for, head, clock) -> None:
    """The key was changed after the letter was signed and before its proof was complete."""
    trusted = roots(clock)
    card = api.issue(head, request_for())
    rotate_authority(settings.HOME)
    _load_authority.cache_clear()
    _load_officer.cache_clear()
    assert authority(settings.HOME).root_pem != trusted[0]
    assert lengthen(card.id)
    with_old_root = [*trusted, *roots(clock)]
    pdf = pdf_of(head, card)
    assert proven_by_itself(pdf, clock, with_old_root) == [True, True]


def test_without_an_authority_nothing_is_asked_or_noted(request_for, head) -> None:
    card = api.issue(head, request_for())
    assert Document.objects.get().proof == ""
    assert lengthen_waiting() == 0
    assert not api.verify(card.code).is_lasting
