"""The index by hand: SPD and SID by the rule, the divisor, the rounding, the predicates at their edges."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from balai.territory.innovations.iid import Method, outcome, read_method

PACK = Path(__file__).resolve().parents[5] / "packs/indeks-inovasi/innovation_instruments.yaml"
FULL = 3
REGION = range(1, 16)
INNOVATION = range(16, 36)


@pytest.fixture(scope="module")
def method() -> Method:
    return read_method(yaml.safe_load(PACK.read_text())[0], 1)


def levels(numbers: range, level: int = FULL) -> dict[int, int]:
    return dict.fromkeys(numbers, level)


def test_the_instrument_is_that_of_2023(method: Method) -> None:
    spd, sid = method.of("region"), method.of("innovation", "count")
    assert (len(spd), len(sid), method.divisor) == (15, 21, 10)
    assert sum(one.most for one in spd) == Decimal("25.20")
    assert sum(one.most for one in sid) == Decimal("74.80")
    assert (method.most, method.unverified) == (Decimal("100.00"), 36)


def test_everything_at_the_top_is_a_hundred(method: Method) -> None:
    ten = {number: levels(INNOVATION) for number in range(10)}
    result = outcome(method, {**levels(REGION), 36: FULL}, ten)
    assert (result.spd, result.sid, result.index) == (Decimal("25.20"), Decimal("74.80"), Decimal("100.00"))
    assert result.band.name["id"] == "Sangat Inovatif"


def test_fewer_than_ten_innovations_are_divided_by_ten(method: Method) -> None:
    # 3 innovations at the top: 3 x 71.20 = 213.60; / 10 = 21.36; number of innovations at level 1: 3.60 / 3 = 1.20
    result = outcome(method, {36: 1}, {number: levels(INNOVATION) for number in range(3)})
    assert (result.innovations, result.divided_by, result.count_score) == (
        Decimal("213.60"),
        10,
        Decimal("1.20"),
    )
    assert (result.spd, result.sid, result.index) == (Decimal("0.00"), Decimal("22.56"), Decimal("22.56"))
    assert result.band.name["id"] == "Kurang Inovatif"


def test_more_than_ten_are_divided_by_their_number(method: Method) -> None:
    # 12 innovations at level 2: 20 x 3.56 x 2/3 = 47.4666… each; 12 of them / 12 = 47.4666…; SPD at 1: 25.20 / 3 = 8.40
    result = outcome(method, levels(REGION, 1), {number: levels(INNOVATION, 2) for number in range(12)})
    assert (result.divided_by, result.by_innovation[0]) == (12, Decimal("47.47"))
    assert (result.spd, result.sid, result.index) == (Decimal("8.40"), Decimal("47.47"), Decimal("55.87"))
    assert result.band.name["id"] == "Inovatif"


def test_it_is_rounded_once_at_the_end(method: Method) -> None:
    # SPD: one indicator at level 1: 0.56. SID: 7 x (3.56 / 3) / 10 = 0.830666…. Together 1.390666…, not 0.56 + 0.84
    result = outcome(method, {1: 1}, {number: {16: 1} for number in range(7)})
    assert result.by_innovation[0] == Decimal("1.19")
    assert (result.innovations, result.sid, result.index) == (
        Decimal("8.31"),
        Decimal("0.83"),
        Decimal("1.39"),
    )


def test_nothing_cannot_be_assessed(method: Method) -> None:
    result = outcome(method, {}, {})
    assert (result.index, result.divided_by) == (Decimal("0.00"), 10)
    assert result.band.name["id"] == "Tidak dapat dinilai"


@pytest.mark.parametrize(
    ("most", "index", "name"),
    [("60.01", "60.01", "Sangat Inovatif"), ("60.00", "60.00", "Inovatif"), ("35.00", "35.00", "Inovatif"),
     ("34.99", "34.99", "Kurang Inovatif"), ("0.01", "0.01", "Kurang Inovatif")],
)  # fmt: skip
def test_predicates_begin_where_the_rule_says(method: Method, most: str, index: str, name: str) -> None:
    rest = str(Decimal(100) - Decimal(most))
    definition = {
        **yaml.safe_load(PACK.read_text())[0],
        "indicators": [
            {"number": 1, "of": "region", "most": most},
            {"number": 2, "of": "region", "most": rest},
        ],
    }
    result = outcome(read_method(definition, 1), {1: FULL}, {})
    assert (result.index, result.band.name["id"]) == (Decimal(index), name)
