"""The roots in force, and reading one that is offered."""

from datetime import datetime
from typing import cast

from asn1crypto import pem, x509
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.documents.models import TrustedRoot

LONGEST = 20_000  # letters of a certificate as text


def roots_in_force() -> list[x509.Certificate]:
    """The certificates that are trusted now."""
    return roots_at(timezone.now())


def roots_at(moment: datetime) -> list[x509.Certificate]:
    """The certificates that are trusted now and had not ended at a moment: for what was signed then."""
    rows = TrustedRoot.objects.filter(ended_at=None, until__gt=moment)
    return [read_pem(text) for text in rows.values_list("certificate", flat=True)]


def read_pem(text: str) -> x509.Certificate:
    """The certificate of an authority. Raises Invalid for anything else."""
    try:
        kind, _headers, content = pem.unarmor(text.strip().encode())
        certificate = x509.Certificate.load(content, strict=True)
        is_authority = certificate.ca is True
        certificate.not_valid_after  # noqa: B018 - read now, so that a broken one is told now
    except (ValueError, TypeError, KeyError) as fault:
        raise _unread(_("Ini bukan sertifikat dalam bentuk PEM.")) from fault
    if kind != "CERTIFICATE" or not is_authority:
        raise _unread(_("Ini bukan sertifikat sebuah penerbit sertifikat (CA)."))
    return certificate


def until_of(certificate: x509.Certificate) -> datetime:
    """When the certificate ends."""
    return cast(datetime, certificate.not_valid_after)


def _unread(sentence: str) -> Invalid:
    return Invalid(sentence, {"certificate": sentence})
