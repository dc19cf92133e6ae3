"""A plan from the catalogue to results: readiness, gaps, steps, order, what was left out, who may."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.core.exchange import read_lines
from balai.foundation.audit.api import events_of
from balai.territory.adoption import selectors
from balai.territory.adoption.actions.change_plan import PlanFacts, change_plan, reorder
from balai.territory.adoption.actions.judge import Measured, judge, measure
from balai.territory.adoption.actions.keep_steps import StepFacts, put_step, remove_step, tell_progress
from balai.territory.adoption.comparing import compared, facts_of_pack
from balai.territory.adoption.models import Plan, Requirement, Step
from balai.territory.adoption.sources import Adopted
from balai.territory.adoption.tests.conftest import House, take, unit

pytestmark = pytest.mark.django_db
MALL = "mal-pelayanan-publik"


def step(house: House, plan: Plan, **facts: object) -> Step:
    """A step of the agency for villages in March 2027 for 25 million."""
    whole = {
        "text": "Latih operator desa", "unit_id": unit("dpmd"), "month": date(2027, 3, 15),
        "cost": Decimal(25_000_000), **facts,
    }  # fmt: skip
    return put_step(house.keeper, plan.pk, StepFacts(**whole))  # type: ignore[arg-type]


def test_a_plan_takes_everything_along_and_only_once(house: House) -> None:
    plan = take(house, MALL)
    assert (plan.priority, plan.origin_code, plan.origin_name, plan.pack) == (
        1, "35.10", "Kabupaten Banyuwangi", "mal-pelayanan",
    )  # fmt: skip
    assert [need.kind for need in plan.requirements.all()] == ["rule", "people", "cost", "equipment", "pack"]
    assert [result.key for result in plan.results.all()][2] == "dokumen yang terbit setahun"
    assert plan.snapshot["evidence"][2]["after"] == "218345"
    with pytest.raises(Conflict, match="sudah ada"):
        take(house, MALL)
    with pytest.raises(NotAllowed):
        take(House({"keeper": house.people["village"]}), "spbe")
    assert Plan.objects.count() == 1


def test_gaps_are_what_is_missing_and_no_step_closes(house: House) -> None:
    plan = take(house, "smart-kampung")
    rule, people, cost, equipment, pack = plan.requirements.all()
    for need, standing in ((rule, "have"), (people, "partly"), (cost, "missing"), (pack, "missing")):
        judge(house.keeper, need.pk, standing, "")
    with pytest.raises(Invalid, match="sengaja"):
        judge(house.keeper, equipment.pk, "left_out", " ")
    judge(house.keeper, equipment.pk, "left_out", "Mesin mandiri menyusul tahun kedua")
    first = step(house, plan, closes_id=people.pk)
    assert selectors.gaps(selectors.needs_of(plan)) == [cost, pack]
    tell_progress(house.keeper, first.pk, "dropped", "Dana dialihkan")
    assert selectors.gaps(selectors.needs_of(plan)) == [people, cost, pack]
    kept = Requirement.objects.get(pk=rule.pk)
    assert (kept.judged_by, kept.judged_at is not None) == (house.keeper.name, True)
    assert "Kesiapan" in events_of(plan.pk)[1].sentence


def test_steps_are_seen_and_told_by_the_unit_that_carries_them_out(house: House) -> None:
    plan = take(house, "e-village-budgeting")
    mine = step(house, plan)
    assert [one.pk for one in selectors.own_steps(house.village)] == [mine.pk]
    assert list(selectors.own_steps(house.outsider)) == []
    with pytest.raises(NotVisible):
        tell_progress(house.outsider, mine.pk, "done", "")
    with pytest.raises(Invalid, match="mengapa"):
        tell_progress(house.village, mine.pk, "dropped", "")
    with pytest.raises(NotAllowed):
        remove_step(house.village, mine.pk)
    change_plan(house.keeper, plan.pk, PlanFacts(unit("dpmd"), "planned", "", False))
    tell_progress(house.village, mine.pk, "doing", "Jadwal tersusun")
    plan.refresh_from_db()
    assert plan.state == "running"
    with pytest.raises(Invalid, match="sudah dimulai"):
        remove_step(house.keeper, mine.pk)
    with pytest.raises(Invalid, match="belum selesai"):
        change_plan(house.keeper, plan.pk, PlanFacts(unit("dpmd"), "done", "", False))
    done = tell_progress(house.village, mine.pk, "done", "189 operator dilatih")
    assert (done.month, done.done_on is not None, done.cost) == (date(2027, 3, 1), True, Decimal(25_000_000))


def test_the_order_is_changed_one_place_at_a_time_and_what_is_left_out_says_why(house: House) -> None:
    first, second, third = (take(house, code) for code in (MALL, "smart-kampung", "spbe"))
    reorder(house.keeper, third.pk, up=True)
    reorder(house.keeper, first.pk, up=True)
    assert [plan.code for plan in Plan.objects.all()] == [MALL, "spbe", "smart-kampung"]
    with pytest.raises(Invalid, match="mengapa"):
        change_plan(house.keeper, second.pk, PlanFacts(None, "left_out", " ", False))
    change_plan(house.keeper, second.pk, PlanFacts(None, "left_out", "Jaringan desa belum ada", False))
    assert selectors.state_counts(house.keeper) == {"planned": 2, "running": 0, "done": 0, "left_out": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=first.pk).update(state="left_out")
    step(house, first)
    step(house, third, month=date(2027, 3, 1), cost=Decimal(5_000_000))
    step(house, third, month=date(2027, 5, 1))
    march, may = selectors.road(house.keeper)
    assert (march.month, march.plans, march.cost, may.plans) == (
        date(2027, 3, 1), 2, Decimal(30_000_000), 1,
    )  # fmt: skip
    file = house.at("keeper").get("/kerja/adopsi/unduh/xlsx/")
    lines = read_lines("x.xlsx", file.content, ("rencana", "biaya"))
    told = [(line.get("rencana"), line.get("biaya"), line.get("alasan")) for line in lines]
    assert told == [
        ("Mal Pelayanan Publik", "25000000", ""),
        ("Pemerintahan berbasis elektronik (SPBE)", "5000000", ""),
        ("Pemerintahan berbasis elektronik (SPBE)", "25000000", ""),
        ("Smart Kampung", "", "Jaringan desa belum ada"),
    ]


def test_results_stand_beside_the_origin_and_those_who_agreed(house: House) -> None:
    plan = take(house, MALL)
    issued = plan.results.get(key="dokumen yang terbit setahun")
    for wrong in (
        Measured(Decimal(1), None, None, None, "x"),
        Measured(Decimal(1), date(2025, 1, 1), None, None, " "),
        Measured(Decimal(1), date(2025, 1, 2), Decimal(2), date(2025, 1, 1), "x"),
    ):
        with pytest.raises(Invalid):
            measure(house.keeper, issued.pk, wrong)
    figures = Measured(
        Decimal("1200.5"), date(2024, 12, 31), Decimal(9000), date(2025, 12, 31), "Laporan MPP"
    )
    issued = measure(house.keeper, issued.pk, figures)
    other = Adopted("75.01", "Kabupaten Gorontalo", "mal-pelayanan", "1.1.0", date(2025, 1, 1), {
        "adoption": {"plans": [{"code": MALL, "title": "MPP", "evidence": [
            {"indicator": "Dokumen  yang terbit setahun", "before": "10", "after": "70", "on": "2025", "source": "y"},
            {"indicator": "Lain", "after": "tak hingga"}, 7]}, "rusak"]},
    })  # fmt: skip
    line = next(one for one in compared(plan, [issued], [other]) if one.key == issued.key)
    assert [(one.who, one.before, one.after, one.change) for one in line.figures] == [
        ("ours", Decimal("1200.5"), Decimal(9000), Decimal("7799.5")),
        ("origin", None, Decimal(218345), None),
        ("adopter", Decimal(10), Decimal(70), Decimal(60)),
    ]
    assert facts_of_pack("mal-pelayanan") == {}, "nothing travels before it is allowed"
    change_plan(house.keeper, plan.pk, PlanFacts(None, "planned", "", True))
    (told,) = facts_of_pack("mal-pelayanan")["plans"]
    assert told["evidence"] == [
        {
            "indicator": {"id": "Dokumen yang terbit setahun", "en": "Documents issued in a year"},
            "unit": {"id": "dokumen", "en": "documents"},
            "before": "1200.5", "after": "9000", "on": "2025-12-31", "source": "Laporan MPP",
        }
    ]  # fmt: skip


def test_the_list_costs_the_same_for_ten_and_for_a_hundred(
    house: House, django_assert_max_num_queries: object
) -> None:
    plan = take(house, MALL)
    facts = Plan.objects.filter(pk=plan.pk).values().get()
    del facts["id"]
    Plan.objects.bulk_create(
        Plan(**{**facts, "code": f"p-{number}", "priority": number + 2}) for number in range(99)
    )
    client = house.at("keeper")
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        page = client.get("/kerja/adopsi/").content.decode()
    assert "Halaman 1 dari 4" in page


def test_a_plan_is_taken_along_on_paper_and_as_a_table(house: House) -> None:
    plan = take(house, "spbe")
    rule = plan.requirements.all()[0]
    judge(house.keeper, rule.pk, "have", "Perbup 12/2020")
    step(house, plan)
    base = f"/kerja/adopsi/{plan.pk}/unduh/"
    paper = house.at("keeper").get(f"{base}pdf/")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    table = house.at("village").get(f"{base}xlsx/").content
    lines = read_lines("x.xlsx", table, ("bagian", "isi", "keadaan", "sesudah", "sumber", "biaya"))
    rows = [(line.get("bagian"), line.get("isi"), line.get("keadaan")) for line in lines]
    assert rows[0] == ("kebutuhan", str(rule), "Ada")
    assert ("langkah", "Latih operator desa", "Belum mulai") in rows
    figures = [(line.get("sesudah"), line.get("sumber")) for line in lines if line.get("bagian") == "hasil"]
    assert figures == [("", ""), ("3.43", "Hasil penilaian SPBE 2018 menurut laporan pers")]
    assert house.at("keeper").get(f"{base}docx/").status_code == 404
    assert house.at("outsider").get(f"{base}pdf/").status_code == 404


def test_a_figure_says_when_nobody_compared_it(house: House) -> None:
    plan = take(house, MALL)
    page = house.at("keeper").get(f"/kerja/adopsi/{plan.pk}/").content.decode()
    assert "[R]" not in page
    assert page.count("belum diverifikasi") == 1, "visitors of 2017"
