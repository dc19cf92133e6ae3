"""What anybody may ask: services, what a document is worth, how far an application is."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.core.actor import SYSTEM
from balai.foundation.cases.models import Case
from balai.foundation.documents.api import open_document
from balai.services.catalogue.models import Service
from balai.services.catalogue.schema import STANDARD_PUBLISHED
from tests.access.conftest import Cast

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("cast")]
SLUG = "surat-keterangan-usaha"
PDF = "application/pdf"


def test_a_service_is_found_by_everyday_words(client: Client) -> None:
    answer = client.get("/api/v1/services", {"q": "buka toko"}).json()
    assert (answer["total"], answer["limit"], answer["offset"]) == (1, 50, 0)
    assert [item["code"] for item in answer["items"]] == [SLUG]
    assert answer["items"][0]["page"] == f"http://127.0.0.1:8000/layanan/{SLUG}/"
    assert client.get("/api/v1/services", {"q": "planet mars"}).json()["items"] == []


def test_a_service_comes_with_the_published_parts_of_its_standard(client: Client) -> None:
    answer = client.get(f"/api/v1/services/{SLUG}").json()
    kept = Service.objects.get(slug=SLUG)
    assert [part["code"] for part in answer["standard"]] == list(STANDARD_PUBLISHED)
    assert [part["text"] for part in answer["standard"]] == [
        kept.content["standard"][code]["id"] for code in STANDARD_PUBLISHED
    ]
    assert answer["provider"] == {"unit_id": None, "unit_name": "", "kinds": kept.provider_kinds}
    assert answer["legal"] == kept.content["legal"]


def test_programs_are_believed_when_they_ask_for_english(client: Client) -> None:
    path = f"/api/v1/services/{SLUG}"
    english = client.get(path, headers={"accept-language": "en-GB,en;q=0.9"})
    indonesian = client.get(path, headers={"accept-language": "fr"})
    kept = Service.objects.get(slug=SLUG)
    assert (english.json()["title"], english["Content-Language"]) == (kept.title["en"], "en")
    assert (indonesian.json()["title"], indonesian["Content-Language"]) == (kept.title["id"], "id")
    assert {"Accept-Language", "Cookie", "Authorization"} <= set(english["Vary"].split(", "))


def test_life_events_lead_to_services(client: Client) -> None:
    events = client.get("/api/v1/life-events").json()
    found = client.get("/api/v1/services", {"life_event": events[0]["code"]}).json()
    assert found["total"] >= 1
    assert client.get("/api/v1/services", {"life_event": "tidak-ada"}).json()["total"] == 0


@pytest.mark.parametrize("services", [10, 100])
def test_the_list_of_services_costs_the_same_at_any_length(client: Client, services: int) -> None:
    first = Service.objects.get(slug=SLUG)
    for place in range(services):
        first.pk, first.code, first.slug = None, f"uji-{place}", f"uji-{place}"
        first.save(force_insert=True)
    client.get("/api/v1/services")
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/api/v1/services", {"limit": 100})
    assert len(answer.json()["items"]) == min(Service.objects.count(), 100)
    assert len(queries) == 3, [query["sql"][:90] for query in queries]


def test_a_document_is_worth_the_same_here_and_on_its_page(client: Client, cast: Cast) -> None:
    code = cast.world.document_code
    answer = client.get(f"/api/v1/verify/{code.lower().replace('-', ' ')}")
    told = answer.json()
    page = client.get(f"/v/{code}").content.decode()
    assert (answer.status_code, told["code"], told["state"]) == (200, code, "valid")
    assert told["number"] in page
    assert told["unit_name"] in page
    assert told["holder_initials"] in page
    assert told["signatures"][0]["name"] in page
    assert cast.world.people["owner"].full_name not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("code", ["SKU-0000-0000", "TIDAK-ADA", "%00"])
def test_a_code_that_is_not_ours_is_not_found(client: Client, code: str) -> None:
    for path in (f"/api/v1/verify/{code}", f"/api/v1/tracking/{code}"):
        assert client.get(path).status_code == 404
    assert compare(client, code, b"%PDF-1.7").status_code == 404


def compare(client: Client, code: str, content: bytes) -> Any:
    """Send a file to be compared."""
    return client.generic("POST", f"/api/v1/verify/{code}/comparison", content, content_type=PDF)


def test_a_file_is_compared_with_what_was_issued(client: Client, cast: Cast) -> None:
    world = cast.world
    card, issued = open_document(SYSTEM, world.document_id)
    identical = compare(client, world.document_code, issued).json()
    assert identical == {"likeness": "identical", "sha256": card.sha256}
    assert compare(client, world.document_code, issued + b"\n%").json()["likeness"] == "changed"
    assert compare(client, world.document_code, b"%PDF-1.7 lain").json()["likeness"] == "foreign"


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 422), (b"bukan pdf", 422), (b"%PDF-" + b"x" * 10_000_000, 413)],
    ids=["empty", "no-pdf", "large"],
)
def test_what_cannot_be_compared_is_refused(client: Client, cast: Cast, content: bytes, status: int) -> None:
    answer = compare(client, cast.world.document_code, content)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_comparing_has_the_limit_of_its_page(client: Client, cast: Cast) -> None:
    answers = [compare(client, cast.world.document_code, b"%PDF-1.7").status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]
    assert client.post(f"/v/{cast.world.document_code}").status_code == 429


def test_progress_is_told_without_names(client: Client, cast: Cast) -> None:
    case = Case.objects.unscoped().get(pk=cast.world.case_id)
    answer = client.get(f"/api/v1/tracking/{case.code}")
    told = answer.json()
    assert (told["code"], told["title"], told["outcome"]) == (case.code, "Surat Keterangan Usaha", "")
    assert [step["status"] for step in told["timeline"]] == ["done", "now", "next", "next"]
    for secret in (case.applicant_name, case.subject, cast.world.people["operator"].full_name):
        assert secret not in answer.content.decode()


def test_whoever_asks_too_often_waits(client: Client, settings: Any) -> None:
    settings.API_LIMITS = {"person": 3, "address": 2}
    answers = [client.get("/api/v1/regions/35.10") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert (answers[2]["RateLimit-Limit"], answers[2]["Content-Type"]) == ("2", "application/problem+json")
    assert 0 < int(answers[2]["Retry-After"]) <= 600
    other = client.get("/api/v1/regions/35.10", REMOTE_ADDR="10.0.0.9")
    assert other.status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/regions/35.10", f"/api/v1/services/{SLUG}"])
def test_head_is_answered_like_get(client: Client, path: str) -> None:
    whole, head = client.get(path), client.head(path)
    assert (head.status_code, head["ETag"], head.content) == (200, whole["ETag"], b"")
