"""Issue: number, PDF, signature and event stand or fall together."""

from datetime import date

import pytest

from balai.core.errors import Invalid, NotAllowed
from balai.foundation.audit.api import events_of
from balai.foundation.documents import api
from balai.foundation.documents.models import Document, IssuedNumber
from balai.foundation.documents.signing.base import SigningFailed
from balai.foundation.documents.signing.local import LocalSigner
from balai.foundation.organizations.models import Holding, Post

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


def test_a_letter_is_issued_whole(request_for, head, village) -> None:
    card = api.issue(head, request_for())
    assert card.state == "valid"
    assert card.number.startswith("500.3/001/35.10.24.2008/")
    assert card.title == "Surat Keterangan Usaha"
    assert card.url == f"https://balai.example/v/{card.code}"
    assert [(each.name, each.post_title) for each in card.signatures] == [
        ("SUWARNO", "Kepala Desa Tamansari")
    ]
    assert [event.name for event in events_of(card.id)] == ["document.issued", "document.signed"]
    _card, pdf = api.open_document(head, card.id)
    assert len(pdf) == card.size
    assert pdf.startswith(b"%PDF-1.")


def test_what_fails_late_leaves_nothing(request_for, head, monkeypatch) -> None:
    monkeypatch.setattr(LocalSigner, "sign", lambda *_: (_ for _ in ()).throw(SigningFailed("kunci hilang")))
    with pytest.raises(Invalid, match="kunci hilang"):
        api.issue(head, request_for())
    assert (Document.objects.count(), IssuedNumber.objects.count()) == (0, 0)


def test_the_first_block_belongs_to_its_officer(request_for, head, citizen) -> None:
    block = api.SignatureBlock("Kepala Desa", "ORANG LAIN", user_id=citizen.user_id)
    with pytest.raises(NotAllowed):
        api.issue(head, request_for(blocks=(block,)))
    assert Document.objects.count() == 0


def test_the_head_of_a_unit_signs_with_post_and_standing(letter, village, head) -> None:
    post = Post.objects.create(unit_id=village.id, title="Kepala Desa", role_code="kepala_desa", is_head=True)
    Holding.objects.create(post=post, user_id=head.user_id, standing="plt", starts_on=date(2020, 1, 1))
    block = api.head_block(village.id)
    assert (block.post_title, block.name, block.standing) == ("Kepala Desa Tamansari", "Suwarno", "plt")
    assert block.user_id == head.user_id


def test_the_second_letter_of_an_office_costs_eight_statements(
    request_for, head, django_assert_num_queries
) -> None:
    """Unit, template, counter, letterhead, regency (kept for a request), the rows of the letter together, two
    events; around them a savepoint.
    """
    api.issue(head, request_for())
    with django_assert_num_queries(8 + 2):
        api.issue(head, request_for())
