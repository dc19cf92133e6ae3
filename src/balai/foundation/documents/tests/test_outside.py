"""Signatures from outside: one valid signature more on exactly what was offered is taken, all else is refused."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields

from balai.core.actor import Actor
from balai.core.errors import BalaiError, Conflict, Invalid, NotAllowed
from balai.foundation.accounts.testing import actor_of, make_officer, sign_in
from balai.foundation.documents import api
from balai.foundation.documents.actions import keep_roots
from balai.foundation.documents.actions.keep_roots import RootDraft
from balai.foundation.documents.models import Document, DocumentFile, TrustedRoot
from balai.foundation.documents.tests.pdfs import pdfsig
from tests.outsiders import Own, authority, person, signed_by

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
GUEST = Actor(user_id=None, name="Kabag Sigi, Pemerintah Kabupaten Sigi", origin="10.1.1.1")
FIRST, SECOND, THIRD = (f"TandaTangan{place}" for place in (1, 2, 3))
VALID = "Signature is Valid."


@pytest.fixture
def paper(request_for: Any, head: Actor) -> api.DocumentCard:
    """A text with the places of an outsider, of the head of the village, and of another outsider."""
    own = request_for().blocks[0]
    sigi = api.SignatureBlock("Bupati Sigi", "Rizal Contoh", is_outside=True)
    mayor = api.SignatureBlock("Mayor of Darwin", "Jane Example", is_outside=True)
    return api.lay_out(head, request_for(blocks=(sigi, own, mayor)))


@pytest.fixture
def trusted() -> Own:
    return authority()


@pytest.fixture
def regent(trusted: Own) -> Own:
    return person("Dr. H. RIZAL CONTOH, S.H.", trusted, organisation="Pemerintah Kabupaten Sigi")


def test_several_outside_with_our_own_in_between(
    paper: api.DocumentCard, head: Actor, trusted: Own, regent: Own, tmp_path: Any
) -> None:
    admin = actor_of(make_officer("admin", "admin_kabupaten", Document.objects.get().unit_id))
    keep_roots.trust_root(admin, RootDraft(trusted.pem, "Situs penerbit, 3 Maret 2026"))
    offered = api.file_to_sign(paper.id)
    card = api.sign_with_own(GUEST, paper.id, 0, signed_by(regent, offered, FIRST))
    assert (card.state, card.signatures[0].means, card.signatures[0].is_trial) == (
        "waiting",
        "outside",
        False,
    )
    assert card.signatures[0].certificate_serial == regent.serial
    assert card.signatures[0].certificate["subject"] == "Dr. H. RIZAL CONTOH, S.H., Pemerintah Kabupaten Sigi"
    assert (card.signatures[0].certificate["root"], card.signatures[0].is_trusted) == (
        "Penerbit Sertifikat Contoh",
        True,
    )
    api.sign(head, paper.id, 1)
    mayor = person("Jane Example", None)
    done = api.sign_with_own(GUEST, paper.id, 2, signed_by(mayor, api.file_to_sign(paper.id), THIRD))
    assert (done.state, done.signatures[2].is_trusted) == ("valid", False)
    seen = pdfsig(api.file_to_sign(paper.id), tmp_path)
    assert [(one.field, one.signature) for one in seen] == [(FIRST, VALID), (SECOND, VALID), (THIRD, VALID)]
    assert [one.covers_all for one in seen] == [False, False, True]
    assert api.compare(paper.code, api.file_to_sign(paper.id)).likeness == "identical"


def altered(offered: bytes, regent: Own) -> bytes:
    """The words of the first page are drawn over."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.find_page_for_modification(0)[0].get_object()
        extra = writer.add_object(generic.StreamObject(stream_data=b"0 0 300 300 re f"))
        page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), extra])
        writer.update_container(page)

    return signed_by(regent, offered, FIRST, change=change)


