"""People of other governments with certificates of their own authorities, who sign at their own tool."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore


@dataclass(frozen=True)
class Own:
    """A certificate with its key, and whoever issued it (None: itself)."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    issuer: "Own | None" = None

    @property
    def pem(self) -> str:
        """As an administrator pastes it."""
        return self.certificate.public_bytes(Encoding.PEM).decode()

    @property
    def serial(self) -> str:
        """As Balai writes it."""
        return f"{self.certificate.serial_number:x}"


def authority(name: str = "Penerbit Sertifikat Contoh") -> Own:
    """A certificate authority of its own."""
    return _made(name, None, is_authority=True)


def person(name: str, issuer: Own | None, *, days: int = 365, organisation: str = "") -> Own:
    """Somebody with a certificate; ``days`` below zero: it has ended."""
    return _made(name, issuer, days=days, organisation=organisation)


def _made(
    name: str, issuer: Own | None, *, is_authority: bool = False, days: int = 365, organisation: str = ""
) -> Own:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC).replace(microsecond=0)
    parts = [(NameOID.COMMON_NAME, name), (NameOID.ORGANIZATION_NAME, organisation)]
    subject = x509.Name([x509.NameAttribute(oid, text) for oid, text in parts if text])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=3650))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), True)
        .add_extension(_usage(is_authority), True)
    )
    signing = issuer.key if issuer else key
    return Own(builder.sign(signing, hashes.SHA256()), key, issuer)


def _usage(is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority, content_commitment=not is_authority, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=is_authority, crl_sign=is_authority,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def signed_by(
    own: Own,
    pdf: bytes,
    field: str,
    *,
    new_field: fields.SigFieldSpec | None = None,
    certify: bool = False,
    change: Callable[[IncrementalPdfFileWriter], None] | None = None,
) -> bytes:
    """The PDF with a signature more, as a common tool makes it; ``change`` alters something in the same update."""
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    if own.issuer:
        store.register(_asn1(own.issuer.certificate))
    der = own.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = signers.SimpleSigner(_asn1(own.certificate), asn1_keys.PrivateKeyInfo.load(der), store)
    meta = signers.PdfSignatureMetadata(
        field_name=field, subfilter=fields.SigSeedSubFilter.PADES, certify=certify, md_algorithm="sha256"
    )
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    if change:
        change(writer)
    pdf_signer = signers.PdfSigner(meta, signer=signer, new_field_spec=new_field)
    signed: BytesIO = pdf_signer.sign_pdf(writer, existing_fields_only=new_field is None)
    return signed.getvalue()
