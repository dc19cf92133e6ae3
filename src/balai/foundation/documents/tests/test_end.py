"""Revoke and replace: the public page says so at once, the number stays used."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.foundation.audit.api import events_of
from balai.foundation.documents import api
from balai.foundation.documents.models import Document

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


def test_a_revoked_document_says_when_and_why(request_for, head) -> None:
    card = api.issue(head, request_for())
    assert api.revoke(head, card.id, "tidak_benar", "catatan dalam").state == "revoked"
    found = api.verify(card.code)
    assert (found.state, found.end_reason) == ("revoked", "Diterbitkan atas keterangan yang tidak benar")
    assert found.ended_at is not None
    event = events_of(card.id)[-1]
    assert event.sentence == (
        f"Surat Keterangan Usaha nomor {card.number} dicabut: Diterbitkan atas keterangan yang tidak benar"
    )
    assert "catatan" not in str(event.facts)


def test_a_replaced_document_leads_to_the_new_one(request_for, head) -> None:
    old = api.issue(head, request_for())
    new = api.replace(head, old.id, request_for({"nama_usaha": "Kopi Lereng Ijen Dua"}))
    found = api.verify(old.code)
    assert (found.state, found.replaced_by) == ("replaced", new.code)
    assert (new.state, new.number.split("/")[1]) == ("valid", "002")


def test_a_document_ends_once(request_for, head) -> None:
    card = api.issue(head, request_for())
    api.revoke(head, card.id, "permintaan")
    with pytest.raises(Conflict):
        api.revoke(head, card.id, "permintaan")
    with pytest.raises(Conflict):
        api.replace(head, card.id, request_for())
    assert Document.objects.count() == 1


def test_others_change_nothing(request_for, head, operator, outsider, citizen) -> None:
    card = api.issue(head, request_for())
    refusals = [
        (operator, NotAllowed),
        (replace(head, second_factor=False), NotAllowed),
        (citizen, NotAllowed),
        (outsider, NotVisible),
    ]
    for actor, refusal in refusals:
        with pytest.raises(refusal):
            api.revoke(actor, card.id, "permintaan")
    with pytest.raises(Invalid):
        api.revoke(head, card.id, "bosan")
    assert api.verify(card.code).state == "valid"
    assert [event.name for event in events_of(card.id)] == ["document.issued", "document.signed"]


def test_the_database_holds_the_end(request_for, head) -> None:
    api.issue(head, request_for())
    for wrong in ({"state": "revoked"}, {"state": "replaced"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.update(**wrong)
