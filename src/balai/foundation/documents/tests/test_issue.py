"""Issue: number, PDF, signature and event stand or fall together."""

import pytest

from balai.foundation.audit.api import events_of
from balai.foundation.documents import api

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
