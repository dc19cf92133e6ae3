"""Identity numbers are stored sealed, equal numbers equal, and shown masked."""

import pytest

from balai.core.secret import SecretError, mask, seal, unseal

NIK = "3510244107900001"


def test_the_same_number_seals_to_the_same_text_without_showing_it():
    sealed = seal(NIK, "nik")
    assert sealed == seal(NIK, "nik")
    assert NIK not in sealed
    assert unseal(sealed, "nik") == NIK


def test_a_number_cannot_be_moved_to_another_purpose():
    with pytest.raises(SecretError):
        unseal(seal(NIK, "nik"), "kk")


def test_a_changed_text_is_refused():
    sealed = seal(NIK, "nik")
    with pytest.raises(SecretError):
        unseal(sealed[:-4] + "AAA=", "nik")


def test_the_mask_shows_the_last_four_digits():
    assert mask(NIK) == "••••••••••••0001"
