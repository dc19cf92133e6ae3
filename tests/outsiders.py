"""People of other governments with certificates of their own authorities, who sign at their own tool."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO

from asn1crypto import crl
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation.dss import DocumentSecurityStore
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


def person(
    name: str, issuer: Own | None, *, days: int = 365, organisation: str = "", asked_at: str = ""
) -> Own:
    """Somebody with a certificate; ``days`` below zero: it has ended. ``asked_at`` is where word about it is to be
    had: a list below ``/crl``, answers below ``/ocsp`` (both when it ends with neither).
    """
    return _made(name, issuer, days=days, organisation=organisation, asked_at=asked_at)


def listed(issuer: Own, *taken_back: Own, at: datetime | None = None) -> bytes:
    """The list of an authority with those that it took back, at a moment (now)."""
    now = datetime.now(UTC).replace(microsecond=0)
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer.certificate.subject)
    builder = builder.last_update(now - timedelta(minutes=5)).next_update(now + timedelta(days=7))
    for own in taken_back:
        entry = x509.RevokedCertificateBuilder().serial_number(own.certificate.serial_number)
        builder = builder.add_revoked_certificate(entry.revocation_date(at or now).build())
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


def answered(issuer: Own, question: bytes, *taken_back: Own, at: datetime | None = None) -> bytes:
    """The answer of an authority to a question about one certificate (RFC 6960)."""
    asked, now = ocsp.load_der_ocsp_request(question), datetime.now(UTC).replace(microsecond=0)
    is_back = asked.serial_number in {own.certificate.serial_number for own in taken_back}
    status = ocsp.OCSPCertStatus.REVOKED if is_back else ocsp.OCSPCertStatus.GOOD
    builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
        issuer_name_hash=asked.issuer_name_hash, issuer_key_hash=asked.issuer_key_hash,
        serial_number=asked.serial_number, algorithm=asked.hash_algorithm, cert_status=status,
        this_update=now - timedelta(minutes=5), next_update=now + timedelta(days=7),
        revocation_time=(at or now) if is_back else None, revocation_reason=None,
    )  # fmt: skip
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, issuer.certificate)
    for extension in asked.extensions:  # its nonce
        builder = builder.add_extension(extension.value, extension.critical)
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


def _made(
    name: str,
    issuer: Own | None,
    *,
    is_authority: bool = False,
    days: int = 365,
    organisation: str = "",
    asked_at: str = "",
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
    if asked_at and not asked_at.endswith("/ocsp"):
        place = x509.UniformResourceIdentifier(asked_at.removesuffix("/crl") + "/crl")
        builder = builder.add_extension(
            x509.CRLDistributionPoints([x509.DistributionPoint([place], None, None, None)]), False
        )
    if asked_at and not asked_at.endswith("/crl"):
        place = x509.UniformResourceIdentifier(asked_at.removesuffix("/ocsp") + "/ocsp")
        described = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)
        builder = builder.add_extension(x509.AuthorityInformationAccess([described]), False)
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
    told: bytes = b"",
) -> bytes:
    """The PDF with a signature more, as a common tool makes it; ``change`` alters something in the same update,
    ``told`` is a list of what the issuer took back, put into the file's security store.
    """
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
    return _with_list(signed, told) if told else signed.getvalue()


def _with_list(signed: BytesIO, told: bytes) -> bytes:
    signature = PdfFileReader(signed).embedded_signatures[-1]
    contents = signature.pkcs7_content.hex().encode()
    DocumentSecurityStore.add_dss(signed, contents, crls=[crl.CertificateList.load(told)])
    return signed.getvalue()
