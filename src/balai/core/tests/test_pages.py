"""Public pages are kept apart for visitors whose browser unpacks and for those whose does not."""

import gzip

import pytest
from django.test import Client

from balai.core.http.pages import shelf
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
