"""What is typed into a plan: read as people write it, or refused with a sentence, and never lost."""

from decimal import Decimal

import pytest

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
