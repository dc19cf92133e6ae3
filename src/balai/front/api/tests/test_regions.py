"""What other applications read of places."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("cast")]
TAMANSARI = {
    "code": "35.10.24.2008",
    "name": "Tamansari",
    "kind": "desa",
    "level": 4,
    "parent_code": "35.10.24",
    "latitude": -8.12332,
    "longitude": 114.23351,
}


def test_a_place_is_found_by_the_beginning_of_its_name(client: Client) -> None:
    answer = client.get("/api/v1/regions", {"q": "taman licin"})
    assert answer.status_code == 200
    assert answer.json() == [{**TAMANSARI, "where": "Kecamatan Licin, Kabupaten Banyuwangi"}]


def test_a_place_comes_with_the_way_to_it(client: Client) -> None:
    answer = client.get("/api/v1/regions/35.10.24.2008").json()
    assert answer["full_name"] == "Desa Tamansari, Kecamatan Licin, Kabupaten Banyuwangi"
    assert [step["code"] for step in answer["path"]] == ["35", "35.10", "35.10.24"]
    assert {key: answer[key] for key in TAMANSARI} == TAMANSARI


def test_children_come_in_pages(client: Client) -> None:
    answer = client.get("/api/v1/regions/35.10/children", {"limit": 2, "offset": 23}).json()
    assert (answer["total"], answer["limit"], answer["offset"]) == (25, 2, 23)
    assert [item["code"] for item in answer["items"]] == ["35.10.24", "35.10.25"]


def test_the_same_question_is_answered_once(client: Client) -> None:
    first = client.get("/api/v1/regions/35.10")
    again = client.get("/api/v1/regions/35.10", headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert first["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/regions/99.99", 404),
        ("/api/v1/regions/banyuwangi", 422),
        ("/api/v1/regions/35.10/children?limit=101", 422),
        ("/api/v1/regions?q=a", 422),
        ("/api/v1/regions", 422),
        ("/api/v1/nothing", 404),
        ("/api/v2/regions", 404),
    ],
)
def test_errors_are_problem_documents(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert (answer.json()["status"], answer.json()["type"]) == (status, "about:blank")


def test_a_wrong_parameter_is_named(client: Client) -> None:
    client.cookies["django_language"] = "en"
    answer = client.get("/api/v1/regions", {"q": "licin", "limit": "many"})
    assert answer.json() == {
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": "A parameter cannot be read.",
        "errors": [
            {
                "name": "limit",
                "reason": "Input should be a valid integer, unable to parse string as an integer",
            }
        ],
    }


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/api/v1/regions", "/api/v1/regions/35.10", "/api/v1/openapi.json"])
def test_nothing_is_written(client: Client, method: str, path: str) -> None:
    answer = client.generic(method, path)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert answer["Content-Type"] == "application/problem+json"
