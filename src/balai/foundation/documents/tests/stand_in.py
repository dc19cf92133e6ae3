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
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

STALL = (
    30.0  # seconds between two bytes of a stalled answer are far fewer, so that only a whole limit ends it
)


@dataclass
class StandIn:
    """The server's address and how it behaves now: ``ok``, ``error``, ``nonsense`` or ``stall``."""

    url: str
    root_pem: bytes
    mood: str = "ok"
    asked: int = 0
    listed: int = 0
    ended: threading.Event = field(default_factory=threading.Event)


@contextmanager
def authority_of_time() -> Iterator[StandIn]:
    """The running stand-in."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    url = f"http://127.0.0.1:{server.server_address[1]}"
    root_key, tsa_key = _key(), _key()
    root = _certificate("Akar Waktu Uji", root_key, None, root_key, url)
    tsa = _certificate("Waktu Uji", tsa_key, root, root_key, url)
    stand_in = StandIn(url, root.public_bytes(Encoding.PEM))
    server.stand_in, server.crl = stand_in, _crl(root, root_key)  # type: ignore[attr-defined]
    server.stamper = _stamper(tsa, tsa_key, root)  # type: ignore[attr-defined]
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
        self._answer("application/pkix-crl", self.server.crl)

    def do_POST(self) -> None:
        stand_in = self.server.stand_in
        stand_in.asked += 1
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if stand_in.mood == "error":
            return self.send_error(503)
        if stand_in.mood == "stall":
            return self._drip(stand_in)
        if stand_in.mood == "nonsense":
            return self._answer("application/timestamp-reply", b"bukan stempel")
        reply = self.server.stamper.request_tsa_response(tsp.TimeStampReq.load(body))
        return self._answer("application/timestamp-reply", reply.dump())

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


def _certificate(
    name: str, key: rsa.RSAPrivateKey, issuer: x509.Certificate | None, signing: rsa.RSAPrivateKey, url: str
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False)
    )
    if issuer:
        place = x509.DistributionPoint([x509.UniformResourceIdentifier(f"{url}/waktu.crl")], None, None, None)
        builder = builder.add_extension(x509.CRLDistributionPoints([place]), False)
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
    return builder.sign(signing, hashes.SHA256())


def _crl(root: x509.Certificate, key: rsa.RSAPrivateKey) -> bytes:
    now = datetime.now(UTC)
    builder = x509.CertificateRevocationListBuilder().issuer_name(root.subject)
    builder = builder.last_update(now - timedelta(hours=1)).next_update(now + timedelta(days=7))
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


def _stamper(tsa: x509.Certificate, key: rsa.RSAPrivateKey, root: x509.Certificate) -> DummyTimeStamper:
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    load = asn1_x509.Certificate.load
    return DummyTimeStamper(
        load(tsa.public_bytes(Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(private),
        certs_to_embed=[load(root.public_bytes(Encoding.DER))],
    )
