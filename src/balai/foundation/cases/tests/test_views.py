"""Saved views: named filters, one opened first, some shared."""

from uuid import uuid4

from balai.foundation.cases.models import SavedView
from balai.foundation.cases.tests.cast import Cast, client_of


def test_a_view_is_saved_from_the_address_and_opened_first(cast: Cast) -> None:
    client = client_of(cast.operator)
    answer = client.post(
        "/kerja/kotak/tampilan/?tempo=terlambat&q=war&x=1",
        {"name": "Mendesak", "is_default": "on", "share": ""},
    )
    assert answer["Location"] == "/kerja/kotak/?q=war&tempo=terlambat"
    assert client.get("/kerja/kotak/")["Location"] == "/kerja/kotak/?q=war&tempo=terlambat"
    assert client.get("/kerja/kotak/?tab=saya").status_code == 200
    html = client.get(answer["Location"]).content.decode()
    assert 'href="?q=war&amp;tempo=terlambat" aria-current="page"' in html
    assert client_of(cast.second_operator).get("/kerja/kotak/").status_code == 200


def test_the_same_name_is_replaced_and_one_is_first(cast: Cast) -> None:
    client = client_of(cast.operator)
    for name, query in [("Satu", "q=a"), ("SATU", "q=b"), ("Dua", "q=c")]:
        client.post(f"/kerja/kotak/tampilan/?{query}", {"name": name, "is_default": "on", "share": ""})
    assert list(SavedView.objects.values_list("name", "query", "is_default")) == [
        ("Dua", "q=c", True),
        ("SATU", "q=b", False),
    ]


def test_a_shared_view_reaches_colleagues_of_the_unit_and_nobody_else(cast: Cast) -> None:
    share = {"name": "Bersama", "share": str(cast.village.pk)}
    client_of(cast.operator).post("/kerja/kotak/tampilan/?q=a", share)
    assert "Bersama" in client_of(cast.head).get("/kerja/kotak/").content.decode()
    for stranger in (cast.outsider, cast.clerk, cast.camat):
        assert "Bersama" not in client_of(stranger).get("/kerja/kotak/").content.decode()
    view = SavedView.objects.get()
    address = f"/kerja/kotak/tampilan/{view.pk}/hapus/"
    assert client_of(cast.head).post(address).status_code == 404
    assert client_of(cast.operator).post(address)["Location"] == "/kerja/kotak/tampilan/"
    assert not SavedView.objects.exists()


def test_what_is_wrong_is_said(cast: Cast) -> None:
    client = client_of(cast.operator)
    for post in ({"name": " "}, {"name": "x" * 41}, {"name": "A", "share": str(cast.neighbour.pk)}):
        assert client.post("/kerja/kotak/tampilan/?q=a", post).status_code == 422
    assert client.post(f"/kerja/kotak/tampilan/{uuid4()}/hapus/").status_code == 404
    assert not SavedView.objects.exists()
