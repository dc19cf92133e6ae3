"""Public pages are kept apart for visitors whose browser unpacks and for those whose does not."""

import gzip
from typing import Any

import pytest
from django.test import Client

from balai.core.http import pages
from balai.core.http.pages import shelf
from balai.foundation.regions.models import Region
from balai.foundation.regions.testing import plant_regency


@pytest.mark.django_db
def test_a_page_is_kept_packed_and_plain(client: Client) -> None:
    plant_regency()
    shelf.clear()
    packed = [client.get("/layanan/", headers={"accept-encoding": "gzip, br"}) for _ in range(2)]
    plain = client.get("/layanan/")
    assert [page.headers["Content-Encoding"] for page in packed] == ["gzip", "gzip"]
    assert packed[0].content == packed[1].content  # the second one comes from the shelf
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed[0].content) == plain.content
    assert len(packed[0].content) < len(plain.content) / 2


@pytest.mark.django_db
def test_what_shapes_pages_is_asked_for_in_one_statement(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    plant_regency()
    rows = (
        Region.objects.filter(kind=kind).order_by("code").values_list("code")
        for kind in ("kabupaten", "kota")
    )
    monkeypatch.setattr(pages, "_parts", [lambda: "terang", *((lambda one=one: one) for one in rows)])
    shelf.clear()
    with django_assert_num_queries(1):
        first = shelf.version()
    assert first == "terang|{35.10}|{}"
    Region.objects.filter(code="35.10").update(kind="kota")
    assert shelf.version() == first  # for two seconds nobody asks again
    shelf.clear()
    assert shelf.version() == "terang|{}|{35.10}"
