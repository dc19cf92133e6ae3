"""The local certificate authority for trials: a root, an intermediate, a certificate for each officer.

Everything lies under ``BALAI_HOME/keys/authority`` with mode 600 and is made on first need, once, also when
several processes ask at the same time.
"""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from balai.foundation.documents.signing.base import Signatory

ROOT_YEARS, INTERMEDIATE_YEARS = 10, 5
OFFICER_DAYS, RENEW_BEFORE_DAYS = 365, 30
LIST_DAYS = 7
ROOT, INTERMEDIATE = "root.pem", "intermediate.pem"
NAME_LIMIT = 64  # upper bound of X.520 names


@dataclass(frozen=True)
class Identity:
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Authority:
    """The root and the intermediate that signs officers' certificates."""

    root: Identity
    intermediate: Identity

    @property
    def root_pem(self) -> bytes:
        """The root certificate for those who want to trust it."""
        return self.root.certificate.public_bytes(Encoding.PEM)


def authority(home: Path) -> Authority:
    """The authority of this installation; made on first use."""
    return _load_authority(home / "keys" / "authority")


def made_up(name: str) -> Authority:
    """An authority that nobody runs, for a demonstration; kept nowhere: it issues nothing after this process."""
    root = _make_authority(f"{name}: Akar", None, name)
    return Authority(root, _make_authority(f"{name}: Penerbit", root, name))


def authorities(home: Path) -> list[Authority]:
    """The authority of now, then those that were put aside: letters that they signed may still wait for their proof."""
    aside = sorted((home / "keys").glob("authority-*"), reverse=True)
    whole = [folder for folder in aside if all((folder / name).exists() for name in (ROOT, INTERMEDIATE))]
    return [authority(home), *(_load_authority(folder) for folder in whole)]


def revocation_lists(home: Path) -> list[bytes]:
    """Today's lists of all roots and intermediates (DER): nothing of an authority is ever taken back alone.

    A leaked key is answered by a new authority (``balai key rotate authority``).
    """
    return [told for one in authorities(home) for told in lists_of(one)]


def lists_of(authority: Authority) -> list[bytes]:
    """Today's lists of one authority (DER), empty."""
    return [
        _revocation_list(issuer, datetime.now(UTC)) for issuer in (authority.root, authority.intermediate)
    ]


def issue(authority: Authority, signatory: Signatory) -> Identity:
    """A certificate of an authority that is kept by nobody."""
    return _make_officer(signatory, authority.intermediate)


def _revocation_list(issuer: Identity, now: datetime) -> bytes:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(now - timedelta(minutes=5))
        .next_update(now + timedelta(days=LIST_DAYS))
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), False)
        .add_extension(x509.CRLNumber(int(now.timestamp())), False)
    )
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


def officer(home: Path, signatory: Signatory, now: datetime) -> Identity:
    """The officer's certificate, renewed in its last month and whenever name, post or unit changed."""
    return _load_officer(home / "keys" / "authority", signatory, now.date().toordinal() // RENEW_BEFORE_DAYS)


@lru_cache(maxsize=4)
def _load_authority(folder: Path) -> Authority:
    with _locked(folder):
        root = _keep(folder / ROOT, lambda: _make_authority("Balai: Akar Uji Coba", None))
        intermediate = _keep(folder / INTERMEDIATE, lambda: _make_authority("Balai: Penerbit Uji Coba", root))
    return Authority(root, intermediate)


@lru_cache(maxsize=1024)
def _load_officer(folder: Path, signatory: Signatory, _month: int) -> Identity:
    issuer = _load_authority(folder).intermediate
    words = "\0".join((str(signatory.user_id), signatory.name, signatory.post_title, signatory.unit_name))
    path = folder / "officers" / f"{hashlib.sha256(words.encode()).hexdigest()[:32]}.pem"
    with _locked(folder):
        found = _keep(path, lambda: _make_officer(signatory, issuer))
        if found.certificate.not_valid_after_utc < datetime.now(UTC) + timedelta(days=RENEW_BEFORE_DAYS):
            path.rename(path.with_suffix(f".{found.certificate.serial_number:x}.old"))
            found = _keep(path, lambda: _make_officer(signatory, issuer))
    return found


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    (folder / "officers").mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(folder / ".lock", "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _keep(path: Path, make: Callable[[], Identity]) -> Identity:
    """The identity in the file; made and written when there is none."""
    if not path.exists():
        made = make()
        content = made.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        draft = path.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content + made.certificate.public_bytes(Encoding.PEM))
            os.fsync(file.fileno())
        draft.rename(path)
    content = path.read_bytes()
    key = load_pem_private_key(content, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return Identity(x509.load_pem_x509_certificate(content), key)


def _make_authority(name: str, issuer: Identity | None, organisation: str = "Balai") -> Identity:
    years = INTERMEDIATE_YEARS if issuer else ROOT_YEARS
    subject = _name(
        (NameOID.COUNTRY_NAME, "ID"), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, name)
    )
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _builder(
        subject, issuer.certificate.subject if issuer else subject, key, timedelta(days=365 * years)
    )
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0 if issuer else 1), True)
    builder = builder.add_extension(_usage(authority=True), True)
    return Identity(_sign(builder, key, issuer), key)


def _make_officer(signatory: Signatory, issuer: Identity) -> Identity:
    subject = _name(
        (NameOID.COUNTRY_NAME, "ID"),
        (NameOID.ORGANIZATION_NAME, signatory.unit_name),
        (NameOID.TITLE, signatory.post_title),
        (NameOID.COMMON_NAME, signatory.name),
    )
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _builder(subject, issuer.certificate.subject, key, timedelta(days=OFFICER_DAYS))
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    builder = builder.add_extension(_usage(authority=False), True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False)
    return Identity(_sign(builder, key, issuer), key)


def _name(*parts: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(oid, text[:NAME_LIMIT]) for oid, text in parts if text])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, life: timedelta
) -> x509.CertificateBuilder:
    now = datetime.now(UTC).replace(microsecond=0)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _sign(
    builder: x509.CertificateBuilder, key: ec.EllipticCurvePrivateKey, issuer: Identity | None
) -> x509.Certificate:
    signing = issuer.key if issuer else key
    builder = builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False
    )
    return builder.sign(signing, hashes.SHA256())
