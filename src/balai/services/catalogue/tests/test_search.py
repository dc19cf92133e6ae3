"""A citizen finds a service with everyday words, in either language."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.core.actor import SYSTEM
from balai.core.content import ContentContext
from balai.services.catalogue.content import install_services
from balai.services.catalogue.schema import STANDARD_INTERNAL, STANDARD_PUBLISHED
from balai.services.catalogue.selectors import did_you_mean, find_services

pytestmark = pytest.mark.django_db
BOTH = {"id": "teks", "en": "text"}
STANDARD = dict.fromkeys(STANDARD_PUBLISHED + STANDARD_INTERNAL, BOTH)


def service(code: str, title: str, keywords: list[str]) -> dict:
    return {
        "code": code,
        "slug": code,
        "prefix": "SKU",
        "title": {"id": title, "en": f"{title} (English)"},
        "summary": BOTH,
        "who": BOTH,
        "cost": BOTH,
        "time": BOTH,
        "places": BOTH,
        "requirements": [{"title": BOTH, "kind": "known"}],
        "procedure": code,
        "form": code,
        "standard": STANDARD,
        "legal": ["UU 25/2009"],
        "keywords": keywords,
        "provider_kinds": ["desa"],
    }


@pytest.fixture
def services(tmp_path):
    entries = [
        service("usaha", "Surat Keterangan Usaha", ["buka toko", "warung", "kredit bank", "shop"]),
        service("domisili", "Surat Keterangan Domisili", ["pindah", "tempat tinggal"]),
        service("keramaian", "Pengantar Izin Keramaian", ["hajatan", "pesta"]),
    ]
    install_services(entries, ContentContext("uji", "1.0.0", tmp_path, SYSTEM))


def codes(text: str) -> list[str]:
    return [card.code for card in find_services(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("usaha", ["usaha"]),
        ("buka toko", ["usaha"]),
        ("mau buka war", ["usaha"]),
        ("saya ingin bikin surat pindah", ["domisili"]),
        ("shop", ["usaha"]),
        ("hajatan toko", ["keramaian", "usaha"]),
        ("' | & ! :*", ["domisili", "keramaian", "usaha"]),
        ("kapal terbang", []),
    ],
)
def test_everyday_words_find_the_service(services, text: str, found: list[str]):
    assert sorted(codes(text)) == found


def test_a_mistyped_word_gets_a_hint(services):
    assert did_you_mean("usha") == "usaha"
    assert did_you_mean("xyzzy") == ""


@pytest.mark.parametrize("count", [10, 100])
def test_a_list_takes_one_query_however_long(services, tmp_path, count: int):
    entries = [service(f"s-{number}", f"Layanan {number}", ["layanan"]) for number in range(count)]
    install_services(entries, ContentContext("uji", "1.0.0", tmp_path, SYSTEM))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(find_services()) == min(count + 3, 30)
    assert len(queries) == 2  # the services, and the regency, which a request keeps
