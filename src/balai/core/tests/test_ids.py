"""Codes that people read, type and mistype."""

from hypothesis import given
from hypothesis import strategies as st

from balai.core.ids import ALPHABET, check_character, new_code, read_code, uuid7

BODY = st.text(alphabet=ALPHABET, min_size=7, max_size=7)


def test_keys_are_in_order_of_their_making():
    keys = [uuid7() for _ in range(100)]
    assert keys == sorted(keys)
    assert {key.version for key in keys} == {7}


def test_a_code_reads_as_prefix_and_two_groups():
    prefix, first, second = new_code("SKU").split("-")
    assert (prefix, len(first), len(second)) == ("SKU", 4, 4)


def test_a_code_is_read_as_people_type_it():
    body = "7K3F9Q0"
    code = f"SKU-7K3F-9Q0{check_character(body)}"
    typed = f" sku 7k3f 9qo{check_character(body).lower()} "
    assert read_code(typed) == code
    assert read_code(typed.replace(" ", "")) == code  # as the keys of a kiosk are pressed
    assert read_code("SKTM" + code[3:].replace("-", "")) == f"SKTM{code[3:]}"
    assert [read_code(text) for text in ("", "SKU", code[4:].replace("-", ""), "SKU7K3F9Q00")] == [None] * 4


@given(BODY, st.integers(0, 6), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_found(body: str, place: int, letter: str):
    whole = body + check_character(body)
    wrong = whole[:place] + letter + whole[place + 1 :]
    expected = f"SKU-{whole[:4]}-{whole[4:]}" if wrong == whole else None
    assert read_code(f"SKU-{wrong[:4]}-{wrong[4:]}") == expected
