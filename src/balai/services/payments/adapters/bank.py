"""The bank of the regency, for virtual accounts and QRIS: signed JSON over HTTPS, both ways.

``POST {url}/orders`` asks for an account or a code; ``Idempotency-Key`` is the order's id. The bank calls back at
``/bayar/panggilan/<adapter>/``.
"""

import json
import re
import time
from datetime import datetime
from decimal import Decimal, InvalidOperation
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request as HttpRequest
from urllib.request import urlopen
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.ui.icons import StrOrPromise
from balai.services.payments.adapters.base import BankFault, Request, Told
from balai.services.payments.adapters.signatures import SIGNATURE, TIMESTAMP, is_signed, sign

LARGEST_ANSWER = 65_536
LONGEST_ACCOUNT = 600
AMOUNT = re.compile(r"\d{1,15}(\.\d{1,2})?")
REFERENCE = re.compile(r"[A-Za-z0-9./_-]{1,120}")
HOPELESS = {400, 404, 405, 413, 422}  # asking again gives the same answer


class BankAdapter:
    """One way to pay through the bank's gateway. ``secrets``: ours and theirs, the newest first, while they change."""

    def __init__(
        self, code: str, label: StrOrPromise, url: str, secrets: list[str], timeout: float = 10
    ) -> None:
        if url and not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ValueError("the bank must be reached by https")
        self.code, self.label = code, label
        self.url, self.secrets, self.timeout = url.rstrip("/"), secrets, timeout

    @property
    def is_set_up(self) -> bool:
        """True when there is a bank to ask, and a secret to know it by."""
        return bool(self.url and self.secrets)

    def ask(self, request: Request) -> str:
        """The account or code that the bank gives. Raises BankFault."""
        body = json.dumps(
            {
                "id": str(request.id),
                "kind": self.code,
                "code": request.code,
                "amount": f"{request.amount:.2f}",
                "payer": request.payer_name,
                "title": request.title,
                "last_day": request.last_day,
            }
        ).encode()
        account = _field(self._post(body, str(request.id)), "account")
        if not account or len(account) > LONGEST_ACCOUNT or not account.isprintable():
            raise BankFault(_("Jawaban bank tidak dapat dipakai."))
        return account

    def _post(self, body: bytes, key: str) -> bytes:
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": key,
            TIMESTAMP: timestamp,
            SIGNATURE: sign(self.secrets[0], self.code, timestamp, body),
        }
        request = HttpRequest(f"{self.url}/orders", body, headers)  # noqa: S310
        deadline = time.monotonic() + self.timeout
        try:
            with urlopen(request, timeout=self.timeout) as response:  # noqa: S310
                return _read(response, deadline)
        except HTTPError as error:
            raise BankFault(
                _("Bank menolak permintaan ({status}).").format(status=error.code),
                again=error.code not in HOPELESS,
            ) from None
        except (OSError, HTTPException):
            raise BankFault(_("Bank tidak menjawab."), is_down=True) from None

    def accepts(self, timestamp: str, signature: str, body: bytes) -> bool:
        """True when the bank signed these bytes."""
        return is_signed(self.secrets, signature, self.code, timestamp, body)

    def read(self, body: bytes) -> Told:
        """``{"reference", "amount", "paid_at", "order"}``. Raises ValueError."""
        facts = json.loads(body)
        if not isinstance(facts, dict):
            raise ValueError("no object")
        return Told(
            reference=_matching(REFERENCE, facts.get("reference")),
            amount=_amount(facts.get("amount")),
            paid_at=_moment(facts.get("paid_at")),
            order_id=_uuid(facts.get("order")),
        )


def _read(response: HTTPResponse, deadline: float) -> bytes:
    """The whole answer within the deadline, however slowly it drips."""
    body = b""
    while chunk := response.read1(LARGEST_ANSWER):
        body += chunk
        if time.monotonic() > deadline or len(body) > LARGEST_ANSWER:
            raise TimeoutError
    return body


def _field(answer: bytes, name: str) -> str:
    try:
        return str(json.loads(answer).get(name) or "")
    except (ValueError, AttributeError):
        return ""


def _matching(shape: re.Pattern[str], value: Any) -> str:
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise ValueError("not of the shape")
    return value


def _amount(value: Any) -> Decimal:
    try:
        amount = Decimal(_matching(AMOUNT, value))
    except InvalidOperation as error:
        raise ValueError("no amount") from error
    if amount <= 0:
        raise ValueError("nothing was paid")
    return amount.quantize(Decimal("0.01"))


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        raise ValueError("a moment without zone")
    return moment


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None
