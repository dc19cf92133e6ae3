"""The registers: narrowed, searched, sorted, taken along; kinds that an administrator corrects; bounded costs."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from balai.core.errors import Conflict, Invalid
from balai.core.exchange import read_lines
from balai.foundation.packs import api as packs
from balai.foundation.regions.api import today
from balai.territory.agreements import api, selectors
from balai.territory.agreements.actions.conclude import conclude
from balai.territory.agreements.models import Agreement, AgreementKind, Obligation, Party, Signature, Stage
from balai.territory.agreements.terms import last_day, months_later
from balai.territory.agreements.tests.conftest import PACKS, House, begun, draft_of, partner, side

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


def signed(house: House, title: str, *names: str, **facts: Any) -> Agreement:
    whole = {"signed_on": date(2024, 2, 27), "source": "Berita pers", **facts}
    parties = tuple(partner(name) for name in names or ("Pemerintah Kabupaten Sigi",))
    card = api.record_signed(
        house.keeper, api.SignedDraft(draft_of(house, title=title, months=None), parties=parties, **whole)
    )
    return Agreement.objects.get(pk=card.id)


def test_the_register_is_narrowed_searched_sorted_and_taken_along(house: House) -> None:
    signed(house, "Alpha", number="1/2024", ends_on=today() + timedelta(days=20))
    signed(
        house, "Beta", "Pemerintah Kota Banjar", "Pemerintah Kabupaten Trenggalek", signed_on=date(2018, 5, 8)
    )
    signed(house, "Gamma", ends_on=date(2025, 1, 1))
    begun(house, title="Delta")
    client = house.at("keeper")
    names = ("Alpha", "Beta", "Gamma", "Delta")
    found = {}
    for query in (
        "habis=30",
        "keadaan=ended",
        "keadaan=prepared",
        "q=trengg",
        "tahun=2018",
        "q=1/2024",
        "habis=x",
    ):
        page = client.get(f"/kerja/kerja-sama/?{query}").content.decode()
        found[query] = [name for name in names if f">{name}</a>" in page]
    assert found == {
        "habis=30": ["Alpha"], "keadaan=ended": ["Gamma"], "keadaan=prepared": ["Delta"], "q=trengg": ["Beta"],
        "tahun=2018": ["Beta"], "q=1/2024": ["Alpha"], "habis=x": list(names),
    }  # fmt: skip
    page = client.get("/kerja/kerja-sama/?urut=judul").content.decode()
    places = [page.index(f">{name}</a>") for name in sorted(names)]
    assert places == sorted(places)
    file = client.get("/kerja/kerja-sama/unduh/xlsx/?tahun=2018")
    (line,) = read_lines("kerja-sama.xlsx", file.content, ("judul",))
    assert line.get("pihak_lain") == "Pemerintah Kota Banjar; Pemerintah Kabupaten Trenggalek"


def test_the_public_reads_what_was_signed(house: House) -> None:
    agreement = signed(house, "<b>Pelayanan</b>", number="1/2024")
    begun(house, title="Delta")
    page = Client().get("/kerja-sama/").content.decode()
    assert "&lt;b&gt;Pelayanan&lt;/b&gt;" in page
    assert "Delta" not in page
    one = Client().get(f"/kerja-sama/{agreement.code.lower()}/").content.decode()
    assert "Berita pers" in one
    assert "Pemerintah Kabupaten Sigi" in Client().get("/kerja-sama/mitra/").content.decode()
    (link,) = api.agreement_links()
    assert (link.region_code, link.code, link.signed_on) == ("35.10", agreement.code, date(2024, 2, 27))
    assert Client().get("/kerja-sama/", {"bahasa": "en"}).status_code == 200


def test_an_old_one_is_recorded_on_a_page(house: House) -> None:
    client = house.at("keeper")
    old = {
        "kind": "kerja-sama-pihak-ketiga", "unit": str(house.unit_id), "title": "Pelatihan", "affair": "Pendidikan",
        "partners": "Universitas Contoh (fiktif)\nPT Contoh (fiktif)", "signed_on": "2020-01-02",
        "ends_on": "2021-01-01", "source": "Arsip",
    }  # fmt: skip
    assert client.post("/kerja/kerja-sama/catat/", old).status_code == 302
    agreement = Agreement.objects.get()
    assert (agreement.stage, agreement.ended_on, agreement.partners) == (
        Stage.ENDED, date(2021, 1, 1), "Universitas Contoh (fiktif); PT Contoh (fiktif)",
    )  # fmt: skip
    unknown = {**old, "kind": "kesepakatan-bersama", "partners": "Negeri Antah Berantah"}
    assert client.post("/kerja/kerja-sama/catat/", unknown).status_code == 422
    assert Agreement.objects.count() == 1


def test_a_number_stands_once_a_unit(house: House) -> None:
    signed(house, "Alpha", number="1/2024")
    with pytest.raises(Conflict, match="1/2024"):
        signed(house, "Beta", number="1/2024")
    assert Agreement.objects.count() == 1


def test_the_database_refuses_what_makes_no_sense(house: House) -> None:
    agreement = begun(house)
    duty = {
        "agreement": agreement, "party": side(agreement, 1), "unit_id": house.unit_id, "text": "x", "due_on": today(),
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Obligation.objects.create(**duty, amount=Decimal(0))
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(stage=Stage.EXECUTION)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(
            begins_on=today(), ends_on=today() - timedelta(days=1)
        )


def test_an_administrator_corrects_a_kind_and_a_newer_pack_leaves_it(house: House) -> None:
    client, page = house.at("admin"), "/kerja/pengelolaan/jenis-kerja-sama/"
    assert "Belum diverifikasi" in client.get(page).content.decode()
    facts = {
        "longest_months": "36",
        "follow_months": "6",
        "remind_days": "120, 30",
        "source": "Permendagri 22/2020",
    }
    assert client.post(f"{page}kesepakatan-bersama/", {**facts, "remind_days": "sebulan"}).status_code == 422
    assert client.post(f"{page}kesepakatan-bersama/", facts).status_code == 302
    packs.install(PACKS / "kerja-sama")
    kind = AgreementKind.objects.get(code="kesepakatan-bersama")
    assert (kind.longest_months, kind.remind_days, kind.is_verified) == (36, [120, 30], True)
    refused = house.at("keeper").post(f"{page}kesepakatan-bersama/", facts)
    assert refused.status_code == 403


def test_a_follow_up_that_comes_into_force_is_what_was_owed(house: House) -> None:
    first = begun(house)
    in_force(house, first)
    owed = Obligation.objects.get(agreement=first, kind="follow")
    assert owed.due_on == months_later(today(), 12)
    second = begun(house, kind="perjanjian-kerja-sama", follows=first.pk, title="Perjanjiannya")
    in_force(house, second)
    owed.refresh_from_db()
    assert (owed.done_on, owed.outcome) == (today(), f"Perjanjian Kerja Sama {second.number}")
    assert not Obligation.objects.filter(agreement=second, kind="follow").exists()


def in_force(house: House, agreement: Agreement) -> None:
    """Signed by both sides; nothing is in force before that."""
    with pytest.raises(Invalid, match="Belum menandatangani"):
        conclude(house.keeper, agreement)
    for party in Party.objects.filter(agreement=agreement):
        Signature.objects.create(
            party=party, way="paper", signer="Bupati", office="Bupati", signed_on=today(), sha256="0" * 64,
            certified_by="x",
        )  # fmt: skip
    conclude(house.keeper, agreement)


def test_months_are_calendar_months() -> None:
    assert months_later(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert last_day(date(2026, 3, 2), 24) == date(2028, 3, 1)
    assert last_day(date(2026, 3, 2), None) is None


def test_lists_cost_the_same_for_ten_and_for_sixty(house: House, django_assert_max_num_queries: Any) -> None:
    for number in range(60):
        signed(house, f"Kerja sama {number}")
    client = house.at("keeper")
    client.get("/kerja/kerja-sama/")
    with django_assert_max_num_queries(24):
        client.get("/kerja/kerja-sama/?hal=2")
    with django_assert_max_num_queries(14):
        Client().get("/kerja-sama/?hal=2")


def test_the_search_goes_by_an_index(house: House) -> None:
    rows = selectors.register(house.auditor, selectors.Filters(text="pelayanan sigi"))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
        plan = rows.order_by().values("pk").explain()
    assert "agreements_words" in plan


def test_the_yearly_report_is_a_table_and_a_sheet(house: House) -> None:
    agreement = signed(house, "Alpha #eval", ends_on=None)
    report = {"year": "2025", "results": "Satu $tim$ dikirim", "obstacles": "", "advice": "*Lanjut*"}
    client = house.at("keeper")
    assert client.post(f"/kerja/kerja-sama/{agreement.pk}/laporan/", report).status_code == 302
    assert (
        client.post(f"/kerja/kerja-sama/{agreement.pk}/laporan/", {**report, "year": "2020"}).status_code
        == 422
    )
    file = client.get("/kerja/kerja-sama/laporan/2025/xlsx/")
    (line,) = read_lines("laporan.xlsx", file.content, ("judul",))
    assert (line.get("judul"), line.get("hasil")) == ("Alpha #eval", "Satu $tim$ dikirim")
    pdf = client.get("/kerja/kerja-sama/laporan/2025/pdf/")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert client.get("/kerja/kerja-sama/laporan/1800/pdf/").status_code == 404
