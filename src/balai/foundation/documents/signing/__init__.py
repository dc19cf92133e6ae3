"""Signers: the local authority for trials, BSrE in production."""

from typing import Any

from django.conf import settings

from balai.foundation.documents.signing.base import Signer
from balai.foundation.documents.signing.bsre import BsreSigner
from balai.foundation.documents.signing.local import LocalSigner

__all__ = ["current_signer", "signs_at_once"]


def current_signer() -> Signer:
    """The signer that the installation is set to."""
    if settings.DOCUMENT_SIGNER == "bsre":
        gateway: dict[str, Any] = settings.BSRE
        return BsreSigner(**gateway)
    return LocalSigner(settings.HOME)


def signs_at_once() -> bool:
    """True when officers sign within the page; else a job signs with the passphrase of their certificate."""
    return current_signer().is_inline
