"""Amounts in Indonesian words, as receipts carry them (terbilang)."""

from decimal import Decimal

ONES = (
    "",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
SCALES = ((10**15, "kuadriliun"), (10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))


def spelled(amount: Decimal) -> str:
    """``seratus dua puluh lima ribu rupiah``; sen, where there are any, after it."""
    whole, sen = divmod(int(amount * 100), 100)
    words = f"{_number(whole) or 'nol'} rupiah"
    return f"{words} {_number(sen)} sen" if sen else words


def _number(number: int) -> str:
    """A number from nought (no word) upwards, in words."""
    return " ".join(_below_a_million(number % 10**6) if number < 10**6 else _scaled(number))


def _scaled(number: int) -> list[str]:
    words: list[str] = []
    for size, name in SCALES:
        count, number = divmod(number, size)
        if count:
            words += [*_below_a_thousand(count), name]
    return words + _below_a_million(number)


def _below_a_million(number: int) -> list[str]:
    thousands, rest = divmod(number, 1000)
    if thousands == 1:
        return ["seribu", *_below_a_thousand(rest)]
    head = [*_below_a_thousand(thousands), "ribu"] if thousands else []
    return head + _below_a_thousand(rest)


def _below_a_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    head = [] if not hundreds else ["seratus"] if hundreds == 1 else [ONES[hundreds], "ratus"]
    return head + _below_a_hundred(rest)


def _below_a_hundred(number: int) -> list[str]:
    if number < len(ONES):
        return [ONES[number]] if number else []
    tens, ones = divmod(number, 10)
    if tens == 1:
        return [ONES[ones], "belas"]
    return [ONES[tens], "puluh", *([ONES[ones]] if ones else [])]
