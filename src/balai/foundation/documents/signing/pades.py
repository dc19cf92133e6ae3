"""PAdES with pyHanko: empty fields first, then signatures as incremental updates that leave earlier
ones valid.
"""

from collections.abc import Sequence
from io import BytesIO

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import NoOpStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from balai.foundation.documents.engine.press import Box
from balai.foundation.documents.signing.authority import Authority, Identity
from balai.foundation.documents.signing.base import SignOrder

CMS_RESERVE = 8192  # hexadecimal digits for the signature container: three EC certificates need 3 kB
SIGNED_AND_APPENDED = 3  # bits of SigFlags: there are signature fields, and nothing may be rewritten
STAMPED_RESERVE = 32_768  # with the token of a timestamp authority and its chain


class Writer(IncrementalPdfFileWriter):
    """Leaves the metadata as Typst wrote it: pyHanko's rewriting changes prefixes that PDF/A prescribes."""

    def _update_meta(self) -> None:
        return


def field_name(place: int) -> str:
    """The name of the signature field of a block (places count from 0)."""
    return f"TandaTangan{place + 1}"


def add_fields(pdf: bytes, boxes: Sequence[Box]) -> bytes:
    """The PDF with one empty signature field for each block, in one incremental update.

    It says from now on that it may only be appended to: a tool that saves it whole would break what signs it.
    """
    writer = Writer(BytesIO(pdf))
    for box in boxes:
        left, bottom, right, top = (round(value) for value in box.corners)
        spec = fields.SigFieldSpec(field_name(box.place), on_page=box.page, box=(left, bottom, right, top))
        fields.append_signature_field(writer, spec)
    flags = generic.NumberObject(SIGNED_AND_APPENDED)  # type: ignore[no-untyped-call]
    writer.root["/AcroForm"]["/SigFlags"] = flags
    target = BytesIO()
    writer.write(target)  # type: ignore[no-untyped-call]
    return target.getvalue()


def as_signer(identity: Identity, authority: Authority) -> signers.SimpleSigner:
    """pyHanko's signer for an officer, with the chain embedded."""
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([_asn1(authority.intermediate.certificate), _asn1(authority.root.certificate)])
    der = identity.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return signers.SimpleSigner(
        signing_cert=_asn1(identity.certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(der),
        cert_registry=store,
    )


def sign(
    pdf: bytes, signer: signers.SimpleSigner, order: SignOrder, stamper: TimeStamper | None = None
) -> bytes:
    """The PDF with the field signed: PAdES-B-B, with a stamper B-T. The mark stands on the page already."""
    meta = signers.PdfSignatureMetadata(
        field_name=order.field_name,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        reason=order.reason,
        location=order.location,
        name=order.signatory.name,
    )
    pdf_signer = signers.PdfSigner(meta, signer=signer, stamp_style=NoOpStampStyle(), timestamper=stamper)
    writer = Writer(BytesIO(pdf))
    reserve = STAMPED_RESERVE if stamper else CMS_RESERVE
    signed = pdf_signer.sign_pdf(writer, existing_fields_only=True, bytes_reserved=reserve)
    return bytes(signed.getbuffer())


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
