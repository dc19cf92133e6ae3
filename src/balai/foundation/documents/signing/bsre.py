"""The signer of production: BSrE (Balai Besar Sertifikasi Elektronik, BSSN) by its agency gateway.

``POST {base}/api/sign/pdf`` with HTTP Basic and multipart ``file, nik, passphrase, tampilan``; the answer
is the signed
PDF, or JSON with ``error``. The mark stands on the page already, so the signature itself is invisible. The
passphrase is used for this one call and kept nowhere.
"""

import base64
import json
import re
import secrets
import time
from http.client import HTTPException
from io import BytesIO
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader

from balai.foundation.documents.signing.base import Signed, SigningFailed, SignOrder
from balai.foundation.documents.signing.reading import CHUNK, read_within

LARGEST_ANSWER = 40_000_000


class BsreSigner:
    """Signs through the gateway; only ever called from a job."""

    kind = "bsre"
    is_trial = False
    is_inline = False

    def __init__(self, url: str, user: str, password: str, timeout: float = 30) -> None:
        if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ValueError("the BSrE gateway must be reached by https")
        self.url = url.rstrip("/")
        self.credentials = base64.b64encode(f"{user}:{password}".encode()).decode()
        self.timeout = timeout

    def sign(self, pdf: bytes, order: SignOrder) -> Signed:
        """Send the PDF and take the signed one.

        Raises SigningFailed; ``again`` says whether waiting helps.
        """
        answer = self._post("/api/sign/pdf", _parts(order), pdf)
        if not answer.startswith(b"%PDF-") or not answer.startswith(pdf):
            raise SigningFailed(_("Jawaban BSrE bukan dokumen yang dikirim."))
        return Signed(answer, _serial(answer))

    def _post(self, path: str, parts: dict[str, str], pdf: bytes) -> bytes:
        boundary = secrets.token_hex(16)
        headers = {
            "Authorization": f"Basic {self.credentials}",
            "Content-Type": f"multipart/form-data; boundary={boundary}",
        }
        request = Request(self.url + path, _multipart(parts, pdf, boundary), headers)  # noqa: S310
        deadline = time.monotonic() + self.timeout
        try:
            with urlopen(request, timeout=self.timeout) as response:  # noqa: S310
                return read_within(response, deadline, LARGEST_ANSWER)
        except HTTPError as error:
            raise _refusal(error) from None
        except (OSError, HTTPException):
            raise SigningFailed(_("Layanan BSrE tidak menjawab. Coba lagi nanti."), again=True) from None


def _parts(order: SignOrder) -> dict[str, str]:
    return {
        "nik": order.nik,
        "passphrase": order.passphrase,
        "tampilan": "invisible",
        "reason": order.reason,
        "location": order.location,
    }


def _multipart(parts: dict[str, str], pdf: bytes, boundary: str) -> bytes:
    body = BytesIO()
    for name, value in parts.items():
        body.write(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        )
    body.write(
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="dokumen.pdf"\r\n'.encode()
    )
    body.write(b"Content-Type: application/pdf\r\n\r\n" + pdf + f"\r\n--{boundary}--\r\n".encode())
    return body.getvalue()


def _refusal(error: HTTPError) -> SigningFailed:
    try:
        answer = json.loads(error.read(CHUNK))
        reason = str(answer.get("error") or answer.get("message") or "")
    except (ValueError, OSError, AttributeError):
        reason = ""
    shown = re.sub(r"\d{6,}", "…", reason)[:160]  # never repeat an identity number
    message = _("BSrE menolak: {reason}").format(reason=shown or error.code)
    return SigningFailed(message, again=error.code >= 500)


def _serial(pdf: bytes) -> str:
    """The serial number of the newest signature's certificate."""
    signatures = PdfFileReader(BytesIO(pdf), strict=False).embedded_signatures
    if not signatures:
        raise SigningFailed(_("Jawaban BSrE tidak bertanda tangan."))
    return f"{signatures[-1].signer_cert.serial_number:x}"
