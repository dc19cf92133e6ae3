"""Texts: clauses and their keys, comparing, four sides that answer, and what the database keeps."""

import pytest
from django.db import Error, connection, transaction

from balai.core.errors import Conflict, Invalid
from balai.territory.agreements import api
from balai.territory.agreements.access import Voice
from balai.territory.agreements.actions.write_text import answer, initial, missing_initials
from balai.territory.agreements.clauses import read_in, write_out
from balai.territory.agreements.comparing import Piece, compare, words
from balai.territory.agreements.models import Agreement, Draft, Party, Remark
from balai.territory.agreements.tests.conftest import House, begun, partner, side

TEXT = "## Pasal 1 Maksud\nBekerja sama.\n\n## Pasal 2 Biaya\nDitanggung bersama."


def test_a_clause_keeps_its_key_over_versions() -> None:
    first = read_in(TEXT)
    assert first == [
        {"key": "k1", "heading": "Pasal 1 Maksud", "text": "Bekerja sama."},
        {"key": "k2", "heading": "Pasal 2 Biaya", "text": "Ditanggung bersama."},
    ]
    assert read_in(write_out(first), first) == first
    later = read_in(
        "## Pasal 1 Tujuan\nBekerja sama.\n## Pasal 2 Objek\nData.\n## Pasal 2 Biaya\nSendiri.", first
    )
    assert [clause["key"] for clause in later] == ["k1", "k3", "k2"]
    assert [(one.key, one.mark) for one in compare(first, later)] == [
        ("k1", "changed"),
        ("k3", "new"),
        ("k2", "changed"),
    ]
    assert [one.mark for one in compare(later, first[:1])] == ["changed", "gone", "gone"]


WORD = (
    "KESEPAKATAN BERSAMA\r\nPada hari ini\x0bpara pihak sepakat:\r\n\r\nPASAL 1\r\nMAKSUD DAN TUJUAN\r\n"
    "(1) Saling belajar.\r\n(2)\tSesuai Pasal 2.\r\nPasal 2.\r\nRuang lingkupnya meliputi:\r\na.\tpelayanan.\r\n"
    "Pasal 3 Biaya\r\nMasing-masing.\r\nPasal 2 tetap berlaku."
)


def test_a_text_pasted_from_a_word_processor_falls_into_its_articles() -> None:
    assert [(clause["heading"], clause["text"]) for clause in read_in(WORD)] == [
        ("Pembukaan", "KESEPAKATAN BERSAMA\nPada hari ini\npara pihak sepakat:"),
        ("PASAL 1 MAKSUD DAN TUJUAN", "(1) Saling belajar.\n(2) Sesuai Pasal 2."),
        ("Pasal 2.", "Ruang lingkupnya meliputi:\na. pelayanan."),
        ("Pasal 3 Biaya", "Masing-masing.\nPasal 2 tetap berlaku."),
    ]


@pytest.mark.parametrize(
    "text", ["", "   ", "Tanpa judul", "Pembukaan\n## Pasal 1\nIsi", "## A\n" + "x" * 8001]
)
def test_a_text_without_clauses_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_in(text)


def test_hostile_letters_stay_text() -> None:
    (clause,) = read_in("## <script>\u202e\x00alert(1)\nrm -rf ‮ #eval(1) $x$ @ref")
    assert (clause["heading"], clause["text"]) == ("<script>alert(1)", "rm -rf  #eval(1) $x$ @ref")


def test_words_tell_what_came_and_went() -> None:
    assert words("Ditanggung bersama.", "Ditanggung masing-masing.") == [
        Piece("same", "Ditanggung "), Piece("gone", "bersama."), Piece("new", "masing-masing."),
    ]  # fmt: skip


@pytest.fixture
def table(house: House) -> tuple[Agreement, list[Voice]]:
    """Four sides around a text."""
    agreement = begun(house, *(partner(f"Pemerintah {name}") for name in ("Trenggalek", "Banjar", "Kutai")))
    voices = [Voice(house.keeper, agreement, side(agreement, place)) for place in (1, 2, 3, 4)]
    api.write_text(voices[0], TEXT, 0)
    return agreement, voices


@pytest.mark.django_db
def test_a_proposal_needs_every_other_side(table: tuple[Agreement, list[Voice]]) -> None:
    agreement, voices = table
    remark = api.remark(voices[1], api.Said("k2", "Tegaskan", "Masing-masing."))
    with pytest.raises(Conflict):
        answer(voices[1], remark.pk, True)
    for voice in (voices[0], voices[2]):
        answer(voice, remark.pk, True)
        assert Draft.objects.count() == 1
    with pytest.raises(Conflict):
        answer(voices[2], remark.pk, True)
    answer(voices[3], remark.pk, True)
    newest = Draft.objects.first()
    assert newest is not None
    assert (newest.version, newest.party, newest.clauses[1]["text"]) == (2, voices[1].party, "Masing-masing.")
    assert [voice.party.pk for voice in voices] == [party.pk for party in missing_initials(agreement.pk)]


