"""Acting officers and delegates: in the block with the right words, within their dates, refused outside."""

from datetime import timedelta

import pytest
import time_machine

from balai.core.errors import NotVisible
from balai.foundation.documents.models import Signature
from balai.foundation.documents.tests.pdfs import Seen, pdfsig
from tests.letters.hardship import records, today

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
VALID, TRUSTED = "Signature is Valid.", "Certificate is Trusted."
BASIS = "Keputusan Kades 141/7/2026"


@pytest.mark.parametrize(
    ("standing", "post", "block", "sentence"),
    [
        ("delegasi", "a.n. Kepala Desa Tamansari, Operator Desa",
         "a.n. Kepala Desa Tamansari Operator Desa,", "Operator Desa atas nama Kepala Desa Tamansari"),
        ("plt", "Plt. Kepala Desa Tamansari", "Plt. Kepala Desa Tamansari,", "Plt. Kepala Desa Tamansari, Kec"),
        ("plh", "Plh. Kepala Desa Tamansari", "Plh. Kepala Desa Tamansari,", "Plh. Kepala Desa Tamansari, Kec"),
    ],
)  # fmt: skip
def test_the_block_says_in_which_standing(office, tmp_path, standing, post, block, sentence) -> None:
    case_id = office.ask()
    office.do("operator", case_id, "teruskan")
    office.delegate(standing)
    page = office.page("operator", case_id, "tanda-tangani")
    assert post in page
    assert BASIS in page
    assert office.press("operator", case_id, "tanda-tangani").status_code == 302
    text = office.text(case_id, tmp_path)
    assert block in text
    assert f"Yang bertanda tangan di bawah ini {sentence}" in text
    signature = Signature.objects.get(document_id=office.letter(case_id).id)
    assert (signature.post_title, signature.standing, signature.basis) == (post, standing, BASIS)
    assert signature.signer_name == "Eko Purnomo (fiktif)"
    assert pdfsig(office.pdf(case_id), tmp_path) == [Seen("TandaTangan1", VALID, TRUSTED, True)]


@pytest.mark.parametrize("begun", [-3, 30])
def test_outside_the_dates_an_assignment_is_worth_nothing(office, begun) -> None:
    """It begins in three days, or it ended weeks ago."""
    case_id = office.ask()
    office.do("operator", case_id, "teruskan")
    office.delegate("delegasi", begun=begun)
    before = records()
    assert office.press("operator", case_id, "tanda-tangani").status_code == 403
    assert records() == before


def test_the_acting_camat_gets_the_block_and_the_absent_one_does_not_sign_in_it(office, tmp_path) -> None:
    office.stand_in()
    case_id = office.half_signed()
    assert "Plh. Camat Licin" in office.text(case_id, tmp_path)
    assert "Anda tidak dapat menandatangani surat ini" in office.page("camat", case_id, "ketahui")
    before = records()
    assert office.press("camat", case_id, "ketahui").status_code == 403
    assert records() == before
    page = office.page("citizen", case_id, "ketahui")
    assert "Plh. Camat Licin" in page
    assert "SPT 800/12/2026" in page
    assert office.press("citizen", case_id, "ketahui").status_code == 302
    assert pdfsig(office.pdf(case_id), tmp_path) == [
        Seen("TandaTangan1", VALID, TRUSTED, False),
        Seen("TandaTangan2", VALID, TRUSTED, True),
    ]


def test_after_the_last_day_the_acting_camat_signs_no_more(office) -> None:
    office.stand_in(days=2)
    case_id = office.half_signed()
    before = records()
    with time_machine.travel(today() + timedelta(days=4), tick=True), pytest.raises(NotVisible):
        office.do("citizen", case_id, "ketahui")
    assert records() == before
    assert office.letter(case_id).state == "waiting"
