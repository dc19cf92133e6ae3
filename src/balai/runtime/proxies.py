"""The true address of the client: forwarded headers are believed from our own proxies only.

Everything behind (lockout, limits, logs of reads, sessions) reads ``REMOTE_ADDR``, so it is made right once, here.
"""

from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
)
IS_FORWARDED = "balai.is_forwarded"
Network = IPv4Network | IPv6Network


class TrustedProxyMiddleware:
    """Outermost. From a trusted proxy: the client's address and scheme; from a stranger: such headers are dropped."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = {name: request.META.pop(name) for name in FORWARDED if name in request.META}
        request.META[IS_FORWARDED] = bool(told)
        if told and is_trusted(str(request.META.get("REMOTE_ADDR", ""))):
            request.META["REMOTE_ADDR"] = client_of(
                told.get("HTTP_X_FORWARDED_FOR", ""), request.META["REMOTE_ADDR"]
            )
            if told.get("HTTP_X_FORWARDED_PROTO") == "https":
                request.environ["wsgi.url_scheme"] = "https"  # type: ignore[attr-defined]
        return self.get_response(request)


def client_of(chain: str, peer: str) -> str:
    """The last address of the chain that is no proxy of ours; the proxy that speaks to us when there is none.

    A proxy appends whom it saw. What stands left of the last stranger was written by that stranger.
    """
    for hop in reversed([part.strip() for part in chain.split(",")]):
        if not _is_address(hop):
            return peer
        if not is_trusted(hop):
            return hop
        peer = hop
    return peer


def is_trusted(address: str) -> bool:
    """True for an address of ``BALAI_TRUSTED_PROXIES``."""
    return _is_address(address) and any(
        ip_address(address) in network for network in _networks(tuple(settings.TRUSTED_PROXIES))
    )


def is_loopback(request: HttpRequest) -> bool:
    """True when the question comes from this machine itself and not through any proxy."""
    peer = str(request.META.get("REMOTE_ADDR", ""))
    return _is_address(peer) and ip_address(peer).is_loopback and not request.META.get(IS_FORWARDED, False)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=8)
def _networks(words: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(ip_network(word, strict=False) for word in words)
