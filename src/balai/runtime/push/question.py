"""What a request asks, out of its ASGI scope. Cookies are not read."""

import hmac
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qs

from balai.runtime.proxies import client_of, is_trusted

FORWARDED = ("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded")
READ = (*FORWARDED, "authorization", "origin", "last-event-id")


@dataclass(frozen=True)
class Question:
    """A request, with the address of the person and not of our own proxy."""

    method: str
    path: str
    language: str
    headers: dict[str, str]
    address: str

    @property
    def is_near(self) -> bool:
        """True when this machine itself asks, and not through a proxy."""
        is_forwarded = any(name in self.headers for name in FORWARDED)
        return not is_forwarded and ip_address(self.address).is_loopback

    def may_watch(self, token: str) -> bool:
        """True for this machine and for the holder of the token for meters."""
        sent = self.headers.get("authorization", "").removeprefix("Bearer ").encode()
        return self.is_near or (bool(token) and hmac.compare_digest(sent, token.encode()))


def question_of(scope: dict[str, Any]) -> Question:
    """Read the scope; of the headers only those that matter here."""
    sent = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    headers = {name: sent[name] for name in READ if name in sent}
    peer = scope["client"][0]
    chain = headers.get("x-forwarded-for", "")
    address = client_of(chain, peer) if chain and is_trusted(peer) else peer
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    return Question(scope["method"], scope["path"], asked.get("bahasa", [""])[0], headers, address)
