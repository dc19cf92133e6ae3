"""Copies: a further unit reads one document, and nothing else follows from it."""

import pytest
from django.db import DatabaseError, transaction

from balai.core.errors import Invalid, NotAllowed, NotVisible
from balai.foundation.audit.api import events_of
from balai.foundation.cases.tests.cast import client_of
from balai.foundation.documents import api
from balai.foundation.documents.models import Copy
from balai.foundation.notices.models import Notice

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


def test_a_unit_reads_its_copy_and_no_other_document(request_for, head, outsider, other_village) -> None:
    card, kept = api.issue(head, request_for()), api.issue(head, request_for())
    with pytest.raises(NotVisible):
        api.get_document(outsider, card.id)
    assert api.send_copies(head, card.id, [other_village.id, other_village.id]) == 1
    assert api.send_copies(head, card.id, [other_village.id]) == 0
    assert api.get_document(outsider, card.id).number == card.number
    assert api.open_document(outsider, card.id)[1].startswith(b"%PDF")
    assert api.documents_of_case(outsider, card.id) == []
    with pytest.raises(NotVisible):
        api.get_document(outsider, kept.id)
    sentence = f"Tembusan Surat Keterangan Usaha nomor {card.number} dikirim kepada Desa Sumberberas"
    assert sentence in [event.sentence for event in events_of(card.id)]
    (notice,) = Notice.objects.filter(kind="documents.copied")
    assert (notice.recipient_id, notice.facts["sender"]) == (outsider.user_id, "Pemerintah Desa Tamansari")


def test_reading_is_all_that_a_copy_gives(request_for, head, outsider, other_village) -> None:
    card = api.issue(head, request_for())
    api.send_copies(head, card.id, [other_village.id])
    for change in (
        lambda: api.revoke(outsider, card.id, "permintaan"),
        lambda: api.sign(outsider, card.id, 0),
    ):
        with pytest.raises((NotVisible, NotAllowed)):
            change()
    assert api.verify(card.code).state == "valid"
    for write in (Copy.objects.all().delete, lambda: Copy.objects.update(unit_id=head.grants[0].unit_id)):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    api.revoke(head, card.id, "permintaan")
    assert api.get_document(outsider, card.id).state == "revoked", "who was sent a copy sees that it fell"


def test_nothing_is_copied_that_is_not_in_force_or_not_seen(
    request_for, head, outsider, other_village
) -> None:
    card = api.issue(head, request_for())
    with pytest.raises(NotVisible):
        api.send_copies(outsider, card.id, [other_village.id])
    api.revoke(head, card.id, "permintaan")
    with pytest.raises(Invalid):
        api.send_copies(head, card.id, [other_village.id])
    assert not Copy.objects.exists()


def test_the_list_shows_the_copies_of_ones_unit(request_for, head, outsider, operator, other_village) -> None:
    card = api.issue(head, request_for(subject="Kopi Lereng Ijen"))
    api.send_copies(head, card.id, [other_village.id])
    page = client_of(outsider).get("/kerja/dokumen/tembusan/").content.decode()
    assert card.number in page
    assert "Pemerintah Desa Tamansari" in page
    assert "Belum ada tembusan" in client_of(operator).get("/kerja/dokumen/tembusan/").content.decode()