def remarked(offered: bytes, regent: Own) -> bytes:
    """A remark is stuck on the first page."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.find_page_for_modification(0)[0].get_object()
        note = generic.DictionaryObject(
            {
                generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
                generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
                generic.pdf_name("/Contents"): generic.pdf_string("Biaya ditanggung pihak kedua"),
                generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (9, 9, 99, 99))),
            }
        )
        page["/Annots"] = generic.ArrayObject([*page.get("/Annots", []), writer.add_object(note)])
        writer.update_container(page)

    return signed_by(regent, offered, FIRST, change=change)


def covering(offered: bytes, regent: Own) -> bytes:
    """The mark of the signature stands over the text."""
    spec = fields.SigFieldSpec("Cap", on_page=0, box=(60, 400, 500, 700))
    return signed_by(regent, offered, "Cap", new_field=spec)


def twice(offered: bytes, regent: Own) -> bytes:
    """Two signatures at once, the second at the place of another."""
    return signed_by(person("Lain", None), signed_by(regent, offered, FIRST), THIRD)


REFUSALS: tuple[tuple[Callable[[bytes, Own], bytes], str], ...] = (
    (lambda offered, regent: b"", "bukan PDF"),
    (lambda offered, regent: b"<html><script>alert(1)</script>", "bukan PDF"),
    (lambda offered, regent: offered, "belum ditandatangani"),
    (lambda offered, regent: offered + b"\n", "tidak dapat dibaca|Tidak ada tanda tangan"),
    (lambda offered, regent: signed_by(regent, offered, FIRST)[:-900], "tidak dapat dibaca"),
    (lambda offered, regent: signed_by(regent, offered, FIRST).replace(b"/Type", b"/Tipe", 1), "bukan lanjutan"),
    (lambda offered, regent: offered + b"x" * 2_000_001, "terlalu besar"),
    (altered, "isi berkas ini berubah"),
    (remarked, "isi berkas ini berubah"),
    (covering, "di luar tempatnya"),
    (lambda offered, regent: signed_by(regent, offered, THIRD), "di luar tempatnya"),
    (twice, "lebih dari satu"),
    (lambda offered, regent: signed_by(regent, offered, FIRST, certify=True), "mengunci naskah"),
    (lambda offered, regent: signed_by(person("Rizal", None, days=-2), offered, FIRST), "tidak berlaku hari ini"),
    (lambda offered, regent: signed_by(authority("Rizal Contoh"), offered, FIRST), "tidak dibuat untuk"),
    (lambda offered, regent: signed_by(person("Orang Lain", None), offered, FIRST), "atas nama Orang Lain"),
)  # fmt: skip


@pytest.mark.parametrize(("made", "sentence"), REFUSALS, ids=[sentence for _made, sentence in REFUSALS])
def test_everything_else_is_refused_and_changes_nothing(
    paper: api.DocumentCard, regent: Own, made: Callable[[bytes, Own], bytes], sentence: str
) -> None:
    offered = api.file_to_sign(paper.id)
    with pytest.raises(Invalid, match=sentence):
        api.sign_with_own(GUEST, paper.id, 0, made(offered, regent))
    assert (DocumentFile.objects.count(), api.file_to_sign(paper.id)) == (1, offered)
    assert not Document.objects.get().signatures.exclude(signed_at=None).exists()


def test_a_broken_signature_is_refused(paper: api.DocumentCard, regent: Own) -> None:
    offered = api.file_to_sign(paper.id)
    content = signed_by(regent, offered, FIRST)
    at = content.rindex(b"> ]\n/Prev") - 1  # a digit of the identifier, within what the signature covers
    digit = b"1" if content[at : at + 1] == b"0" else b"0"
    with pytest.raises(Invalid, match="rusak"):
        api.sign_with_own(GUEST, paper.id, 0, content[:at] + digit + content[at + 1 :])


def test_a_tool_that_makes_its_own_field_is_taken_in_place_or_unseen(
    paper: api.DocumentCard, regent: Own
) -> None:
    offered = api.file_to_sign(paper.id)
    unseen = signed_by(regent, offered, "Tapak", new_field=fields.SigFieldSpec("Tapak"))
    assert api.sign_with_own(GUEST, paper.id, 0, unseen).signatures[0].means == "outside"
    from pyhanko.pdf_utils.reader import PdfFileReader

    rows = [each.get_object() for each in PdfFileReader(BytesIO(unseen)).root["/AcroForm"]["/Fields"]]
    box = next(tuple(float(one) for one in row["/Rect"]) for row in rows if row["/T"] == THIRD)
    spec = fields.SigFieldSpec("Cap", on_page=1, box=tuple(round(one) for one in box))
    done = signed_by(person("Jane", None), unseen, "Cap", new_field=spec)
    assert api.sign_with_own(GUEST, paper.id, 2, done).signatures[2].certificate["holder"] == "Jane"


def test_whoever_is_late_or_comes_again(paper: api.DocumentCard, head: Actor, regent: Own) -> None:
    offered = api.file_to_sign(paper.id)
    mine, stale = signed_by(regent, offered, FIRST), signed_by(person("Jane", None), offered, THIRD)
    again = signed_by(regent, mine, THIRD)
    api.sign_with_own(GUEST, paper.id, 0, mine)
    for act, sentence in (
        (lambda: api.sign_with_own(GUEST, paper.id, 2, stale), "Sementara itu pihak lain"),
        (lambda: api.sign_with_own(GUEST, paper.id, 0, mine), "sudah menandatangani"),
        (lambda: api.sign_with_own(GUEST, paper.id, 2, again, is_sure=True), "menandatangani untuk Rizal"),
        (lambda: api.withdraw(head, paper.id), "sudah ditandatangani"),
    ):  # fmt: skip
        with pytest.raises(Conflict, match=sentence):
            act()
    with pytest.raises(Invalid, match="Blok tanda tangan"):
        api.sign_with_own(GUEST, paper.id, 1, mine)
    with pytest.raises(NotAllowed, match="di luar"):
        api.sign(actor_of(make_officer("lain", "kepala_desa", Document.objects.get().unit_id)), paper.id, 2)


def test_another_name_needs_a_word_and_hostile_names_stay_text(paper: api.DocumentCard) -> None:
    other = person("<b>Eve</b>\u202e", None)
    content = signed_by(other, api.file_to_sign(paper.id), FIRST)
    with pytest.raises(Invalid) as refused:
        api.sign_with_own(GUEST, paper.id, 0, content)
    assert list(refused.value.fields) == ["is_sure"]
    card = api.sign_with_own(GUEST, paper.id, 0, content, is_sure=True)
    assert (card.signatures[0].certificate["holder"], card.signatures[0].name) == (
        "<b>Eve</b>",
        "Rizal Contoh",
    )


def test_on_paper_after_all_and_withdrawn_before_anybody_signed(
    paper: api.DocumentCard, head: Actor, request_for: Any
) -> None:
    api.settle_on_paper(head, paper.id, 0)
    api.sign(head, paper.id, 1)
    api.settle_on_paper(head, paper.id, 2)
    assert api.get_document(head, paper.id).state == "valid"
    other = api.lay_out(head, request_for())
    api.withdraw(head, other.id)
    assert api.get_document(head, other.id).state == "revoked"
    with pytest.raises(Conflict):
        api.withdraw(head, other.id)


def test_roots_are_kept_by_the_administrator(head: Actor, trusted: Own, regent: Own) -> None:
    admin = actor_of(make_officer("admin", "admin_kabupaten", head.grants[0].unit_id))
    draft = RootDraft(trusted.pem, "Situs penerbit")
    refused: tuple[tuple[Actor, RootDraft], ...] = (
        (head, draft), (admin, RootDraft(regent.pem, "x")), (admin, RootDraft("<p>", "x")),
        (admin, RootDraft(trusted.pem, " ")), (admin, RootDraft(trusted.pem.replace("M", "N"), "x")),
        (admin, replace(draft, certificate=f"{regent.pem}{trusted.pem}")),
    )  # fmt: skip
    for actor, wrong in refused:
        with pytest.raises(BalaiError):
            keep_roots.trust_root(actor, wrong)
    root = keep_roots.trust_root(admin, draft)
    with pytest.raises(Conflict):
        keep_roots.trust_root(admin, draft)
    keep_roots.end_root(admin, root.pk)
    assert TrustedRoot.objects.get().ended_by == admin.name
    assert keep_roots.trust_root(admin, draft).name == "Penerbit Sertifikat Contoh"


def test_the_page_of_roots_shows_the_fingerprint_and_ends_one(head: Actor, trusted: Own) -> None:
    client = sign_in(Client(), make_officer("admin", "admin_kabupaten", head.grants[0].unit_id))
    page = "/kerja/pengelolaan/akar-tepercaya/"
    refused = client.post(page, {"certificate": "<script>", "source": "x"})
    assert (refused.status_code, b"<script>" in refused.content) == (422, False)
    assert client.post(page, {"certificate": trusted.pem, "source": "Situs <b>resmi</b>"}).status_code == 302
    root = TrustedRoot.objects.get()
    shown = client.get(page).content.decode()
    assert (root.fingerprint in shown, "Situs &lt;b&gt;resmi&lt;/b&gt;" in shown) == (True, True)
    assert client.post(f"{page}{root.pk}/hentikan/", {"dikonfirmasi": "1"}).status_code == 302
    assert TrustedRoot.objects.get().ended_at is not None
