"""Files and access: encrypted at rest, handed to owner and officers in scope, logged, swept."""

import os
import time
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from balai.core.errors import NotVisible
from balai.core.secret import seal
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import sign_in
from balai.foundation.audit.api import events_of
from balai.foundation.audit.models import PersonalRead
from balai.foundation.documents import api, tasks, vault
from balai.foundation.documents.models import Document, DocumentFile
from balai.foundation.documents.tests.conftest import NIK
from balai.foundation.documents.tests.pdfs import text_of

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


@pytest.fixture
def card(request_for, head) -> api.DocumentCard:
    return api.issue(head, request_for())


def get(actor, card):
    client = sign_in(Client(), User.objects.get(pk=actor.user_id))
    return client.get(reverse("documents:download", args=[card.id]))


def test_the_owner_downloads_a_file_to_keep(card, citizen) -> None:
    response = get(citizen, card)
    assert response.status_code == 200
    assert vault.sha256(response.content) == card.sha256
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="surat-keterangan-usaha-{card.code}.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert events_of(card.id)[-1].name == "document.downloaded"
    assert PersonalRead.objects.using("witness").count() == 0


def test_an_officer_in_scope_is_logged(card, operator) -> None:
    assert get(operator, card).status_code == 200
    (read,) = PersonalRead.objects.using("witness")
    assert (read.actor_id, read.subject_id, read.what, read.allowed) == (
        operator.user_id,
        card.id,
        "document",
        True,
    )


def test_outsiders_get_404_and_visitors_are_sent_to_sign_in(card, outsider) -> None:
    assert get(outsider, card).status_code == 404
    response = Client().get(reverse("documents:download", args=[card.id]))
    assert (response.status_code, response["Location"].split("?")[0]) == (302, "/masuk/")
    assert len(events_of(card.id)) == 2
    with pytest.raises(NotVisible):
        api.get_document(outsider, card.id)


def test_lists_show_only_what_is_in_scope(card, head, outsider, citizen) -> None:
    assert [each.code for each in api.documents_of_owner(citizen)] == [card.code]
    assert api.documents_of_owner(outsider) == []
    assert [each.code for each in Document.objects.visible_to(head)] == [card.code]
    assert list(Document.objects.visible_to(outsider)) == []


def test_a_list_takes_the_same_queries_for_one_and_for_six(request_for, head) -> None:
    client = sign_in(Client(), User.objects.get(pk=head.user_id))
    counts = []
    for number in (1, 5):
        for _ in range(number):
            api.issue(head, request_for())
        client.get(reverse("documents:documents"))
        with CaptureQueriesContext(connection) as queries:
            response = client.get(reverse("documents:documents"))
        counts.append(len(queries))
    assert response.content.decode().count("data-row-link") == 6
    assert counts[0] == counts[1]


def test_the_number_of_a_person_stands_nowhere_readable(card) -> None:
    row = Document.objects.get()
    assert row.facts["nik"] == seal(NIK, "nik")
    assert NIK not in str(Document.objects.values().get())
    assert NIK not in str([event.facts for event in events_of(card.id)])
    with default_storage.open(DocumentFile.objects.get().path) as file:
        stored = file.read()
    assert (b"%PDF" in stored, stored[:2]) == (False, b"1:")


def test_a_sealed_number_is_opened_for_the_letter_only(request_for, head, tmp_path) -> None:
    card = api.issue(head, request_for({"nik": seal(NIK, "nik")}))
    assert NIK in text_of(api.open_document(head, card.id)[1], tmp_path)
    assert Document.objects.get().facts["nik"] == seal(NIK, "nik")


def test_a_damaged_file_is_not_handed_out(card, head) -> None:
    path = Path(default_storage.path(DocumentFile.objects.get().path))
    content = bytearray(path.read_bytes())
    content[200] ^= 1
    path.write_bytes(content)
    with pytest.raises(vault.FileDamaged):
        api.open_document(head, card.id)


def test_files_that_no_document_knows_are_swept_after_a_day(card, settings) -> None:
    orphan = vault.put(b"%PDF-1.7 orphan")
    assert tasks.sweep_orphans() == 0
    for digest in (orphan, card.sha256):
        old = time.time() - 2 * 86_400
        os.utime(default_storage.path(vault.path_of(digest)), (old, old))
    assert tasks.sweep_orphans() == 1
    assert default_storage.exists(vault.path_of(card.sha256))
    assert not default_storage.exists(vault.path_of(orphan))
