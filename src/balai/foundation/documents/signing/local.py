"""The signer for trials: the local certificate authority, within the request."""

from functools import lru_cache
from pathlib import Path

from pyhanko.sign import signers

from balai.foundation.documents.signing import pades
from balai.foundation.documents.signing.authority import Identity, authority, officer
from balai.foundation.documents.signing.base import Signed, SignOrder


class LocalSigner:
    """Signs with certificates that this installation issued itself; everybody is told that it is a trial."""

    kind = "local"
    is_trial = True
    is_inline = True

    def __init__(self, home: Path) -> None:
        self.home = home

    def sign(self, pdf: bytes, order: SignOrder) -> Signed:
        """Sign at once."""
        identity = officer(self.home, order.signatory, order.moment)
        signed = pades.sign(pdf, _signer(self.home, identity), order)
        return Signed(signed, f"{identity.certificate.serial_number:x}")


@lru_cache(maxsize=1024)
def _signer(home: Path, identity: Identity) -> signers.SimpleSigner:
    return pades.as_signer(identity, authority(home))
