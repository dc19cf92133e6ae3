"""Files in pieces over HTTP: each byte once, for its owner only, and nothing before the second stage."""

import base64
import hashlib
import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from balai.core.errors import Conflict, Invalid
from balai.foundation.accounts.models import User
from balai.foundation.forms import api, quotas, tasks, vault
from balai.foundation.forms.actions import finish_upload as finishing
from balai.foundation.forms.actions import reseal_attachments as resealing
from balai.foundation.forms.actions.store_piece import store_piece
from balai.foundation.forms.checking import clamav
from balai.foundation.forms.models import Attachment, Draft, Piece, Traffic, Upload
from balai.foundation.forms.tests.conftest import holder, signed_in
from balai.foundation.forms.tests.samples import NIK, pdf, zipped
from balai.foundation.forms.uploading import Part

pytestmark = [pytest.mark.django_db(databases=["default", "witness"]), pytest.mark.usefixtures("storage")]
VERSION = {"Tus-Resumable": "1.0.0"}
PIECE = 40_000


def noisy(side: int = 400) -> bytes:
    """A photograph of some size: noise does not compress."""
    target = io.BytesIO()
    Image.effect_noise((side, side), 90).convert("RGB").save(target, "JPEG", quality=90)
    return target.getvalue()


PHOTO = noisy()


