"""What is to be said of the certificate of an outside signature: issuer known or not, taken back or not, or not known.

Judged for the moment of signing: what was taken back only afterwards holds. Word about revocation comes with the file
(its security store, its signature) and, in jobs, from the addresses that the certificates name; what was used is kept.
"""

import asyncio
import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asn1crypto import crl, ocsp, x509
from pyhanko.sign.general import NonexistentAttributeError, find_unique_cms_attribute
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import InsufficientRevinfoError, PathError, RevokedError, ValidationError
from pyhanko_certvalidator.path import ValidationPath

from balai.foundation.documents.signing.asking import Careful, list_addresses, responder_addresses
from balai.foundation.documents.signing.outside import FAULTS, authority_name
from balai.foundation.documents.words import Word

REFUSALS = (PathError, ValidationError, *FAULTS)


@dataclass(frozen=True)
class Evidence:
    """What a judgement rests on: the chain, lists and answers of responders."""

    certificates: Sequence[x509.Certificate] = ()
    lists: Sequence[crl.CertificateList] = ()
    answers: Sequence[ocsp.OCSPResponse] = ()

    def facts(self) -> dict[str, list[str]]:
        """As it is kept: DER in Base64."""
        parts = {"certificates": self.certificates, "lists": self.lists, "answers": self.answers}
        return {name: [base64.b64encode(one.dump()).decode() for one in each] for name, each in parts.items()}


@dataclass(frozen=True)
class Verdict:
    """The word, the trusted root of the chain (empty without one), since when it was taken back, and why we say so."""

    word: Word
    root: str = ""
    revoked_at: datetime | None = None
    evidence: Evidence = field(default_factory=Evidence)


def evidence_of(facts: dict[str, list[str]]) -> Evidence:
    """What was kept by ``Evidence.facts``."""
    load = {"certificates": x509.Certificate, "lists": crl.CertificateList, "answers": ocsp.OCSPResponse}
    parts = {
        name: [kind.load(base64.b64decode(text)) for text in facts.get(name, [])]
        for name, kind in load.items()
    }
    return Evidence(**parts)


def judge(
    signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], moment: datetime, *, asks: bool
) -> Verdict:
    """The verdict for a moment of signing. ``asks``: addresses of the certificates may be asked; only in a job."""
    try:
        told = _embedded(signature)
        path = asyncio.run(_path(signature, roots, moment))
    except REFUSALS:
        return Verdict(Word.UNKNOWN)
    root = authority_name(path.first)
    chain = [one for one in path if isinstance(one, x509.Certificate)]
    context = _context(roots, moment, told, asks=asks)
    try:
        asyncio.run(_validated(signature, context))
    except RevokedError as refusal:
        return Verdict(Word.REVOKED, root, refusal.revocation_dt, _used(chain, context))
    except InsufficientRevinfoError:
        return Verdict(Word.WAITING if all(map(_says_where, chain[1:])) else Word.SILENT, root)
    except REFUSALS:
        return Verdict(Word.WAITING, root)
    return Verdict(Word.GOOD, root, None, _used(chain, context))


def _says_where(certificate: x509.Certificate) -> bool:
    return bool(list_addresses(certificate) or responder_addresses(certificate))


async def _path(
    signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], moment: datetime
) -> ValidationPath:
    """The chain to a trusted root, whatever is known of revocation. Raises what pyHanko does."""
    return await _validated(signature, ValidationContext(trust_roots=list(roots), moment=moment))


async def _validated(signature: EmbeddedPdfSignature, context: ValidationContext) -> ValidationPath:
    validator = CertificateValidator(
        signature.signer_cert,
        intermediate_certs=list(signature.other_embedded_certs),
        validation_context=context,
    )
    path: ValidationPath = await validator.async_validate_usage(set())  # type: ignore[no-untyped-call]
    return path


def _context(
    roots: Sequence[x509.Certificate], moment: datetime, told: Evidence, *, asks: bool
) -> ValidationContext:
    """Every certificate must come with word about its revocation; later word counts, for what it says of the moment."""
    return ValidationContext(
        trust_roots=list(roots),
        other_certs=list(told.certificates),
        moment=moment,
        crls=list(told.lists),
        ocsps=list(told.answers),
        allow_fetching=asks,
        fetchers=Careful().get_fetchers() if asks else None,
        revocation_mode="require",
        retroactive_revinfo=True,
    )


def _used(chain: Sequence[x509.Certificate], context: ValidationContext) -> Evidence:
    known = context.revinfo_manager
    extra = known.new_revocation_certs
    return Evidence([*chain, *extra], _once(known.crls), _once(known.ocsps))


def _once(found: Iterable[Any]) -> list[Any]:
    return list({one.dump(): one for one in found}.values())


def _embedded(signature: EmbeddedPdfSignature) -> Evidence:
    """What the file brings along: its security store, and what the signature itself carries."""
    lists, answers, certificates = [], [], []
    try:
        store = DocumentSecurityStore.read_dss(signature.reader)
    except NoDSSFoundError:
        pass
    else:
        known = store.as_validation_context({"trust_roots": []}).revinfo_manager
        certificates, lists, answers = list(store.load_certs()), known.crls, known.ocsps
    try:
        attributes = signature.signer_info["signed_attrs"]
        carried = find_unique_cms_attribute(attributes, "adobe_revocation_info_archival")
    except NonexistentAttributeError:
        return Evidence(certificates, lists, answers)
    return Evidence(certificates, [*lists, *(carried["crl"] or ())], [*answers, *(carried["ocsp"] or ())])
