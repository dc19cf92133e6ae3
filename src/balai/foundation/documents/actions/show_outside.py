"""In the demo: somebody outside signs with a certificate of a certifier that was made up for it."""

from io import BytesIO
from uuid import UUID

from asn1crypto import crl
from django.conf import settings
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore

from balai.core.actor import SYSTEM
from balai.core.errors import NotAllowed
from balai.foundation.documents.actions.keep_roots import RootDraft, trust_root
from balai.foundation.documents.actions.sign_apart import file_to_sign
from balai.foundation.documents.signing import authority, pades
from balai.foundation.documents.signing.base import Signatory, SignOrder


def show_outside(document_id: UUID, place: int, certifier: str, signatory: Signatory) -> bytes:
    """The document as it comes back signed, with the word of its certifier that nothing was taken back; the certifier's
    root is trusted from now on. Its keys are forgotten at once. Raises NotAllowed outside of the demo, NotVisible.
    """
    if not settings.DEMO:
        raise NotAllowed("made-up certificates are for the demo")
    invented = authority.made_up(certifier)
    source = "Dibuat saat demo dimuat, kuncinya sudah dibuang (fiktif); jangan dipercaya di luar demo"
    trust_root(SYSTEM, RootDraft(invented.root_pem.decode(), source))
    order = SignOrder(pades.field_name(place), signatory, "", "", timezone.now())
    signer = pades.as_signer(authority.issue(invented, signatory), invented)
    signed = BytesIO(pades.sign(file_to_sign(document_id), signer, order))
    contents = PdfFileReader(signed).embedded_signatures[-1].pkcs7_content.hex().encode()
    lists = [crl.CertificateList.load(one) for one in authority.lists_of(invented)]
    DocumentSecurityStore.add_dss(signed, contents, crls=lists)
    return signed.getvalue()