def told(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def announce(client: Client, card: Any, size: int, field: str = "foto", **more: str) -> Any:
    words = {"field": field, "filename": "kios.jpg", **more}
    metadata = ",".join(f"{name} {told(text)}" for name, text in words.items())
    return client.post(
        f"/formulir/draf/{card.id}/unggahan/",
        content_type="application/octet-stream",
        headers={**VERSION, "Upload-Length": str(size), "Upload-Metadata": metadata},
    )


def patch(client: Client, address: str, start: int, content: bytes, **more: str) -> Any:
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    return client.patch(
        address,
        content,
        content_type="application/offset+octet-stream",
        headers={**VERSION, "Upload-Offset": str(start), "Upload-Checksum": f"sha256 {digest}", **more},
    )


def raw(client: Client, address: str, length: int, arrived: bytes) -> Any:
    """A piece as the server meets it: of the length that was promised only some arrives."""
    return client.generic(
        "PATCH",
        address,
        headers={**VERSION, "Upload-Offset": "0", "Upload-Checksum": f"sha256 {told('x' * 32)}"},
        **{
            "CONTENT_TYPE": "application/offset+octet-stream",
            "CONTENT_LENGTH": str(length),
            "wsgi.input": io.BytesIO(arrived),
        },
    )


def send_all(client: Client, address: str, content: bytes) -> None:
    for start in range(0, len(content), PIECE):
        assert patch(client, address, start, content[start : start + PIECE]).status_code == 204


def head(client: Client, address: str) -> Any:
    return client.head(address, headers=VERSION)


def finish(client: Client, address: str) -> Any:
    return client.post(f"{address}selesai/", headers=VERSION)


@pytest.fixture
def card(form: None, sari: User) -> Any:
    return api.start_draft(holder(sari), "usaha", "p", {"name": "Sari Wulandari", "nik": NIK})


@pytest.fixture
def address(card: Any, desk: Client) -> str:
    """A begun upload of the photograph."""
    return str(announce(desk, card, len(PHOTO))["Location"])


def test_a_file_in_pieces_is_kept_once_and_listed(
    sari: User, card: Any, desk: Client, storage: Any, django_capture_on_commit_callbacks: Any
) -> None:
    begun = announce(desk, card, len(PHOTO), sha256=hashlib.sha256(PHOTO).hexdigest())
    assert (begun.status_code, begun["Upload-Offset"], begun["Tus-Resumable"]) == (201, "0", "1.0.0")
    address = begun["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        send_all(desk, address, PHOTO)
        assert head(desk, address)["Upload-Offset"] == str(len(PHOTO))
        answer = finish(desk, address)
    assert answer.status_code == 200
    (kept,) = api.draft_of(holder(sari), card.id).attachments
    assert (kept.name, kept.field, kept.content_type) == ("kios.jpg", "foto", "image/jpeg")
    assert f"/formulir/berkas/{kept.id}/" in answer.content.decode()
    assert finish(desk, address).content == answer.content  # asked again, the same answer
    assert Attachment.objects.count() == 1
    assert Piece.objects.count() == 0
    assert len([path for path in storage.rglob("*") if path.is_file()]) == 1


def test_it_goes_on_where_it_stopped(card: Any, desk: Client, sari: User) -> None:
    begun = announce(desk, card, len(PHOTO), sha256="0" * 64)
    patch(desk, begun["Location"], 0, PHOTO[:PIECE])
    told = head(signed_in(sari), begun["Location"])
    assert (told["Upload-Offset"], told["Upload-Length"]) == (str(PIECE), str(len(PHOTO)))
    assert "no-store" in told["Cache-Control"]
    again = announce(desk, card, len(PHOTO), sha256="0" * 64)  # the same file, chosen again
    assert (again["Location"], again["Upload-Offset"]) == (begun["Location"], str(PIECE))
    assert Upload.objects.count() == 1


def test_nobody_else_goes_on_with_it(card: Any, address: str, tono: User) -> None:
    for other in (signed_in(tono), Client()):
        assert head(other, address).status_code == 404
        assert patch(other, address, 0, PHOTO[:PIECE]).status_code == 404
        assert finish(other, address).status_code == 404
        assert other.delete(address, headers=VERSION).status_code == 404
        assert announce(other, card, 10_000).status_code == 404
    assert Upload.objects.get().received == 0


def test_a_visitors_upload_goes_on_after_signing_in(form: None, sari: User) -> None:
    browser = Client()
    browser.get("/")
    session = browser.session
    session["forms_visitor"] = "token"
    session.save()
    visitor = api.Holder(api.current_holder(_request(browser)).actor, hashlib.sha256(b"token").hexdigest())
    card = api.start_draft(visitor, "usaha", "p")
    address = announce(browser, card, len(PHOTO))["Location"]
    assert patch(browser, address, 0, PHOTO[:PIECE]).status_code == 204
    api.current_holder(_request(browser, holder(sari).actor))
    assert head(browser, address).status_code == 404
    assert head(signed_in(sari), address)["Upload-Offset"] == str(PIECE)


def _request(client: Client, actor: Any = None) -> Any:
    from django.test import RequestFactory

    from balai.core.actor import VISITOR

    request = RequestFactory().get("/")
    request.session, request.actor = client.session, actor or VISITOR
    return request


@pytest.mark.parametrize(
    ("size", "field", "status", "sentence"),
    [
        (0, "foto", 422, "Berkas ini kosong."),
        (1_048_577, "foto", 413, "Berkas ini lebih besar dari 1 MB."),
        (9_999_999_999, "foto", 413, "Berkas ini lebih besar dari 1 MB."),
        (10_000, "nama", 422, "Isian ini tidak menerima berkas."),
        (10_000, "tiada", 422, "Isian ini tidak menerima berkas."),
    ],
)
def test_what_does_not_fit_is_refused_before_its_first_byte(
    card: Any, desk: Client, size: int, field: str, status: int, sentence: str
) -> None:
    answer = announce(desk, card, size, field)
    assert (answer.status_code, answer.json()["message"][: len(sentence)]) == (status, sentence)
    assert (Upload.objects.count(), Traffic.objects.count()) == (0, 0)


def test_the_same_piece_again_changes_nothing(desk: Client, address: str) -> None:
    first = patch(desk, address, 0, PHOTO[:PIECE])
    again = patch(desk, address, 0, PHOTO[:PIECE])
    assert (first.status_code, again.status_code) == (204, 204)
    assert again["Upload-Offset"] == str(PIECE)
    assert Piece.objects.count() == 1


def test_another_piece_in_the_same_place_is_refused(desk: Client, address: str) -> None:
    patch(desk, address, 0, PHOTO[:PIECE])
    assert patch(desk, address, 0, PHOTO[1 : PIECE + 1]).status_code == 409
    assert patch(desk, address, PIECE + 1, PHOTO[PIECE + 1 : PIECE * 2]).status_code == 409
    assert patch(desk, address, 10, PHOTO[10 : PIECE + 10]).status_code == 409
    assert (Upload.objects.get().received, Piece.objects.count()) == (PIECE, 1)


@pytest.mark.parametrize(
    ("start", "content", "headers", "status"),
    [
        (0, PHOTO[:PIECE], {"Tus-Resumable": "0.2.2"}, 412),
        (0, PHOTO[:PIECE], {"Upload-Checksum": "sha256 " + base64.b64encode(b"x" * 32).decode()}, 460),
        (0, PHOTO[:PIECE], {"Upload-Checksum": "md5 xxxx"}, 400),
        (0, PHOTO[:PIECE], {"Upload-Checksum": "sha256 ***"}, 400),
        (0, PHOTO[:PIECE], {"Upload-Checksum": ""}, 400),
        (0, PHOTO[:PIECE], {"Upload-Offset": "-1"}, 400),
        (0, PHOTO[:PIECE], {"Upload-Offset": "٣"}, 400),
        (0, PHOTO[:PIECE], {"Upload-Offset": "9" * 40}, 400),
        (0, PHOTO[:PIECE], {"Content-Type": "image/jpeg"}, 415),
        (0, PHOTO + b"x", {}, 413),
        (0, PHOTO[:100], {}, 422),
        (0, b"x" * (1024 * 1024 + 1), {}, 413),
    ],
)
def test_a_piece_that_is_not_right_leaves_nothing(
    desk: Client, address: str, start: int, content: bytes, headers: dict[str, str], status: int
) -> None:
    answer = patch(desk, address, start, content, **headers)
    assert answer.status_code == status
    assert answer.json()["message"]
    assert (Upload.objects.get().received, Piece.objects.count()) == (0, 0)


def test_a_piece_cut_short_by_the_line_is_not_kept(desk: Client, address: str) -> None:
    answer = raw(desk, address, PIECE, PHOTO[: PIECE - 5])
    assert (answer.status_code, answer.json()["message"]) == (
        400,
        "Sambungan terputus di tengah bagian ini.",
    )
    assert Piece.objects.count() == 0


def test_an_empty_piece_is_refused(desk: Client, address: str) -> None:
    answer = raw(desk, address, 0, b"")
    assert (answer.status_code, answer.json()["message"]) == (422, "Bagian ini terlalu kecil.")


def test_a_piece_without_its_length_is_refused(desk: Client, address: str) -> None:
    answer = patch(desk, address, 0, PHOTO[:PIECE], **{"Content-Length": ""})
    assert answer.status_code == 411


@pytest.mark.parametrize("content", [zipped() * 20, pdf() * 200, b"<svg onload=alert(1)>" * 2000])
def test_a_wrong_kind_ends_with_its_first_piece(card: Any, desk: Client, content: bytes) -> None:
    address = announce(desk, card, len(content))["Location"]
    answer = patch(desk, address, 0, content[:PIECE])
    assert (answer.status_code, answer.json()["message"]) == (
        422,
        "Jenis berkas ini tidak diterima. Unggah berkas JPG, PNG, WEBP.",
    )
    assert (Upload.objects.count(), Piece.objects.count()) == (0, 0)


def test_the_second_stage_refuses_what_only_begins_well(
    card: Any, desk: Client, storage: Any, django_capture_on_commit_callbacks: Any
) -> None:
    content = PHOTO[:30_000] + b"\0" * 30_000
    address = announce(desk, card, len(content))["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        send_all(desk, address, content)
        first, again = finish(desk, address), finish(desk, address)
    sentence = "Gambar ini rusak atau tidak lengkap. Foto ulang lalu unggah lagi."
    assert (first.status_code, first.json()["message"]) == (422, sentence)
    assert (again.status_code, again.json()["message"]) == (422, sentence)
    assert [path for path in storage.rglob("*") if path.is_file()] == []
    assert Attachment.objects.get().state == "refused"


def test_nothing_can_be_read_before_it_is_judged(desk: Client, address: str, sari: User, card: Any) -> None:
    send_all(desk, address, PHOTO)
    upload = Upload.objects.get()
    assert desk.get(address).status_code == 405
    assert desk.get(f"/formulir/berkas/{upload.id}/").status_code == 404
    assert desk.get(f"/formulir/berkas/{Piece.objects.first().id}/").status_code == 404
    assert api.draft_of(holder(sari), card.id).attachments == ()


def test_an_unfinished_file_holds_the_form_up_and_can_be_dropped(
    sari: User, card: Any, desk: Client, address: str
) -> None:
    from django.http import QueryDict
    from django.utils.datastructures import MultiValueDict

    patch(desk, address, 0, PHOTO[:PIECE])
    sentence = "Berkas kios.jpg belum selesai terkirim. Lanjutkan pengirimannya, atau hapus."
    with pytest.raises(Invalid) as refused:
        api.take_answers(holder(sari), card.id)
    assert refused.value.fields["foto"] == sentence
    assert finish(desk, address).status_code == 409
    upload = Upload.objects.get()
    data = QueryDict(f"version={card.version}&jenis=warung&foto__hapus={upload.id}")
    outcome = api.save_step(holder(sari), card.id, "tempat", data, MultiValueDict())
    assert outcome.errors == {}
    assert (Upload.objects.count(), Piece.objects.count()) == (0, 0)


def test_the_field_counts_files_on_their_way(card: Any, desk: Client) -> None:
    assert [announce(desk, card, 20_000).status_code for _each in range(3)] == [201, 201, 422]
    assert Upload.objects.count() == 2


def test_cancelling_forgets_the_pieces(
    desk: Client, address: str, storage: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        patch(desk, address, 0, PHOTO[:PIECE])
        assert desk.delete(address, headers=VERSION).status_code == 204
    assert head(desk, address).status_code == 404
    assert (Upload.objects.count(), Piece.objects.count()) == (0, 0)
    assert [path for path in storage.rglob("*") if path.is_file()] == []


def test_pieces_lie_encrypted(desk: Client, address: str, storage: Any) -> None:
    patch(desk, address, 0, PHOTO[:PIECE])
    (stored,) = [path.read_bytes() for path in storage.rglob("*") if path.is_file()]
    assert PHOTO[100:200] not in stored
    assert len(stored) == PIECE + 16


def test_a_day_has_an_end(
    card: Any, desk: Client, monkeypatch: pytest.MonkeyPatch, form: None, sari: User
) -> None:
    monkeypatch.setattr(quotas, "PERSON", 50_000)
    assert announce(desk, card, 30_000).status_code == 201
    spent = announce(desk, card, 30_000)
    assert spent.status_code == 429
    assert spent.json()["message"].startswith("Batas unggahan hari ini")
    assert (Upload.objects.count(), Traffic.objects.get().size) == (1, 30_000)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert announce(desk, card, 30_000).status_code == 201


def test_visitors_behind_one_address_share_a_day(form: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotas, "ADDRESS", 50_000)
    one, two = (api.Holder(_request(Client()).actor, letter * 64, "10.0.0.1") for letter in "ab")
    with transaction.atomic():
        quotas.take_quota(one, 30_000)
    with pytest.raises(quotas.QuotaSpent), transaction.atomic():
        quotas.take_quota(two, 30_000)
    assert sorted(Traffic.objects.values_list("size", flat=True)) == [30_000, 30_000]


def test_what_nobody_finishes_goes_after_a_day(
    desk: Client, address: str, storage: Any, django_capture_on_commit_callbacks: Any
) -> None:
    patch(desk, address, 0, PHOTO[:PIECE])
    with time_machine.travel(timezone.now() + timedelta(hours=23)):
        tasks.clean_up()
    assert Upload.objects.count() == 1
    with (
        time_machine.travel(timezone.now() + timedelta(hours=25)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        tasks.clean_up()
    assert (Upload.objects.count(), Piece.objects.count(), Traffic.objects.count()) == (0, 0, 0)
    assert [path for path in storage.rglob("*") if path.is_file()] == []


def test_a_discarded_draft_takes_its_pieces_along(
    desk: Client, address: str, card: Any, sari: User, storage: Any, django_capture_on_commit_callbacks: Any
) -> None:
    patch(desk, address, 0, PHOTO[:PIECE])
    with django_capture_on_commit_callbacks(execute=True):
        api.discard_draft(holder(sari), card.id)
    assert (Draft.objects.count(), Upload.objects.count()) == (0, 0)
    assert [path for path in storage.rglob("*") if path.is_file()] == []


def test_a_silent_scanner_costs_no_byte(
    desk: Client, address: str, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.CLAMD = "tcp://127.0.0.1:9"
    send_all(desk, address, PHOTO)
    silent = finish(desk, address)
    assert (silent.status_code, silent["Retry-After"]) == (503, "60")
    assert Upload.objects.get().state == "open"
    monkeypatch.setattr(clamav, "_ask", lambda *_words: "stream: OK")
    assert finish(desk, address).status_code == 200


def test_only_one_judges(desk: Client, address: str) -> None:
    send_all(desk, address, PHOTO)
    Upload.objects.update(state="judging", touched_at=timezone.now())
    assert finish(desk, address).status_code == 409
    assert desk.delete(address, headers=VERSION).status_code == 409
    Upload.objects.update(touched_at=timezone.now() - timedelta(minutes=3))  # the process ended in between
    assert finish(desk, address).status_code == 200
    assert Attachment.objects.filter(state="checked").count() == 1


def test_a_fault_while_judging_leaves_the_pieces(
    desk: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_words: Any) -> None:
        raise RuntimeError("disk full")

    send_all(desk, address, PHOTO)
    with monkeypatch.context() as patched:
        patched.setattr(finishing, "receive", broken)
        with pytest.raises(RuntimeError):
            finish(desk, address)
    assert Upload.objects.get().state == "open"
    assert finish(desk, address).status_code == 200


def test_another_file_under_the_same_announcement_is_refused(card: Any, desk: Client) -> None:
    address = announce(desk, card, len(PHOTO), sha256="0" * 64)["Location"]
    send_all(desk, address, PHOTO)
    answer = finish(desk, address)
    assert (answer.status_code, answer.json()["message"]) == (
        422,
        "Berkas ini berubah selama dikirim. Pilih dan kirim sekali lagi.",
    )


def test_pieces_are_sealed_anew_with_the_rest(
    desk: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    patch(desk, address, 0, PHOTO[:PIECE])
    before = Piece.objects.get().path
    monkeypatch.setattr(vault, "is_current", lambda name: False)
    assert resealing.reseal_attachments() == 1
    piece = Piece.objects.get()
    assert piece.path != before
    assert vault.get(piece.id, piece.path, piece.key_name, "piece") == PHOTO[:PIECE]


def test_the_protocol_says_what_it_can(card: Any, desk: Client, address: str) -> None:
    answer = desk.options(address)
    assert (answer.status_code, answer["Tus-Version"]) == (204, "1.0.0")
    assert answer["Tus-Extension"] == "creation,checksum,expiration,termination"
    assert answer["Tus-Checksum-Algorithm"] == "sha256,sha1"
    assert desk.options(f"/formulir/draf/{card.id}/unggahan/").status_code == 204


def test_every_writing_request_needs_the_token(sari: User, card: Any, address: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in(sari).cookies
    assert announce(strict, card, 20_000).status_code == 403
    assert patch(strict, address, 0, PHOTO[:PIECE]).status_code == 403
    assert finish(strict, address).status_code == 403
    assert strict.delete(address, headers=VERSION).status_code == 403
    assert Upload.objects.get().received == 0


@pytest.mark.parametrize("change", [{"size": 0}, {"received": 10**8}, {"state": "kept"}])
def test_the_database_knows_no_impossible_upload(address: str, change: dict[str, Any]) -> None:
    with (
        pytest.raises(IntegrityError, match=r"upload_(within_its_size|judged_when_whole)"),
        transaction.atomic(),
    ):
        Upload.objects.update(**change)


@pytest.mark.django_db(transaction=True, databases=["default", "witness"])
def test_of_two_pieces_at_the_same_time_one_is_refused(desk: Client, address: str, sari: User) -> None:
    """Another connection holds the row as an action does that keeps a piece just now."""
    row = Upload.objects.get()
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1 FROM forms_upload WHERE id = %s FOR UPDATE", [row.id])
            with pytest.raises(Conflict):
                store_piece(holder(sari), row.id, Part(0, PHOTO[:PIECE]))
            assert patch(desk, address, 0, PHOTO[:PIECE]).status_code == 409
            cursor.execute("ROLLBACK")
    finally:
        other.close()
    assert Piece.objects.count() == 0
    assert patch(desk, address, 0, PHOTO[:PIECE]).status_code == 204
