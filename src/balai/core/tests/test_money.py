"""Rupiah in and out: exact, and never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.money import format_rupiah, parse_rupiah


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Rp 1.234.567,50", "1234567.50"),
        ("Rp1.234.567", "1234567.00"),
        ("Rp. 1.234.567,-", "1234567.00"),
        ("1234567", "1234567.00"),
        ("0", "0.00"),
        ("  1.250.000,5 ", "1250000.50"),
        ("-Rp 2.000", "-2000.00"),
        ("−2.000", "-2000.00"),
        ("999.999.999.999.999.999,99", "999999999999999999.99"),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, amount: str) -> None:
    assert parse_rupiah(text) == Decimal(amount)
    assert str(parse_rupiah(text)) == amount


@pytest.mark.parametrize(
    "text", ["", "1.50", "1,234.50", "1.2345", "12.34.567", "1,234", "seribu", "1e6", "Rp"]
)
def test_what_could_be_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Tulis jumlah seperti"):
        parse_rupiah(text)


@pytest.mark.parametrize("text", ["1.000.000.000.000.000.000", "9" * 30, "9" * 5000])
def test_an_amount_that_no_column_holds_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="terlalu besar"):
        parse_rupiah(text)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal("1234567.50"), "Rp 1.234.567,50"),
        (Decimal("1234567"), "Rp 1.234.567"),
        (0, "Rp 0"),
        (Decimal("-2000"), "−Rp 2.000"),
        (Decimal("0.005"), "Rp 0,01"),
        (Decimal("-0.005"), "−Rp 0,01"),
        (999, "Rp 999"),
    ],
)
def test_an_amount_is_written_as_people_read_it(amount: Decimal | int, text: str) -> None:
    assert format_rupiah(amount) == text
    assert format_rupiah(amount, symbol=False) == text.replace("Rp ", "")


@given(st.decimals(min_value=-(10**17), max_value=10**17, places=2))
def test_what_is_written_is_read_back_unchanged(amount: Decimal) -> None:
    assert parse_rupiah(format_rupiah(amount)) == amount
