"""Numbers as Indonesians say them."""

import pytest

from balai.front.displays.spoken import WORDS, call_words, label_words, number_words, sentence

SAID = {
    0: "nol",
    7: "tujuh",
    10: "sepuluh",
    11: "sebelas",
    12: "dua belas",
    19: "sembilan belas",
    20: "dua puluh",
    47: "empat puluh tujuh",
    100: "seratus",
    104: "seratus empat",
    111: "seratus sebelas",
    219: "dua ratus sembilan belas",
    999: "sembilan ratus sembilan puluh sembilan",
    1000: "seribu",
    1205: "seribu dua ratus lima",
    12_000: "dua belas ribu",
    999_999: "sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan",
}


@pytest.mark.parametrize(("number", "words"), SAID.items())
def test_a_number_in_words(number: int, words: str) -> None:
    assert " ".join(number_words(number)) == words


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_a_number_that_nobody_calls(number: int) -> None:
    with pytest.raises(ValueError, match="not spoken"):
        number_words(number)


def test_every_call_can_be_joined_from_the_words_of_a_pack() -> None:
    said = {word for number in range(3000) for word in call_words(f"Z {number:03d}", f"{number}B")}
    assert said <= set(WORDS)
    assert len(set(WORDS)) == len(WORDS) == 46


def test_a_call() -> None:
    assert call_words("A 104", "3") == ("nomor-antrean", "a", "seratus", "empat", "silakan-ke-loket", "tiga")
    assert label_words("AB 012") == ("a", "b", "dua", "belas")
    assert sentence("B 047", "12A") == "Nomor antrean B empat puluh tujuh. Silakan ke loket dua belas A."
