"""Tricks with headers, hosts, methods and ways back."""

import pytest

from tests.access.conftest import Cast

pytestmark = pytest.mark.django_db(databases="__all__")
OVERRIDES = [
    {"x-http-method-override": "DELETE"},
    {"x-http-method": "POST"},
    {"x-method-override": "PUT"},
    {"x-original-url": "/kerja/akun/", "x-rewrite-url": "/kerja/akun/"},
]
ELSEWHERE = [
    "https://jahat.test/",
    "//jahat.test/",
    "/\\jahat.test/",
    "\\\\jahat.test",
    "https:jahat.test",
    "javascript:alert(7)",
    "http://testserver@jahat.test/",
    "\thttps://jahat.test/",
]


@pytest.mark.parametrize(
    "host", ["jahat.test", "testserver.jahat.test", "testserver:80@jahat.test", "a b", ""]
)
def test_a_foreign_host_is_refused(cast: Cast, host: str) -> None:
    assert cast.client("visitor").get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("header", ["x-forwarded-host", "x-host", "forwarded", "x-forwarded-server"])
def test_a_host_in_other_headers_is_not_believed(cast: Cast, header: str) -> None:
    value = "host=jahat.test" if header == "forwarded" else "jahat.test"
    page = cast.client("visitor").get("/masuk/", headers={header: value})
    assert page.status_code == 200
    assert "jahat.test" not in page.content.decode()


@pytest.mark.parametrize("headers", OVERRIDES, ids=str)
def test_the_method_is_the_one_of_the_request(cast: Cast, headers: dict[str, str]) -> None:
    client, path = cast.client("operator"), f"/kerja/perkara/{cast.world.case_id}/catatan/"
    with cast.memory.watching() as changed:
        assert client.get(path, headers=headers).status_code == 405
        assert client.get("/kerja/kotak/?_method=DELETE", headers=headers).status_code == 200
    assert changed == set()


@pytest.mark.parametrize("way", ELSEWHERE)
def test_the_way_back_stays_in_the_house(cast: Cast, way: str) -> None:
    words = {"login": "warga2", "password": "balai-demo", "next": way}
    landed = [
        cast.client("visitor").post("/masuk/", words)["Location"],
        cast.client("visitor").post("/i18n/setlang/", {"language": "en", "next": way})["Location"],
        cast.client("citizen").post("/keluar/", {"next": way})["Location"],
    ]
    assert [
        place for place in landed if not place.startswith("/") or "jahat" in place.partition("?")[0]
    ] == []


@pytest.mark.parametrize(
    "headers", [{"cookie": "a=" + "x" * 200_000}, {"x-long": "x" * 200_000}], ids=["cookie", "header"]
)
def test_long_headers_break_nothing(cast: Cast, headers: dict[str, str]) -> None:
    assert cast.client("visitor").get("/", headers=headers).status_code in {200, 400, 431}


@pytest.mark.parametrize(
    "path", ["/%00/", "/layanan/%00/", "/lacak/?kode=%00", "/v/%00", "/?q=%ff%fe", "/layanan/?q=%00"]
)
def test_bytes_that_are_no_text_are_no_fault(cast: Cast, path: str) -> None:
    assert cast.client("visitor").get(path).status_code in {200, 400, 404, 422}


def test_a_form_with_ten_thousand_fields_is_refused(cast: Cast) -> None:
    fields = {f"a{number}": "1" for number in range(10_000)}
    assert cast.client("visitor").post("/masuk/", fields).status_code == 400
