"""A timestamp authority for tests: a web server of its own, which can fail, stall and talk nonsense."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

STALL = (
    30.0  # seconds between two bytes of a stalled answer are far fewer, so that only a whole limit ends it
)


@dataclass
class StandIn:
    """The server's address and how it behaves now: ``ok``, ``error``, ``nonsense`` or ``stall``.

    ``days`` is how long the certificate of its timestamps still lasts, ``tells`` how it says that the certificate was
    not taken back: by a list (``crl``) or when asked (``ocsp``).
    """

    url: str
    root_pem: bytes
    mood: str = "ok"
    days: int = 365
    tells: str = "crl"
    asked: int = 0
    listed: int = 0
    answered: int = 0
    ended: threading.Event = field(default_factory=threading.Event)


@contextmanager
def authority_of_time() -> Iterator[StandIn]:
    """The running stand-in."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    url = f"http://127.0.0.1:{server.server_address[1]}"
    root = _root()
    stand_in = StandIn(url, root.certificate.public_bytes(Encoding.PEM))
    server.stand_in, server.root = stand_in, root  # type: ignore[attr-defined]
    server.stamp_key, server.stampers = _key(), {}  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield stand_in
    finally:
        stand_in.ended.set()
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Any

    def do_GET(self) -> None:  # the list of revoked certificates
        self.server.stand_in.listed += 1
        self._answer("application/pkix-crl", _crl(self.server.root))

    def do_POST(self) -> None:
        stand_in = self.server.stand_in
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/ocsp":
            stand_in.answered += 1
            return self._answer("application/ocsp-response", _good(self.server.root, body))
        stand_in.asked += 1
        if stand_in.mood == "error":
            return self.send_error(503)
        if stand_in.mood == "stall":
            return self._drip(stand_in)
        if stand_in.mood == "nonsense":
            return self._answer("application/timestamp-reply", b"bukan stempel")
        reply = self._stamper(stand_in).request_tsa_response(tsp.TimeStampReq.load(body))
        return self._answer("application/timestamp-reply", reply.dump())

    def _stamper(self, stand_in: StandIn) -> DummyTimeStamper:
        """One certificate as long as nothing about it changes."""
        kept, wanted = self.server.stampers, (stand_in.days, stand_in.tells)
        if wanted not in kept:
            kept[wanted] = _stamper(self.server.root, self.server.stamp_key, stand_in)
        return kept[wanted]

    def _answer(self, kind: str, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _drip(self, stand_in: StandIn) -> None:
        """A byte now and then: no single read times out."""
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        end = time.monotonic() + STALL
        while time.monotonic() < end and not stand_in.ended.wait(0.05):
            try:
                self.wfile.write(b"0")
            except OSError:
                return

    def log_message(self, *_words: Any) -> None:
        return


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class Root:
    """The certificate that is trusted, with its key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey


def _root() -> Root:
    key = _key()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Akar Waktu Uji")])
    builder = _builder(name, name, key.public_key(), key, 3650)
    return Root(builder.sign(key, hashes.SHA256()), key)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey, signing: rsa.RSAPrivateKey, days: int
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=subject == issuer, path_length=None), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False)
    )


def _crl(root: Root) -> bytes:
    now = datetime.now(UTC)
    builder = x509.CertificateRevocationListBuilder().issuer_name(root.certificate.subject)
    builder = builder.last_update(now - timedelta(hours=1)).next_update(now + timedelta(days=7))
    return builder.sign(root.key, hashes.SHA256()).public_bytes(Encoding.DER)


def _good(root: Root, question: bytes) -> bytes:
    """Nothing was taken back (RFC 6960)."""
    asked, now = ocsp.load_der_ocsp_request(question), datetime.now(UTC)
    builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
        issuer_name_hash=asked.issuer_name_hash,
        issuer_key_hash=asked.issuer_key_hash,
        serial_number=asked.serial_number,
        algorithm=asked.hash_algorithm,
        cert_status=ocsp.OCSPCertStatus.GOOD,
        this_update=now - timedelta(hours=1),
        next_update=now + timedelta(days=7),
        revocation_time=None,
        revocation_reason=None,
    )
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, root.certificate)
    for extension in asked.extensions:  # its nonce
        builder = builder.add_extension(extension.value, extension.critical)
    return builder.sign(root.key, hashes.SHA256()).public_bytes(Encoding.DER)


def _stamper(root: Root, key: rsa.RSAPrivateKey, stand_in: StandIn) -> DummyTimeStamper:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Waktu Uji {stand_in.days} {stand_in.tells}")])
    builder = _builder(name, root.certificate.subject, key.public_key(), root.key, stand_in.days)
    builder = builder.add_extension(_where(stand_in), False)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
    made = builder.sign(root.key, hashes.SHA256())
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    load = asn1_x509.Certificate.load
    return DummyTimeStamper(
        load(made.public_bytes(Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(private),
        certs_to_embed=[load(root.certificate.public_bytes(Encoding.DER))],
    )


def _where(stand_in: StandIn) -> x509.ExtensionType:
    """Where word about revocation is to be had."""
    if stand_in.tells == "ocsp":
        place = x509.UniformResourceIdentifier(f"{stand_in.url}/ocsp")
        return x509.AuthorityInformationAccess(
            [x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)]
        )
    place = x509.UniformResourceIdentifier(f"{stand_in.url}/waktu.crl")
    return x509.CRLDistributionPoints([x509.DistributionPoint([place], None, None, None)])
