"""The signer for trials: the local certificate authority, within the request."""

from functools import lru_cache
from pathlib import Path

from pyhanko.sign import signers

from balai.foundation.documents.signing import pades
from balai.foundation.documents.signing.authority import Identity, authority, officer
from balai.foundation.documents.signing.base import Signed, SignOrder
from balai.foundation.documents.signing.stamping import with_stamp


class LocalSigner:
    """Signs with certificates that this installation issued itself; everybody is told that it is a trial."""

    kind = "local"
    is_trial = True
    is_inline = True

    def __init__(self, home: Path) -> None:
        self.home = home

    def sign(self, pdf: bytes, order: SignOrder) -> Signed:
        """Sign at once; a timestamp authority that is set delays it by its limit at most."""
        identity = officer(self.home, order.signatory, order.moment)
        signer = _signer(self.home, identity)
        signed = with_stamp(lambda stamper: pades.sign(pdf, signer, order, stamper))
        return Signed(signed.pdf, f"{identity.certificate.serial_number:x}", signed.has_stamp)


@lru_cache(maxsize=1024)
def _signer(home: Path, identity: Identity) -> signers.SimpleSigner:
    return pades.as_signer(identity, authority(home))
