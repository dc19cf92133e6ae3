"""What is typed into a plan: read as people write it, or refused with a sentence, and never lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from balai.foundation.forms.actions.keep_page import forget_old_pages
from balai.foundation.forms.models import PageDraft
from balai.territory.adoption.models import Plan, Step
from balai.territory.adoption.tests.conftest import House, take, unit

pytestmark = pytest.mark.django_db
NO_AMOUNT = "Tulis jumlah seperti 1.250.000 atau 1.250.000,50."


def typed(cost: str) -> dict[str, object]:
    """A step as it comes from the page."""
    return {"text": "Latih operator desa", "unit": unit("dpmd"), "month": "2027-03", "cost": cost}


def send(house: House, plan: Plan, cost: str) -> tuple[int, str]:
    answer = house.at("keeper").post(f"/kerja/adopsi/{plan.pk}/langkah/", typed(cost))
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    ("cost", "sentence"),
    [
        ("dua juta", NO_AMOUNT),
        ("2 jt", NO_AMOUNT),
        ("Rp 2 juta", NO_AMOUNT),
        ("-5", "Jumlah rupiah tidak boleh kurang dari nol."),
    ],
)
def test_a_cost_that_is_no_amount_is_refused_and_nothing_typed_is_lost(
    house: House, cost: str, sentence: str
) -> None:
    status, page = send(house, take(house, "spbe"), cost)
    assert status == 422
    assert sentence in page
    assert f'value="{cost}"' in page
    assert 'value="Latih operator desa"' in page
    assert not Step.objects.exists()


@pytest.mark.parametrize(("cost", "kept"), [("2.000.000,-", 2_000_000), ("Rp 2.000.000", 2_000_000), ("", 0)])
def test_a_cost_is_read_as_people_write_it(house: House, cost: str, kept: int) -> None:
    status, _page = send(house, take(house, "spbe"), cost)
    assert status == 302
    assert Step.objects.get().cost == Decimal(kept)


def keep(house: House, plan: Plan, version: int, **more: object) -> tuple[int, dict[str, object]]:
    """What the page sends by itself while it is written."""
    fields = {**typed("2 jt"), "text": "Latih oper", "version": version, **more}
    answer = house.at("keeper").post(f"/kerja/adopsi/{plan.pk}/langkah/?draf=simpan", fields)
    return answer.status_code, answer.json()


def test_a_step_that_was_not_sent_is_there_again_on_any_device(house: House) -> None:
    plan = take(house, "spbe")
    assert keep(house, plan, 0) == (200, {"version": 1})
    assert keep(house, plan, 1, text="Latih operator") == (200, {"version": 2})
    page = house.at("keeper").get(f"/kerja/adopsi/{plan.pk}/langkah/").content.decode()
    assert "Isian Anda yang belum dikirim" in page
    assert ('value="Latih operator"' in page, 'value="2 jt"' in page, 'value="2027-03"' in page) == (
        True,
    ) * 3
    late, told = keep(house, plan, 1, text="Ponsel lain")
    assert (late, "perangkat lain" in str(told["message"])) == (409, True)
    assert PageDraft.objects.get().typed["text"] == "Latih operator"
    assert not Step.objects.exists()
    assert send(house, plan, "2.000.000")[0] == 302
    assert not PageDraft.objects.exists()
    assert keep(house, plan, 2)[0] == 409  # the other device still has the page that was sent


def test_what_was_typed_is_given_up_when_one_wants(house: House) -> None:
    plan = take(house, "spbe")
    keep(house, plan, 0)
    answer = house.at("keeper").post(f"/kerja/adopsi/{plan.pk}/langkah/?draf=buang")
    assert (answer.status_code, PageDraft.objects.count()) == (302, 0)
    page = house.at("keeper").get(f"/kerja/adopsi/{plan.pk}/langkah/").content.decode()
    assert ("belum dikirim" in page, "Latih oper" in page) == (False, False)


def test_each_keeps_their_own_and_only_where_they_may_write(house: House) -> None:
    plan = take(house, "spbe")
    keep(house, plan, 0)
    refused = house.at("village").post(f"/kerja/adopsi/{plan.pk}/langkah/?draf=simpan", typed("1"))
    assert (refused.status_code, PageDraft.objects.count()) == (403, 1)
    assert PageDraft.objects.get().owner == house.people["keeper"]


def test_too_much_is_refused_and_what_is_old_goes(house: House) -> None:
    plan = take(house, "spbe")
    assert keep(house, plan, 0, text="x" * 70_000)[0] == 422
    keep(house, plan, 0)
    PageDraft.objects.update(saved_at=timezone.now() - timedelta(days=31))
    assert (forget_old_pages(), PageDraft.objects.count()) == (1, 0)


def test_every_page_of_a_plan_keeps_what_is_typed(house: House) -> None:
    plan = take(house, "spbe")
    need, result = plan.requirements.first(), plan.results.first()
    assert need
    assert result
    client = house.at("keeper")
    pages = [f"{plan.pk}/{way}/" for way in ("langkah", "putusan", "indikator")]
    for way in ("sendiri/", f"kebutuhan/{need.pk}/", f"hasil/{result.pk}/", *pages):
        address = f"/kerja/adopsi/{way}"
        assert f'data-autosave="{address}?draf=simpan"' in client.get(address).content.decode()
