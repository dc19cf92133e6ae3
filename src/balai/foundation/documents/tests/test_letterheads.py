"""Letterheads in a unit's own words: drafted, seen as the printed page, put in force, taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from balai.core.errors import NotVisible
from balai.core.tests.test_arms import DRAWN, png
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, sign_in
from balai.foundation.audit.models import Event
from balai.foundation.documents import api
from balai.foundation.documents.actions import keep_letterhead
from balai.foundation.documents.actions.keep_letterhead import LetterheadFacts
from balai.foundation.documents.letterheads import dress_of
from balai.foundation.documents.models import OwnLetterhead
from balai.foundation.documents.tests.pdfs import text_of
from balai.foundation.organizations import api as organizations

pytestmark = pytest.mark.django_db(databases=["default", "witness"])

OWN = {
    "lines": "Pemerintah Kabupaten Banyuwangi\nKecamatan Licin",
    "title": "Desa Wisata Tamansari",
    "address": "Jalan Raya Tamansari Nomor 1",
    "contact": "Telepon (0333) 123456",
}


def page_of(name, *args):
    return reverse(f"documents:{name}", args=args)


@pytest.fixture
def keeper(village):
    return actor_of(make_officer("admin.licin", "admin_unit", village.parent_id))


@pytest.fixture
def client_of(keeper):
    return sign_in(Client(), User.objects.get(pk=keeper.user_id))


def events_told():
    return list(Event.objects.filter(name__contains="letterhead").values_list("name", "facts__changes"))


def test_a_letterhead_is_drafted_seen_and_put_in_force(
    client_of, village, request_for, head, tmp_path
) -> None:
    address = page_of("letterhead", village.id)
    assert client_of.post(address, OWN).status_code == 302
    draft = OwnLetterhead.objects.get()
    assert (draft.lines, draft.title, draft.address, draft.contact) == (
        [],
        "Desa Wisata Tamansari",
        "",
        "Telepon (0333) 123456",
    )
    assert "DESA TAMANSARI" in text_of(api.preview(request_for()), tmp_path)
    sheet = client_of.get(page_of("letterhead_sheet", village.id))
    assert (sheet["Content-Type"], "DESA WISATA TAMANSARI" in text_of(sheet.content, tmp_path)) == (
        "application/pdf",
        True,
    )
    picture = client_of.get(page_of("letterhead_picture", village.id))
    assert (picture["Content-Type"], picture.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert client_of.post(page_of("publish_letterhead", village.id)).status_code == 302
    card = api.issue(head, request_for())
    told = text_of(api.open_document(head, card.id)[1], tmp_path)
    assert ("DESA WISATA TAMANSARI" in told, "Telepon (0333) 123456" in told) == (True, True)
    assert events_told() == [
        ("document.letterhead_drafted", "nama unit, kontak"),
        ("document.letterhead_set", "nama unit, kontak"),
    ]


def test_an_own_emblem_is_checked_and_printed(client_of, village) -> None:
    address = page_of("letterhead", village.id)
    bad = SimpleUploadedFile("jahat.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
    assert client_of.post(address, {**OWN, "emblem": bad}).status_code == 422
    assert OwnLetterhead.objects.count() == 0
    for picture, kind in ((DRAWN, "svg"), (png(), "png")):
        good = SimpleUploadedFile(f"lambang.{kind}", picture)
        assert client_of.post(address, {**OWN, "emblem": good}).status_code == 302
        assert OwnLetterhead.objects.get().emblem_file.endswith(f".{kind}")
        assert client_of.get(page_of("letterhead_sheet", village.id)).status_code == 200
    client_of.post(page_of("publish_letterhead", village.id))
    worn = dress_of(village.id)
    assert (worn.emblem.suffix, worn.letterhead.emblem_alt) == (".png", "Lambang Pemerintah Desa Tamansari")
    worn.emblem.unlink()
    assert dress_of(village.id).emblem.read_bytes() == bytes(OwnLetterhead.objects.get().emblem)
    assert client_of.post(address, {**OWN, "without_emblem": "on"}).status_code == 302
    assert OwnLetterhead.objects.get(starts_at=None).emblem_file == ""


def test_what_cannot_be_printed_is_refused(client_of, village) -> None:
    answer = client_of.post(page_of("letterhead", village.id), {**OWN, "title": "Desa 漢字"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["title"])
    many = client_of.post(page_of("letterhead", village.id), {**OWN, "lines": "a\nb\nc\nd\ne"})
    assert (many.status_code, list(many.context["form"].errors)) == (422, ["lines"])
    assert (OwnLetterhead.objects.count(), events_told()) == (0, [])


def test_earlier_letterheads_return_and_so_do_the_data(keeper, village) -> None:
    for title in ("Desa Satu", "Desa Dua"):
        keep_letterhead.save_draft(keeper, village.id, LetterheadFacts((), title, "", ""))
        keep_letterhead.put_in_force(keeper, village.id)
    first = OwnLetterhead.objects.get(title="Desa Satu")
    assert dress_of(village.id).letterhead.title == "Desa Dua"
    keep_letterhead.use_again(keeper, first.pk)
    assert dress_of(village.id).letterhead.title == "Desa Satu"
    keep_letterhead.back_to_data(keeper, village.id)
    assert dress_of(village.id).letterhead.title == "Desa Tamansari"
    assert OwnLetterhead.objects.filter(ends_at=None).count() == 0
    assert OwnLetterhead.objects.count() == 3
    assert events_told()[-2:] == [
        ("document.letterhead_set", "nama unit"),
        ("document.letterhead_reset", "nama unit"),
    ]


def test_a_draft_is_thrown_away(client_of, village) -> None:
    client_of.post(page_of("letterhead", village.id), OWN)
    assert client_of.post(page_of("discard_letterhead", village.id)).status_code == 302
    assert OwnLetterhead.objects.count() == 0
    assert client_of.post(page_of("publish_letterhead", village.id)).status_code == 404


def test_a_unit_of_somebody_else_is_not_there(client_of, keeper, other_village, head, village) -> None:
    pages = ("letterhead", "letterhead_sheet", "letterhead_picture")
    assert [client_of.get(page_of(name, other_village.id)).status_code for name in pages] == [404] * 3
    assert client_of.post(page_of("letterhead", other_village.id), OWN).status_code == 404
    with pytest.raises(NotVisible):
        keep_letterhead.save_draft(keeper, other_village.id, LetterheadFacts((), "X", "", ""))
    own_head = sign_in(Client(), User.objects.get(pk=head.user_id))
    assert own_head.post(page_of("letterhead", village.id), OWN).status_code == 403
    assert OwnLetterhead.objects.count() == 0


def test_the_list_shows_the_own_units_only(client_of, other_village, django_assert_max_num_queries) -> None:
    client_of.get(page_of("letterheads"))
    with django_assert_max_num_queries(10):
        page = client_of.get(page_of("letterheads")).content.decode()
    assert ("Pemerintah Desa Tamansari" in page, "Sumberberas" in page) == (True, False)


def test_administrators_of_the_regency_find_any_unit(village, other_village) -> None:
    admin = make_officer("admin", "admin_kabupaten", organizations.unit_by_code("35.10").id)
    page = sign_in(Client(), admin).get(page_of("letterheads"), {"q": "sumberb"}).content.decode()
    assert ("Pemerintah Desa Sumberberas" in page, "Tamansari" in page) == (True, False)
