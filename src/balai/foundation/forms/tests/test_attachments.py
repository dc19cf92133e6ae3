"""Attachments: nobody downloads what was not checked, and only who may read it downloads the rest."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from balai.core.errors import Invalid, NotVisible
from balai.core.ids import uuid7
from balai.foundation.accounts.models import User
from balai.foundation.audit.models import PersonalRead
from balai.foundation.forms import access, api, tasks
from balai.foundation.forms.models import Attachment, Draft
from balai.foundation.forms.tests.conftest import holder, signed_in
from balai.foundation.forms.tests.samples import NIK, pdf, picture, upload, zipped

pytestmark = [pytest.mark.django_db(databases=["default", "witness"]), pytest.mark.usefixtures("storage")]
READERS: dict[UUID, set[UUID | None]] = {}
PERSONS: dict[UUID, UUID] = {}  # whose data a matter is


@pytest.fixture
def matter(monkeypatch: pytest.MonkeyPatch) -> UUID:
    """Something to which files are linked; READERS says who may read it."""
    READERS.clear()
    may_read = (lambda actor, subject: actor.user_id in READERS[subject], PERSONS.get)
    monkeypatch.setitem(access._OWNERS, "matter", may_read)
    return uuid7()


@pytest.fixture
def card(form: None, sari: User) -> Any:
    return api.start_draft(holder(sari), "usaha", "p", {"name": "Sari Wulandari", "nik": NIK})


def send(sari: User, card: Any, content: bytes, name: str = "foto.jpg", field: str = "foto") -> Any:
    return api.receive_attachment(holder(sari), card.id, field, upload(content, name))


def stored(folder: Any) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def test_a_picture_comes_back_to_its_owner_only(
    sari: User, tono: User, card: Any, desk: Client, storage: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        kept = send(sari, card, picture(place=True), "Depan <toko> ../x.JPG")
    assert (kept.name, kept.content_type) == ("x.jpg", "image/jpeg")
    response = desk.get(f"/formulir/berkas/{kept.id}/")
    assert response.status_code == 200
    assert response["Content-Disposition"] == 'inline; filename="x.jpg"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].endswith("sandbox")
    assert response.content.startswith(b"\xff\xd8\xff")
    assert b"Kamera Sari" not in response.content
    assert len(response.content) == kept.size
    (content,) = stored(storage)
    assert not content.startswith(b"\xff\xd8")  # encrypted at rest
    assert signed_in(tono).get(f"/formulir/berkas/{kept.id}/").status_code == 404
    assert Client().get(f"/formulir/berkas/{kept.id}/").status_code == 404
    assert desk.post(f"/formulir/berkas/{kept.id}/").status_code == 405


def test_a_pdf_is_saved_and_not_shown(sari: User, card: Any, desk: Client) -> None:
    kept = send(sari, card, pdf(), "surat izin.pdf", "izin")
    response = desk.get(f"/formulir/berkas/{kept.id}/")
    assert response["Content-Disposition"] == 'attachment; filename="surat izin.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response.content == pdf()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Berkas ini kosong. Pilih berkas yang berisi."),
        (zipped(), "Jenis berkas ini tidak diterima. Unggah berkas JPG, PNG, WEBP."),
        (
            b"<svg><script>alert(1)</script></svg>",
            "Jenis berkas ini tidak diterima. Unggah berkas JPG, PNG, WEBP.",
        ),
        (pdf(), "Jenis berkas ini tidak diterima. Unggah berkas JPG, PNG, WEBP."),
        (picture() + b"x" * 1_048_576, "Berkas ini lebih besar dari 1 MB. Perkecil atau foto ulang."),
        (picture()[:300], "Gambar ini rusak atau tidak lengkap. Foto ulang lalu unggah lagi."),
    ],
)
def test_a_refused_file_says_why_and_leaves_nothing(
    sari: User,
    card: Any,
    content: bytes,
    sentence: str,
    storage: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Invalid) as refusal:
        send(sari, card, content)
    assert refusal.value.fields == {"foto": sentence}
    assert Attachment.objects.get().state == "refused"
    assert stored(storage) == []
    assert api.draft_of(holder(sari), card.id).attachments == ()


def test_what_is_only_received_cannot_be_downloaded(sari: User, card: Any, desk: Client) -> None:
    kept = send(sari, card, picture())
    Attachment.objects.filter(pk=kept.id).update(state="received")
    assert desk.get(f"/formulir/berkas/{kept.id}/").status_code == 404


def test_a_field_takes_as_many_files_as_it_says(sari: User, tono: User, card: Any) -> None:
    send(sari, card, picture())
    send(sari, card, picture())
    with pytest.raises(Invalid, match="Sudah ada 2 berkas di sini"):
        send(sari, card, picture())
    with pytest.raises(Invalid, match="Isian ini tidak menerima berkas"):
        send(sari, card, picture(), field="nama")
    with pytest.raises(NotVisible):
        send(tono, card, picture())
    assert Attachment.objects.count() == 2


def test_linked_files_belong_to_their_matter(
    sari: User, tono: User, card: Any, matter: UUID, desk: Client
) -> None:
    kept = send(sari, card, picture())
    READERS[matter], PERSONS[matter] = {tono.id}, sari.id
    assert [item.id for item in api.link_attachments(holder(sari), card.id, "matter", matter)] == [kept.id]
    api.close_draft(holder(sari), card.id)
    assert not Draft.objects.exists()
    assert [item.id for item in api.attachments_of("matter", matter)] == [kept.id]
    assert desk.get(f"/formulir/berkas/{kept.id}/").status_code == 404
    assert signed_in(tono).get(f"/formulir/berkas/{kept.id}/").status_code == 200
    reads = PersonalRead.objects.using("witness").values_list(
        "actor_id", "subject_id", "person_id", "allowed"
    )
    assert list(reads) == [(sari.id, kept.id, sari.id, False), (tono.id, kept.id, sari.id, True)]


def test_a_file_from_the_counter_is_its_applicants(
    sari: User, tono: User, card: Any, matter: UUID, desk: Client
) -> None:
    """Sari at the counter uploads for Tono: he sees who looked, also that she did, and his own look is no event."""
    kept = send(sari, card, picture())
    READERS[matter], PERSONS[matter] = {sari.id, tono.id}, tono.id
    api.link_attachments(holder(sari), card.id, "matter", matter)
    assert desk.get(f"/formulir/berkas/{kept.id}/").status_code == 200
    assert signed_in(tono).get(f"/formulir/berkas/{kept.id}/").status_code == 200
    reads = PersonalRead.objects.using("witness").values_list("actor_id", "person_id", "allowed")
    assert list(reads) == [(sari.id, tono.id, True)]


def test_an_unregistered_kind_is_refused(sari: User, card: Any) -> None:
    with pytest.raises(LookupError):
        api.link_attachments(holder(sari), card.id, "nobody", uuid7())


def test_a_correction_begins_with_copies(sari: User, tono: User, card: Any, matter: UUID) -> None:
    kept = send(sari, card, picture())
    READERS[matter] = {sari.id}
    api.link_attachments(holder(sari), card.id, "matter", matter)
    values = {"jenis": "warung", "omzet": "1500000.50", "foto": [str(kept.id)], "setuju": True}
    again = api.start_draft(holder(sari), "usaha", "k", answers=values, attached=("matter", matter))
    assert again.answers == {"jenis": "warung", "omzet": "1.500.000,50"}
    (copy,) = again.attachments
    assert (copy.id == kept.id, copy.sha256, copy.field) == (False, kept.sha256, "foto")
    assert Attachment.objects.get(pk=kept.id).subject_id == matter
    with pytest.raises(NotVisible):
        api.start_draft(holder(tono), "usaha", "k", answers=values, attached=("matter", matter))


def test_the_database_refuses_to_link_what_was_not_checked(sari: User, card: Any) -> None:
    row = Attachment.objects.create(draft_id=card.id, field="foto", name="x")
    for change in ({"subject_kind": "matter", "subject_id": uuid7()}, {"state": "checked"}):
        refused = pytest.raises(IntegrityError, match=r"attachment_(linked_is_checked|checked_is_whole)")
        with refused, transaction.atomic():
            Attachment.objects.filter(pk=row.pk).update(**change)


def test_orphans_and_stuck_files_are_cleaned_away(
    sari: User, card: Any, storage: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        orphan, stuck, fine = (send(sari, card, picture(), field=name) for name in ("foto", "foto", "izin"))
    Attachment.objects.filter(pk=orphan.id).update(draft=None)
    hours_ago = timezone.now() - timedelta(hours=2)
    Attachment.objects.filter(pk=stuck.id).update(state="received", created_at=hours_ago)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.clean_up()
    assert [row.pk for row in Attachment.objects.all()] == [fine.id]
    assert len(stored(storage)) == 1


def test_a_post_with_a_refused_file_keeps_the_other_answers(sari: User, card: Any, desk: Client) -> None:
    from django.http import QueryDict
    from django.utils.datastructures import MultiValueDict

    data = QueryDict(f"version={card.version}&jenis=warung")
    outcome = api.save_step(
        holder(sari), card.id, "tempat", data, MultiValueDict({"foto": [upload(zipped(), "foto.jpg")]})
    )
    assert outcome.draft.answers["jenis"] == "warung"
    assert outcome.errors["foto"].startswith("foto: Jenis berkas ini tidak diterima.")
    assert re.fullmatch(r"[0-9a-f]{64}", send(sari, card, picture()).sha256)
    assert default_storage.exists(Attachment.objects.get(state="checked").path)
