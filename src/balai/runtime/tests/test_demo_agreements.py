"""The agreements of the demo: each stage can be seen, what is late lies in inboxes, and all invented ones say so."""

from typing import Any

import pytest
from django.utils import timezone

from balai.core.errors import NotAllowed
from balai.core.ids import uuid7
from balai.foundation.accounts.api import create_demo_people
from balai.foundation.cases.api import InboxFilters, inbox
from balai.foundation.documents.api import Signatory, show_outside, signature_places
from balai.foundation.documents.models import Document, TrustedRoot
from balai.runtime import demo_agreements
from balai.runtime.demo_cases import actor_named
from balai.territory.agreements.models import Agreement, Draft, Obligation, Remark, Signature, Stage
from tests.house import settle

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
ALSO = (
    "72",
    "72.10",
    "33",
    "33.16",
    "76",
    "76.01",
    "82",
    "82.03",
    "32",
    "32.79",
    "64",
    "64.02",
    "35.03",
    "35.09",
    "35.11",
    "35.12",
)


@pytest.fixture
def loaded(own_files: object, settings: Any) -> Any:
    settle("dasar", "banyuwangi", "inovasi", "kerja-sama", also=ALSO)
    create_demo_people("35.10")
    settings.DEMO = True
    assert (demo_agreements.load("35.10"), demo_agreements.load("35.10")) == (7, 0)
    return actor_named("kerjasama")


def invented(part: str) -> Agreement:
    return Agreement.objects.get(title__startswith=part, title__endswith="(fiktif)")


def test_one_is_discussed_by_two_sides(loaded: Any) -> None:
    found = invented("Pelayanan publik dan Smart Kampung")
    assert (found.stage, found.is_confidential) == (Stage.DRAFT, True)
    assert list(Draft.objects.filter(agreement=found).values_list("version", flat=True)) == [2, 1]
    states = Remark.objects.filter(draft__agreement=found).order_by("id").values_list("state", "party__sort")
    assert list(states) == [("accepted", "own"), ("open", "region"), ("open", "own")]


def test_one_is_at_its_ceremony_with_two_of_four_signatures(loaded: Any) -> None:
    found = invented("Pelayanan publik empat daerah")
    assert (found.stage, found.parties.count()) == (Stage.SIGNATURE, 4)
    signed = Signature.objects.filter(party__agreement=found).order_by("party__place")
    assert list(signed.values_list("party__place", "way")) == [(1, "certificate"), (2, "paper")]
    assert Document.objects.get(pk=found.document_id).state == "waiting"


def test_one_was_signed_with_a_certificate_of_another_certifier(loaded: Any) -> None:
    found = invented("Layanan jemput bola")
    assert (found.stage, bool(found.number)) == (Stage.EXECUTION, True)
    (block,) = [one for one in signature_places(found.document_id) if one.is_outside]
    assert block.judgement is not None
    assert (block.judgement.word, block.judgement.root) == (
        "good", "Penerbit Sertifikat Demo (fiktif): Akar, ID, Penerbit Sertifikat Demo (fiktif)",
    )  # fmt: skip
    (root,) = TrustedRoot.objects.all()
    assert "jangan dipercaya di luar demo" in root.source


def test_made_up_certificates_are_for_the_demo_only(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(NotAllowed):
        show_outside(uuid7(), 0, "Penerbit", Signatory(uuid7(), "Ani", "Bupati", "Kabupaten"))
    assert not TrustedRoot.objects.exists()


def test_one_is_carried_out_with_duties_late_and_done(loaded: Any) -> None:
    found = invented("Pertukaran data perizinan")
    duties = Obligation.objects.filter(agreement=found, kind="agreed")
    assert (duties.filter(case_id__isnull=False).count(), duties.exclude(done_on=None).count()) == (2, 1)
    agency, keeper = (
        [row.title for row in inbox(actor_named(name), InboxFilters()).rows]
        for name in ("kadis.dpmptsp", "kerjasama")
    )
    assert [title.partition(", KS-")[0] for title in agency] == ["Mengirim daftar izin reklame triwulan"]
    assert "Menyerahkan data pembanding" in [title.partition(", KS-")[0] for title in keeper]


def test_one_ends_within_half_a_year_and_its_keeper_was_told(loaded: Any) -> None:
    found = invented("Magang mahasiswa")
    assert found.ends_on is not None
    assert 0 < (found.ends_on - timezone.localdate()).days < 180
    assert found.reminders.count() == 1
