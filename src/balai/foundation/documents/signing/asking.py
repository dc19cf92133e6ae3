"""Word about revocation from the addresses that a certificate names: asked by jobs only, bounded, never of our own
network, and only for certificates whose chain leads to a root that is trusted here.
"""

from collections.abc import AsyncGenerator, Iterable
from typing import Any, TypeAlias

from asn1crypto import cms, crl, ocsp, pem, x509
from django.conf import settings
from pyhanko_certvalidator.authority import Authority
from pyhanko_certvalidator.errors import CRLFetchError, OCSPFetchError, OCSPValidationError
from pyhanko_certvalidator.fetchers.api import (
    CertificateFetcher,
    CRLFetcher,
    FetcherBackend,
    Fetchers,
    OCSPFetcher,
)
from pyhanko_certvalidator.fetchers.common_utils import (
    enumerate_delivery_point_urls,
    format_ocsp_request,
    process_ocsp_response_data,
)
from pyhanko_certvalidator.util import get_ocsp_urls, get_relevant_crl_dps

from balai.core.http.outgoing import Limits, Typed, Unanswered, ask

ASKED = "application/ocsp-request"
LARGEST = 4_000_000  # bytes of one list
MOST_ADDRESSES = 2  # of one certificate, of each kind
Subject: TypeAlias = x509.Certificate | cms.AttributeCertificateV2


def list_addresses(certificate: Subject) -> list[str]:
    """Where lists of what was taken back are to be had, as the certificate says."""
    places = get_relevant_crl_dps(certificate, use_deltas=False)
    found = [url for place in places for url in enumerate_delivery_point_urls(place)]
    return found[:MOST_ADDRESSES]


def responder_addresses(certificate: Subject) -> list[str]:
    """Who answers for the one certificate (OCSP), as it says."""
    return get_ocsp_urls(certificate)[:MOST_ADDRESSES]


class Careful(FetcherBackend):
    """What pyHanko asks by, through ``core.http.outgoing``. Each use remembers what it was told."""

    def get_fetchers(self) -> Fetchers:
        """New ones, which know nothing yet."""
        return Fetchers(_Responders(), _Lists(), _Nobody())


def _limits() -> Limits:
    rule: dict[str, Any] = settings.REVOCATION
    return Limits(rule["timeout"], LARGEST, trial=rule["trial"], plain=True)


class _Responders(OCSPFetcher):
    def __init__(self) -> None:
        self.told: dict[bytes, list[ocsp.OCSPResponse]] = {}

    async def fetch(self, cert: Subject, authority: Authority) -> ocsp.OCSPResponse:
        """The first answer. Raises OCSPFetchError."""
        question = format_ocsp_request(cert, authority, certid_hash_algo="sha1", request_nonces=True)
        for url in responder_addresses(cert):
            try:
                answer = ask(url, _limits(), Typed(question.dump(), ASKED))
                found = process_ocsp_response_data(answer, ocsp_request=question, ocsp_url=url)
            except (Unanswered, OCSPValidationError, ValueError):
                continue
            self.told.setdefault(cert.dump(), []).append(found)
            return found
        raise OCSPFetchError("no responder answers")

    def fetched_responses(self) -> Iterable[ocsp.OCSPResponse]:
        """All that was told."""
        return [one for answers in self.told.values() for one in answers]

    def fetched_responses_for_cert(self, cert: Subject) -> Iterable[ocsp.OCSPResponse]:
        """What was told of the one."""
        return self.told.get(cert.dump(), [])


class _Lists(CRLFetcher):
    def __init__(self) -> None:
        self.told: dict[bytes, list[crl.CertificateList]] = {}

    async def fetch(self, cert: Subject, *, use_deltas: bool | None = None) -> Iterable[crl.CertificateList]:
        """The lists that the certificate names. Raises CRLFetchError when none of them is to be had."""
        found, addresses = [], list_addresses(cert)
        for url in addresses:
            try:
                found.append(_list(ask(url, _limits())))
            except (Unanswered, ValueError):
                continue
        if addresses and not found:
            raise CRLFetchError("no list is to be had")
        self.told[cert.dump()] = found
        return found

    def fetched_crls(self) -> Iterable[crl.CertificateList]:
        """All lists."""
        return [one for lists in self.told.values() for one in lists]

    def fetched_crls_for_cert(self, cert: Subject) -> Iterable[crl.CertificateList]:
        """Those of the one. Raises KeyError before they were asked for."""
        return self.told[cert.dump()]


def _list(content: bytes) -> crl.CertificateList:
    der = pem.unarmor(content)[2] if pem.detect(content) else content
    return crl.CertificateList.load(der, strict=True)


class _Nobody(CertificateFetcher):
    """Issuers are never fetched: a signature brings its chain along."""

    async def fetch_cert_issuers(self, cert: Subject) -> AsyncGenerator[x509.Certificate, None]:
        """None."""
        nobody: list[x509.Certificate] = []
        for issuer in nobody:
            yield issuer

    def fetch_crl_issuers(
        self, certificate_list: crl.CertificateList
    ) -> AsyncGenerator[x509.Certificate, None]:
        """None."""
        return self.fetch_cert_issuers(certificate_list)

    def fetched_certs(self) -> Iterable[x509.Certificate]:
        """None."""
        return []
