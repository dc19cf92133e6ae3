"""Letters between installations: nothing of them changes unseen, and keys follow each other only by their own word."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from balai.core.signed import (
    Forged,
    NoLetter,
    canonical,
    fingerprint,
    leads_to,
    open_letter,
    public_half,
    sign_letter,
    succession,
)

KEYS = [Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in range(1, 5)]
FIRST, SECOND, THIRD, STRANGER = map(public_half, KEYS)


def test_a_letter_is_opened_with_the_key_that_signed_it() -> None:
    letter = sign_letter(KEYS[0], "catalogue", {"b": 1, "a": "é"})
    assert letter["key"] == FIRST
    found = open_letter(letter, "catalogue")
    assert (found.document, found.key) == ({"b": 1, "a": "é"}, FIRST)
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"document": {"a": 2}}, Forged),
        ({"key": SECOND}, Forged),
        ({"key": "x"}, Forged),
        ({"signature": None}, Forged),
        ({"document": []}, NoLetter),
    ],
)
def test_a_changed_letter_is_not_opened(change: dict[str, Any], fault: type[Exception]) -> None:
    with pytest.raises(fault):
        open_letter({**sign_letter(KEYS[0], "catalogue", {"a": 1}), **change}, "catalogue")


@pytest.mark.parametrize("letter", [None, 3, "x", [], {}, {"document": {}}])
def test_what_has_no_shape_is_no_letter(letter: Any) -> None:
    with pytest.raises(NoLetter):
        open_letter(letter, "catalogue")


def test_a_signature_holds_for_one_purpose() -> None:
    with pytest.raises(Forged):
        open_letter(sign_letter(KEYS[0], "catalogue", {}), "adoption")


def test_links_lead_from_the_key_that_was_seen() -> None:
    links = [succession(KEYS[1], KEYS[2]), succession(KEYS[0], KEYS[1])]
    assert leads_to(FIRST, FIRST, [])
    assert leads_to(FIRST, THIRD, links)
    assert not leads_to(THIRD, FIRST, links)
    assert not leads_to(FIRST, THIRD, links[:1])
    forged = {**succession(KEYS[3], KEYS[3]), "old": FIRST}
    assert not leads_to(FIRST, STRANGER, [forged])


def test_a_fingerprint_is_thirty_digits_in_groups_of_five() -> None:
    groups = fingerprint(FIRST).split(" ")
    assert [len(group) for group in groups] == [5] * 6
    assert "".join(groups).isdigit()
    assert fingerprint(FIRST) != fingerprint(SECOND)
