"""One ceremony over HTTP: two outside with own certificates, one on paper, our regent in between, in their turns."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from balai.core.errors import Invalid
from balai.foundation.cases.models import Case
from balai.foundation.documents import api as documents
from balai.foundation.documents.actions import judge
from balai.foundation.documents.following import JudgedBlock, tell_judged
from balai.foundation.documents.models import Document, Judgement
from balai.foundation.documents.signing.revocation import Verdict
from balai.foundation.documents.tests.pdfs import pdfsig
from balai.foundation.documents.words import Word
from balai.foundation.notices.models import Notice
from balai.foundation.regions.api import today
from balai.territory.agreements import api
from balai.territory.agreements.actions.conclude import conclude
from balai.territory.agreements.actions.keep_parties import invite, name_signer
from balai.territory.agreements.actions.sign import ask_issuers, unsigned
from balai.territory.agreements.models import Agreement, Signature, Stage
from balai.territory.agreements.tests.conftest import House, begun, partner, side
from balai.territory.agreements.tests.test_life import press, scan
from tests.outsiders import Own, authority, person, signed_by
from tests.paper import FORM_ID, fill, values

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
VALID = "Signature is Valid."
SIGN, FINAL = "/kerja-sama/ruang/tanda-tangan/", "/kerja-sama/ruang/naskah-akhir.pdf"


@pytest.fixture
def agreement(house: House) -> Agreement:
    """A text before Pasangkayu, Sigi and Blora, ready to be signed."""
    others = (partner(f"Pemerintah {name}", f"Bupati {name}") for name in ("Pasangkayu", "Sigi", "Blora"))
    found = begun(house, *others)
    api.write_text(api.own_voice(house.keeper, found.pk), "## Pasal 1 Maksud\nSaling belajar.", 0)
    Agreement.objects.filter(pk=found.pk).update(stage=Stage.SIGNATURE)
    name_signer(house.keeper, side(found, 1).pk, "Regent", "Bupati Banyuwangi")
    return Agreement.objects.get(pk=found.pk)


def seated(house: House, agreement: Agreement) -> dict[int, Client]:
    """Pasangkayu first, then our regent, then Sigi by certificate and Blora on paper; each guest is in its room."""
    form: dict[str, Any] = {}
    for place, turn, way in ((1, 2, ""), (2, 1, "certificate"), (3, 3, "certificate"), (4, 3, "paper")):
        key = side(agreement, place).pk
        form |= {f"turn-{key}": turn} | ({f"way-{key}": way} if way else {})
    page = f"/kerja/kerja-sama/{agreement.pk}/upacara/"
    answer = house.at("keeper").post(f"{page}siapkan/", form)
    assert (answer.status_code, answer["Location"]) == (302, page)
    return {place: guest(house, agreement, place) for place in (2, 3, 4)}


def guest(house: House, agreement: Agreement, place: int) -> Client:
    client = Client()
    secret = invite(house.keeper, side(agreement, place).pk, f"Kabag {place}", 7).secret
    assert client.get(f"/kerja-sama/ruang/{secret}/").status_code == 302
    return client


def uploaded(client: Client, own: Own, field: str, **more: str) -> Any:
    """The guest takes the text, signs it with the certificate, and brings it back."""
    content = signed_by(own, client.get(FINAL).content, field)
    file = SimpleUploadedFile("<b>naskah</b>.pdf", content, "application/pdf")
    return client.post(SIGN, {"file": file, **more})


def test_each_in_turn_by_its_own_means(house: House, agreement: Agreement, tmp_path: Any) -> None:
    guests = seated(house, agreement)
    regent, page = house.at("regent"), f"/kerja/kerja-sama/{agreement.pk}/upacara/"
    own = f"/kerja/kerja-sama/pihak/{side(agreement, 1).pk}/tanda-tangan/"
    sigi, pasangkayu = person("Bupati Sigi", authority()), person("H. Bupati Pasangkayu", None)
    assert regent.post(own).status_code == 409  # Pasangkayu comes first
    early = uploaded(guests[3], sigi, "TandaTangan3")
    assert (early.status_code, "Menurut urutan" in early.content.decode()) == (422, True)
    assert uploaded(guests[2], pasangkayu, "TandaTangan1").status_code == 302
    assert regent.post(own).status_code == 302
    assert uploaded(guests[4], person("Bupati Blora", None), "TandaTangan3").status_code == 403  # on paper
    other = uploaded(guests[3], person("Orang Lain", None), "TandaTangan3")
    assert (other.status_code, "atas nama Orang Lain" in other.content.decode()) == (422, True)
    assert uploaded(guests[3], sigi, "TandaTangan3").status_code == 302
    same = SimpleUploadedFile("naskah.pdf", guests[3].get(FINAL).content)
    again = guests[3].post(SIGN, {"file": same})
    assert (again.status_code, Signature.objects.count()) == (422, 3)
    shown = house.at("keeper").get(page).content.decode()
    for word in (
        "3 dari 4 pihak",
        "Penerbit Sertifikat Contoh",
        sigi.serial,
        "Penerbitnya tidak dikenal di sini",
    ):
        assert word in shown
    kept = fill(
        house.at("keeper"), f"/kerja/kerja-sama/{agreement.pk}/naskah-asli/", FORM_ID, pihak=str(side(agreement, 4).pk),
        tanggal_tanda_tangan="2026-01-05", naskah_asli=scan(),
    )  # fmt: skip
    assert kept.status_code == 302, kept.content.decode()
    assert list(Signature.objects.values_list("way", flat=True)) == [
        "outside",
        "certificate",
        "outside",
        "paper",
    ]
    document = Document.objects.get()
    assert (document.state, document.proof) == ("valid", "")
    seen = pdfsig(documents.file_to_sign(document.pk), tmp_path)
    assert [one.signature for one in seen] == [VALID, VALID, VALID]
    assert guests[2].get(FINAL).content == documents.file_to_sign(document.pk)


def on_paper(house: House, agreement: Agreement, *places: int, **more: Any) -> Any:
    """The keeper brings the scanned original of these sides."""
    page = f"/kerja/kerja-sama/{agreement.pk}/naskah-asli/"
    client = house.at("keeper")
    sent = {**values(client.get(page), FORM_ID), "tanggal_tanda_tangan": "2026-01-05", **more}
    return client.post(page, {**sent, "pihak": [str(side(agreement, place).pk) for place in places]})


def test_our_own_side_signs_on_paper_with_a_reason(house: House, agreement: Agreement) -> None:
    guests = seated(house, agreement)
    assert uploaded(guests[2], person("Bupati Pasangkayu", None), "TandaTangan1").status_code == 302
    refused = on_paper(house, agreement, 1, 4, naskah_asli=scan())
    shown = refused.content.decode()
    assert (refused.status_code, "Tulis mengapa pihak dari sini" in shown) == (422, True)
    assert (Signature.objects.count(), 'value="2026-01-05"' in shown) == (1, True)
    assert shown.count("checked") == 2  # what was chosen stays chosen
    reason = "Kartu  sertifikat rusak malam itu"
    assert on_paper(house, agreement, 1, 4, alasan=reason).status_code == 302  # the scan was kept
    assert list(Signature.objects.order_by("party__place").values_list("party__place", "way", "reason")) == [
        (1, "paper", "Kartu sertifikat rusak malam itu"), (2, "outside", ""), (4, "paper", ""),
    ]  # fmt: skip
    regent = house.at("regent")
    again = f"/kerja/kerja-sama/pihak/{side(agreement, 1).pk}/tanda-tangan/"
    assert (regent.post(again).status_code, Signature.objects.count()) == (409, 3)
    assert uploaded(guests[3], person("Bupati Sigi", None), "TandaTangan3").status_code == 302
    assert Document.objects.get().state == "valid"
    told = house.at("keeper").get(f"/kerja/kerja-sama/{agreement.pk}/").content.decode()
    assert "Di atas kertas karena: Kartu sertifikat rusak malam itu" in told


def test_paper_after_a_final_text_was_withdrawn(house: House, agreement: Agreement) -> None:
    seated(house, agreement)
    page = f"/kerja/kerja-sama/{agreement.pk}/upacara/tarik/"
    assert house.at("keeper").post(page, {"dikonfirmasi": "1"}).status_code == 302
    nobody = on_paper(house, agreement, naskah_asli=scan())
    assert (nobody.status_code, "Pilih sekurangnya satu" in nobody.content.decode()) == (422, True)
    assert on_paper(house, agreement, 1, 2, 3, 4, alasan="Semua di atas kertas").status_code == 302
    assert Signature.objects.filter(way="paper").count() == 4


def test_a_ceremony_that_fails_half_way_is_given_up(house: House, agreement: Agreement) -> None:
    guests, keeper = seated(house, agreement), house.at("keeper")
    assert uploaded(guests[2], person("Bupati Pasangkayu", None), "TandaTangan1").status_code == 302
    Case.objects.unscoped().filter(pk=agreement.case_id).update(state="tanda-tangan")
    press(keeper, agreement, "hentikan", reason="Blora tidak jadi ikut serta")
    agreement.refresh_from_db()
    document = Document.objects.get()
    assert (agreement.stage, document.state, document.end_reason) == ("dropped", "revoked", "keadaan_berubah")
    assert Signature.objects.count() == 1  # what was signed stays to be read
    late = uploaded(guests[3], person("Bupati Sigi", None), "TandaTangan3")
    assert (late.status_code, Signature.objects.count()) == (422, 1)
    assert (
        house.at("regent").post(f"/kerja/kerja-sama/pihak/{side(agreement, 1).pk}/tanda-tangan/").status_code
        == 409
    )


def test_keepers_are_told_once_when_a_certificate_had_been_taken_back(
    house: House, agreement: Agreement
) -> None:
    guests = seated(house, agreement)
    assert uploaded(guests[2], person("Bupati Pasangkayu", None), "TandaTangan1").status_code == 302
    document = Document.objects.get()
    for word in ("waiting", "revoked"):
        tell_judged(JudgedBlock(document.pk, document.kind, 0, word))
    tell_judged(JudgedBlock(house.unit_id, document.kind, 0, "revoked"))  # of no agreement
    (told,) = Notice.objects.filter(kind="agreements.revoked")
    assert told.recipient_id == house.keeper.user_id
    assert "Pemerintah Pasangkayu" in str(told.facts)


def test_a_certificate_that_was_taken_back_brings_nothing_into_force(
    house: House, agreement: Agreement
) -> None:
    guests = seated(house, agreement)
    assert uploaded(guests[2], person("Bupati Pasangkayu", None), "TandaTangan1").status_code == 302
    block = Document.objects.get().signatures.get(place=0)
    Judgement.objects.create(
        signature=block, word="revoked", root="Akar", revoked_at=block.signed_at, cause="check"
    )
    with pytest.raises(Invalid, match="Pemerintah Pasangkayu sudah dicabut"):
        conclude(house.keeper, Agreement.objects.get(pk=agreement.pk))
    page = house.at("keeper").get(f"/kerja/kerja-sama/{agreement.pk}/upacara/").content.decode()
    assert "Sertifikat dicabut sebelum menandatangani" in page
    page = house.at("keeper").get(f"/kerja/kerja-sama/{agreement.pk}/").content.decode()
    assert page.count("Sertifikat dicabut sebelum menandatangani") == 1


def test_nothing_is_concluded_on_an_old_word_about_a_certificate(
    house: House, agreement: Agreement, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others signed days later: the issuer is asked once more before the agreement is in force."""
    guests = seated(house, agreement)
    assert uploaded(guests[2], person("Bupati Pasangkayu", None), "TandaTangan1").status_code == 302
    block = Document.objects.get().signatures.get(place=0)
    Judgement.objects.create(signature=block, word="good", root="Akar", cause="check")
    assert ask_issuers() == 0, "somebody is still to sign"
    for party in unsigned(agreement.pk):
        Signature.objects.create(
            party=party, way="paper", signer="Ani", office="Bupati", signed_on=today(), sha256="0" * 64,
            certified_by="Ani",
        )  # fmt: skip
    settings.REVOCATION = {**settings.REVOCATION, "fresh_hours": 0}
    with pytest.raises(Invalid, match="Sertifikat Pemerintah Pasangkayu sudah lama tidak ditanyakan"):
        conclude(house.keeper, Agreement.objects.get(pk=agreement.pk))
    monkeypatch.setattr(judge, "_verdict", lambda *_facts: Verdict(Word.GOOD, "Akar"))
    assert ask_issuers() == 1
    assert list(Judgement.objects.values_list("word", "cause"))[-1] == ("good", "again")
    settings.REVOCATION = {**settings.REVOCATION, "fresh_hours": 24}
    conclude(house.keeper, Agreement.objects.get(pk=agreement.pk))
    assert Agreement.objects.get(pk=agreement.pk).stage == "execution"
    assert ask_issuers() == 0


def test_a_final_text_is_withdrawn_while_nobody_has_signed(house: House, agreement: Agreement) -> None:
    guests, keeper = seated(house, agreement), house.at("keeper")
    page = f"/kerja/kerja-sama/{agreement.pk}/upacara/"
    assert keeper.post(f"{page}siapkan/", {}).status_code == 422
    assert keeper.post(f"{page}tarik/", {"dikonfirmasi": "1"}).status_code == 302
    agreement.refresh_from_db()
    assert (agreement.document_id, agreement.number, Document.objects.get().state) == (None, "", "revoked")
    assert (guests[2].get(FINAL).status_code, guests[2].get(SIGN).status_code) == (404, 200)
    guests = seated(house, agreement)
    assert uploaded(guests[2], person("Bupati Pasangkayu", None), "TandaTangan1").status_code == 302
    assert keeper.post(f"{page}tarik/", {"dikonfirmasi": "1"}).status_code == 409
    assert house.at("outsider").get(page).status_code == 404
    assert {Client().get(path).status_code for path in (FINAL, SIGN)} == {404}
