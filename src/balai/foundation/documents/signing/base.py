"""One interface for all signers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


class SigningFailed(RuntimeError):
    """The signer did not sign; the message says what to do and carries no secret.

    ``again`` when a retry may help.
    """

    def __init__(self, message: str, *, again: bool = False) -> None:
        super().__init__(message)
        self.again = again


@dataclass(frozen=True)
class Signatory:
    """The officer who signs, as the certificate names them."""

    user_id: UUID
    name: str
    post_title: str
    unit_name: str


@dataclass(frozen=True)
class SignOrder:
    """What to sign where. ``nik`` and ``passphrase`` serve outside signers only and are never kept."""

    field_name: str
    signatory: Signatory
    reason: str
    location: str
    moment: datetime
    nik: str = ""
    passphrase: str = ""

    def __repr__(self) -> str:
        return f"SignOrder({self.field_name!r})"


@dataclass(frozen=True)
class Signed:
    """The signed PDF, the serial number of the certificate (hexadecimal), and whether it bears a timestamp."""

    pdf: bytes
    certificate_serial: str
    has_stamp: bool = False


class Signer(Protocol):
    """Signs a prepared PDF whose empty signature fields stand already."""

    kind: str
    is_trial: bool
    is_inline: bool  # False: calls outside, so it runs in a job and never within a page request

    def sign(self, pdf: bytes, order: SignOrder) -> Signed:
        """The PDF with the signature appended. Raises SigningFailed."""
        ...
