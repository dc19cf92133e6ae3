"""Whose word counts for the client's address: our own proxies', nobody else's."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from balai.foundation.accounts.testing import PASSWORD, make_user
from balai.foundation.regions.testing import plant_regency
from balai.runtime.proxies import TrustedProxyMiddleware, client_of, is_loopback

PROXY, STRANGER, CITIZEN = "10.1.0.2", "203.0.113.9", "198.51.100.7"


@pytest.fixture(autouse=True)
def _trust(settings: Any) -> None:
    settings.TRUSTED_PROXIES = ["10.1.0.0/24", "::1"]


def seen(peer: str, **headers: str) -> HttpRequest:
    """The request as the house sees it."""
    met: list[HttpRequest] = []

    def house(request: HttpRequest) -> HttpResponse:
        met.append(request)
        return HttpResponse()

    TrustedProxyMiddleware(house)(RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers))
    return met[0]


def test_our_proxy_says_who_asks_and_how() -> None:
    request = seen(PROXY, x_forwarded_for=CITIZEN, x_forwarded_proto="https")
    assert (request.META["REMOTE_ADDR"], request.is_secure()) == (CITIZEN, True)


def test_a_strangers_word_is_not_believed() -> None:
    forged = {"x_forwarded_for": "127.0.0.1", "x_real_ip": "127.0.0.1", "forwarded": "for=127.0.0.1"}
    request = seen(STRANGER, x_forwarded_proto="https", x_forwarded_host="evil.example", **forged)
    assert (request.META["REMOTE_ADDR"], request.is_secure()) == (STRANGER, False)
    assert [name for name in request.META if "FORWARDED" in name or "REAL_IP" in name] == []
    assert is_loopback(request) is False


@pytest.mark.parametrize(
    ("chain", "client"),
    [
        (CITIZEN, CITIZEN),
        (f"127.0.0.1, {CITIZEN}", CITIZEN),
        (f"{CITIZEN}, 10.1.0.9", CITIZEN),
        (f"6.6.6.6, {CITIZEN}, 10.1.0.9, 10.1.0.8", CITIZEN),
        ("10.1.0.9", "10.1.0.9"),
        ("", PROXY),
        ("unknown", PROXY),
        (f"{CITIZEN}, <script>", PROXY),
        ("2001:db8::5", "2001:db8::5"),
    ],
)
def test_the_last_stranger_of_the_chain_is_the_client(chain: str, client: str) -> None:
    assert client_of(chain, PROXY) == client


def test_loopback_through_a_proxy_nobody_named_is_no_loopback() -> None:
    assert is_loopback(seen("127.0.0.1")) is True
    assert is_loopback(seen("127.0.0.1", x_forwarded_for=CITIZEN)) is False
    assert is_loopback(seen("::1", x_forwarded_for="127.0.0.1")) is False


@pytest.mark.django_db
def test_a_forged_address_does_not_evade_the_lockout(client: Client) -> None:
    plant_regency("35.10")
    make_user("siti")
    for place in range(5):
        forged = {"x-forwarded-for": f"192.0.2.{place}"}
        client.post("/masuk/", {"login": "siti", "password": "salah"}, REMOTE_ADDR=STRANGER, headers=forged)
    locked = client.post(
        "/masuk/",
        {"login": "siti", "password": PASSWORD},
        REMOTE_ADDR=STRANGER,
        headers={"x-forwarded-for": "192.0.2.99"},
    )
    assert locked.status_code == 429
    behind = {"x-forwarded-for": CITIZEN}
    free = client.post("/masuk/", {"login": "siti", "password": PASSWORD}, REMOTE_ADDR=PROXY, headers=behind)
    assert free.status_code == 302
