"""What keeps a signature provable for decades: certificates, revocation and a timestamp over all of it (PAdES-B-LTA).

Added after the last signature: the security store (DSS) of every signature, then a document timestamp. Before the
certificate of that timestamp ends, the same once more for the timestamp: a chain without an end. All are incremental
updates that change nothing of what was signed, so all signatures stay valid.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import cast

from asn1crypto import pem, x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore, collect_validation_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend
from pyhanko_certvalidator.fetchers.api import FetcherBackend

from balai.foundation.documents.signing import stamping
from balai.foundation.documents.signing.asking import Careful
from balai.foundation.documents.signing.authority import Identity, authorities, revocation_lists
from balai.foundation.documents.signing.pades import Writer

FETCH_SECONDS = 10  # for one list or answer about revocation; this runs in a job
TOKEN_RESERVE = 32_768  # hexadecimal digits for a token with its chain
FAULTS = (*stamping.FAULTS, SigningError, SignatureValidationError, PathError, ValidationError)


class NotYet(RuntimeError):
    """The proof cannot be completed now; a later try may."""


@dataclass(frozen=True)
class Lasting:
    """A PDF that proves itself, and until when: the certificate of its last timestamp ends then."""

    pdf: bytes
    until: datetime


def lengthened(pdf: bytes, outsiders: Sequence[x509.Certificate] | None = None) -> Lasting:
    """The PDF with everything that proves its signatures; where a timestamp over all of it stands, what proves that
    one, and a new timestamp over it. ``outsiders`` are the roots of those who signed outside, None when nobody did:
    addresses in their certificates are asked with care. Raises NotYet, with the reason for the log.
    """
    authority_ = stamping.current_authority()
    if authority_ is None:
        raise NotYet("no timestamp authority is set")
    try:
        longer = asyncio.run(_lengthen(pdf, authority_, outsiders))
    except FAULTS as fault:
        raise NotYet(f"{type(fault).__name__}: {fault}") from fault
    return Lasting(longer, proven_until(longer))


def proven_until(pdf: bytes) -> datetime:
    """When the certificate of the last timestamp over the PDF ends."""
    stamp = PdfFileReader(BytesIO(pdf)).embedded_timestamp_signatures[-1]
    return cast(datetime, stamp.signer_cert.not_valid_after)


async def _lengthen(
    pdf: bytes, stamper: stamping.Authority, outsiders: Sequence[x509.Certificate] | None
) -> bytes:
    open_handed = outsiders is None
    fetchers = AIOHttpFetcherBackend(per_request_timeout=FETCH_SECONDS) if open_handed else Careful()
    try:
        context = _context(fetchers, outsiders or ())
        with_store = await _store_proofs(pdf, context)
        stamped = await PdfTimeStamper(stamper).async_timestamp_pdf(
            Writer(BytesIO(with_store)), "sha256", context, bytes_reserved=TOKEN_RESERVE
        )
    finally:
        await fetchers.close()  # type: ignore[no-untyped-call]
    return bytes(stamped.getbuffer())


async def _store_proofs(pdf: bytes, context: ValidationContext) -> bytes:
    """The security store with chain and revocation of what the next timestamp is to cover."""
    writer = Writer(BytesIO(pdf))
    for signature in _unproven(PdfFileReader(BytesIO(pdf))):
        paths = await collect_validation_info(signature, context)
        DocumentSecurityStore.supply_dss_in_writer(
            writer, signature.pkcs7_content.hex().encode(), paths=paths, validation_context=context
        )
    return _written(writer)


def _unproven(reader: PdfFileReader) -> list[EmbeddedPdfSignature]:
    """Every signature (with the timestamp that it may bear), or else the last timestamp over them: what it covers is
    proven by it, also when the certificates of then have ended.
    """
    stamps = reader.embedded_timestamp_signatures
    return stamps[-1:] or reader.embedded_regular_signatures


def _written(writer: Writer) -> bytes:
    target = BytesIO()
    writer.write(target)  # type: ignore[no-untyped-call]
    return target.getvalue()


def _context(fetchers: FetcherBackend, outsiders: Sequence[x509.Certificate]) -> ValidationContext:
    """Whom we trust while proofs are gathered; every certificate must come with word about its revocation."""
    own = authorities(settings.HOME)
    return ValidationContext(
        trust_roots=[*(_own(one.root) for one in own), *_outside_roots(), *outsiders],
        other_certs=[_own(one.intermediate) for one in own],
        crls=revocation_lists(settings.HOME),
        allow_fetching=True,
        revocation_mode="hard-fail",
        fetcher_backend=fetchers,
    )


def _outside_roots() -> Iterable[x509.Certificate]:
    path = str(settings.TIMESTAMP_AUTHORITY["roots"])
    return _roots_in(Path(path), Path(path).stat().st_mtime_ns) if path else ()


@lru_cache(maxsize=4)
def _roots_in(path: Path, _stamp: int) -> tuple[x509.Certificate, ...]:
    found = pem.unarmor(path.read_bytes(), multiple=True)
    return tuple(_load(content) for _kind, _headers, content in found)


def _own(identity: Identity) -> x509.Certificate:
    return _load(identity.certificate.public_bytes(Encoding.DER))


def _load(content: bytes) -> x509.Certificate:
    return x509.Certificate.load(content)
