"""A bank that is none: gives out accounts and codes, takes "payments" and calls back, and misbehaves when told to.

For tests, and for the demo: ``python -m balai.services.payments.standin --port 8900 --calls http://127.0.0.1:8000``
with ``BALAI_BANK_SECRET`` shows what was ordered at its address, with a button that pays it. It holds no money and
listens on this machine only.
"""

import argparse
import html
import json
import os
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.error import HTTPError
from urllib.parse import parse_qs
from urllib.request import Request, urlopen
from uuid import uuid4

from balai.services.payments.adapters.signatures import SIGNATURE, TIMESTAMP, sign

HOST = "127.0.0.1"
STALL_SECONDS = 30


def emv(order: dict[str, Any]) -> str:
    """A payload of the form that QRIS has (EMVCo: tag, length, value; checksum at the end)."""
    fields = {
        "00": "01", "01": "12", "26": f"0014ID.CONTOH.BANK0118{order['id'].replace('-', '')[:18]}",
        "52": "9399", "53": "360", "54": order["amount"], "58": "ID",
        "59": "KAS DAERAH (CONTOH)", "60": "BANYUWANGI", "62": f"01{len(order['code']):02}{order['code']}",
    }  # fmt: skip
    text = "".join(f"{tag}{len(value):02}{value}" for tag, value in fields.items()) + "6304"
    return text + f"{checksum(text.encode()):04X}"


def checksum(content: bytes) -> int:
    """CRC-16/CCITT-FALSE, which ends every such payload."""
    value = 0xFFFF
    for byte in content:
        value ^= byte << 8
        for _bit in range(8):
            value = (value << 1) ^ 0x1021 if value & 0x8000 else value << 1
        value &= 0xFFFF
    return value


@dataclass
class StandIn:
    """The bank as a context. ``mood`` is how it answers: ``good``, ``refuse``, ``break``, ``stall``, ``babble``."""

    secret: str
    calls: str = ""  # where it calls back
    port: int = 0
    mood: str = "good"
    orders: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: int = 0
    closing: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self.server = _Server(self, self.port)
        self.port = int(self.server.server_address[1])
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: Any, trace: TracebackType | None) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://{HOST}:{self.port}"

    def open(self, order: dict[str, Any]) -> str:
        """The account or code for an order; the same id gives the same."""
        kept = self.orders.setdefault(order["id"], {**order, "account": ""})
        if not kept["account"]:
            number = f"8808{len(self.orders):012}"
            kept["account"] = emv(order) if order["kind"] == "qris" else number
        return str(kept["account"])

    def pay(self, order_id: str, amount: str = "", reference: str = "", times: int = 1) -> list[int]:
        """Pay an order and tell it, as often as wanted under the same reference; the answers' states."""
        order = self.orders[order_id]
        reference = reference or f"BNK{uuid4().hex[:12].upper()}"
        told = {
            "reference": reference,
            "amount": amount or order["amount"],
            "paid_at": datetime.now(UTC).isoformat(),
            "order": order_id,
        }
        order["paid"] = reference
        return [self.call(order["kind"], told) for _time in range(times)]

    def call(self, adapter: str, told: dict[str, Any], *, at: float | None = None, secret: str = "") -> int:
        """Tell Balai something, signed at a moment with a secret (by default now, and the right one)."""
        body, timestamp = json.dumps(told).encode(), str(int(at or time.time()))
        return self.send(adapter, body, timestamp, sign(secret or self.secret, adapter, timestamp, body))

    def send(self, adapter: str, body: bytes, timestamp: str, signature: str) -> int:
        """The bytes with these marks; the state of the answer."""
        headers = {"Content-Type": "application/json", TIMESTAMP: timestamp, SIGNATURE: signature}
        request = Request(f"{self.calls}/bayar/panggilan/{adapter}/", body, headers)  # noqa: S310
        try:
            with urlopen(request, timeout=10) as answer:  # noqa: S310
                return int(answer.status)
        except HTTPError as refusal:
            return refusal.code


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, bank: StandIn, port: int) -> None:
        super().__init__((HOST, port), _Desk)
        self.bank = bank

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that leave in the middle are what this server is for."""


class _Desk(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:  # noqa: N802
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/orders":
            return self._order(body)
        return self._pay(body)

    def do_GET(self) -> None:  # noqa: N802
        self._answer(200, _page(self.server.bank).encode(), "text/html; charset=utf-8")

    def log_message(self, *_words: Any) -> None:
        """Says nothing."""

    def _order(self, body: bytes) -> None:
        bank, order = self.server.bank, json.loads(body)
        bank.asked += 1
        expected = sign(bank.secret, order["kind"], self.headers[TIMESTAMP], body)
        if self.headers[SIGNATURE] != expected:
            return self._answer(401, b"{}")
        return getattr(self, f"_{bank.mood}")(order)

    def _good(self, order: dict[str, Any]) -> None:
        self._answer(200, json.dumps({"account": self.server.bank.open(order)}).encode())

    def _refuse(self, order: dict[str, Any]) -> None:
        self._answer(422, b'{"error": "no"}')

    def _break(self, order: dict[str, Any]) -> None:
        self._answer(502, b"<html>bad gateway</html>")

    def _babble(self, order: dict[str, Any]) -> None:
        self._answer(200, b"<html>welcome</html>")

    def _stall(self, order: dict[str, Any]) -> None:
        self.server.bank.closing.wait(STALL_SECONDS)

    def _pay(self, body: bytes) -> None:
        wanted = parse_qs(body.decode())
        states = self.server.bank.pay(wanted["id"][0], wanted.get("amount", [""])[0])
        self.send_response(303 if states == [202] else 502)
        self.send_header("Location", "/")
        self.end_headers()

    def _answer(self, status: int, content: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _page(bank: StandIn) -> str:
    rows = "".join(_row(order) for order in reversed(bank.orders.values()))
    return (
        "<!doctype html><html lang=id><meta name=viewport content='width=device-width'><title>Bank contoh</title>"
        "<h1>Bank contoh</h1><p>Bukan bank: uang di sini tidak ada. Tekan Bayar untuk memberi tahu Balai.</p>"
        f"<ul>{rows or '<li>Belum ada tagihan.</li>'}</ul></html>"
    )


def _row(order: dict[str, Any]) -> str:
    title = html.escape(f"{order['title']} · {order['code']} · Rp {order['amount']} · {order['kind']}")
    if order.get("paid"):
        return f"<li>{title} · dibayar, referensi {html.escape(order['paid'])}</li>"
    field_ = f"<input type=hidden name=id value='{html.escape(order['id'])}'>"
    return f"<li>{title} <form method=post action=/pay>{field_}<button>Bayar</button></form></li>"


def main() -> None:
    """Stand at a port until interrupted."""
    given = argparse.ArgumentParser()
    given.add_argument("--port", type=int, default=8900)
    given.add_argument("--calls", required=True)
    chosen = given.parse_args()
    with StandIn(os.environ["BALAI_BANK_SECRET"], chosen.calls.rstrip("/"), chosen.port) as bank:
        print(bank.url, flush=True)
        bank.closing.wait()


if __name__ == "__main__":
    main()
