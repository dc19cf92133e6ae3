"""What an operator sees of the running house, and what a stranger does not."""

import io
import json
import logging
import logging.config
from typing import Any

import pytest
import structlog
from django.test import Client

from balai.config import logs
from balai.foundation.accounts.testing import make_user, sign_in
from balai.foundation.regions.testing import plant_regency
from balai.runtime import health

pytestmark = pytest.mark.django_db
FAR = "203.0.113.9"
NIK = "3510241708900001"


@pytest.fixture(autouse=True)
def _banyuwangi(settings: Any) -> None:
    plant_regency("35.10")
    settings.METRICS_TOKEN = "rahasia-pengukur"
    health._seen = (0.0, {})


def test_meters_are_for_this_machine_and_the_token(client: Client) -> None:
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR=FAR).status_code == 404
    assert client.get("/metrics", headers={"x-forwarded-for": FAR}).status_code == 404
    for sent, status in (("Bearer rahasia-pengukur", 200), ("Bearer salah", 404), ("", 404)):
        assert client.get("/metrics", REMOTE_ADDR=FAR, headers={"authorization": sent}).status_code == status


def test_without_a_token_none_opens(client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", REMOTE_ADDR=FAR, headers={"authorization": "Bearer "}).status_code == 404


def test_the_meters_tell_of_requests_jobs_cases_and_signer(client: Client) -> None:
    client.get("/api/v1/regions/35.10")
    client.get("/tidak/ada/3510241708900001/")
    text = client.get("/metrics").content.decode()
    assert 'balai_requests_total{method="GET",status="200",view="front_api:detail"}' in text
    assert 'balai_requests_total{method="GET",status="404",view="none"}' in text
    assert 'balai_request_seconds_bucket{le="0.05",view="front_api:detail"}' in text
    assert 'balai_cases{status="open"} 0.0' in text
    assert 'balai_signer_ready{signer="local"} 1.0' in text
    assert "balai_workers 0.0" in text
    assert "balai_database_up 1.0" in text
    assert "3510241708900001" not in text


def test_a_stranger_learns_whether_and_an_operator_why(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setitem(health.CHECKS, "storage", lambda: "No space left on device")
    near, far = client.get("/readyz"), client.get("/readyz", REMOTE_ADDR=FAR)
    assert (near.status_code, far.status_code) == (503, 503)
    assert near.json() == {
        "status": "fail", "database": "ok", "migrations": "ok", "storage": "No space left on device",
        "push": "does not run on this machine",
    }  # fmt: skip
    assert far.json() == {"status": "fail"}


def test_every_answer_carries_the_id_of_its_lines(client: Client) -> None:
    assert (
        client.get("/livez", headers={"x-request-id": "abcdef0123456789"})["X-Request-ID"]
        == "abcdef0123456789"
    )
    forged = client.get("/livez", headers={"x-request-id": "a\nb"})["X-Request-ID"]
    assert len(forged) == 36


@pytest.fixture
def lines(monkeypatch: Any) -> Any:
    """What the programs write, as JSON."""
    monkeypatch.setenv("BALAI_LOG", "json")
    before, stream = logging.root.handlers[:], io.StringIO()
    configuration = logs.configuration()
    configuration["handlers"]["house"]["stream"] = stream
    logging.config.dictConfig(configuration)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.root.handlers[:] = before


def test_a_line_tells_who_by_id_and_where_without_the_query(
    client: Client, settings: Any, lines: Any
) -> None:
    settings.ACCESS_LOG = True
    user = make_user("siti", full_name="Siti Aminah")
    sign_in(client, user)
    answer = client.get("/akun/?q=rahasia")
    [line] = [line for line in lines() if line["event"] == "request"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/akun/", 200)
    assert (line["actor_id"], line["request_id"]) == (str(user.pk), answer["X-Request-ID"])
    assert (line["logger"], line["level"]) == ("balai.request", "info")
    assert "Siti" not in json.dumps(line)
    assert "rahasia" not in json.dumps(line)


def test_no_identity_number_leaves_a_program(lines: Any) -> None:
    structlog.get_logger("balai.uji").warning("ada", nomor=f"NIK {NIK}.")
    logging.getLogger("pustaka").warning("gagal membaca %s", NIK)
    try:
        raise ValueError(NIK)
    except ValueError:
        structlog.get_logger("balai.uji").exception("gagal")
    told = lines()
    assert NIK not in json.dumps(told)
    assert [line["event"] for line in told] == ["ada", "gagal membaca ••••••••••••0001", "gagal"]
    assert told[0]["nomor"] == "NIK ••••••••••••0001."