@pytest.mark.django_db
def test_one_refusal_with_its_reason_settles_it(table: tuple[Agreement, list[Voice]]) -> None:
    _agreement, voices = table
    remark = api.remark(voices[0], api.Said("k1", "Perluas", "Apa saja."))
    with pytest.raises(Invalid):
        answer(voices[2], remark.pk, False, " ")
    with pytest.raises(Conflict, match="belum dijawab"):
        initial(voices[0], 1)
    answer(voices[2], remark.pk, False, "Terlalu luas")
    remark.refresh_from_db()
    assert (remark.state, Draft.objects.count()) == (Remark.State.REJECTED, 1)
    with pytest.raises(Conflict):
        answer(voices[1], remark.pk, True)
    for voice in voices:
        initial(voice, 1)
    assert missing_initials(_agreement.pk) == []


@pytest.mark.django_db
def test_a_proposal_for_a_clause_that_changed_since_is_not_taken_over(
    table: tuple[Agreement, list[Voice]],
) -> None:
    _agreement, voices = table
    remark = api.remark(voices[1], api.Said("k2", "Tegaskan", "Masing-masing."))
    api.write_text(voices[0], TEXT.replace("bersama.", "daerah."), 1)
    answer(voices[0], remark.pk, True)
    answer(voices[2], remark.pk, True)
    with pytest.raises(Conflict, match="sudah berubah"):
        answer(voices[3], remark.pk, True)
    assert (Draft.objects.count(), remark.verdicts.count()) == (2, 2)


@pytest.mark.django_db
def test_an_author_with_an_older_version_is_told(table: tuple[Agreement, list[Voice]], house: House) -> None:
    agreement, voices = table
    with pytest.raises(Conflict, match="versi 1"):
        api.write_text(voices[0], TEXT + " Dan lagi.", 0)
    with pytest.raises(Invalid, match="tidak berubah"):
        api.write_text(voices[0], TEXT, 1)
    with pytest.raises(Conflict, match="para pihak tidak berubah"):
        api.add_party(house.keeper, agreement.pk, partner("Pemerintah Blora"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agreements_draft SET note = 'x'",
        "DELETE FROM agreements_draft",
        "UPDATE agreements_remark SET text = 'x'",
        "DELETE FROM agreements_remark",
        "DELETE FROM agreements_agreement",
        "UPDATE agreements_agreement SET code = 'x'",
        "UPDATE agreements_verdict SET accepts = false, reason = 'x'",
    ],
)
def test_the_database_keeps_it(table: tuple[Agreement, list[Voice]], statement: str) -> None:
    _agreement, voices = table
    answer(voices[0], api.remark(voices[1], api.Said("k2", "Tegaskan")).pk, True)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_what_was_signed_is_not_rewritten(house: House) -> None:
    from datetime import date

    card = api.record_signed(
        house.keeper,
        api.SignedDraft(
            api.AgreementDraft("kesepakatan-bersama", house.unit_id, "Lama", "Layanan"),
            date(2024, 2, 27),
            (partner("Sigi"),),
        ),
    )
    with pytest.raises(Error), transaction.atomic():
        Agreement.objects.filter(pk=card.id).update(title="Lain")
    assert Party.objects.filter(agreement_id=card.id).count() == 2


@pytest.mark.django_db
def test_both_write_at_once_and_nothing_is_lost(table: tuple[Agreement, list[Voice]], house: House) -> None:
    agreement, voices = table
    remark = api.remark(voices[1], api.Said("k2", "Tegaskan", "Masing-masing.", seen=1))
    for voice in (voices[0], *voices[2:]):
        answer(voice, remark.pk, True)
    mine = {"text": TEXT.replace("Bekerja", "Giat bekerja"), "seen": "1", "note": ""}
    client, page = house.at("keeper"), f"/kerja/kerja-sama/{agreement.pk}/naskah/tulis/"
    refused = client.post(page, mine)
    shown = refused.content.decode()
    assert (refused.status_code, Draft.objects.count()) == (422, 2)
    for word in ("Giat bekerja", "<ins>Masing-masing.</ins>", "<del", 'name="seen" value="2"'):
        assert word in shown
    late = api.remark(voices[2], api.Said("k2", "Saya membaca versi 1", "Dibagi tiga.", seen=1))
    assert late.draft.version == 1
    for voice in (voices[0], voices[1]):
        answer(voice, late.pk, True)
    with pytest.raises(Conflict, match="sudah berubah"):
        answer(voices[3], late.pk, True)
