"""The rules of the NIK, digit by digit."""

from datetime import date

import pytest

from balai.core.errors import Invalid
from balai.foundation.accounts.nik import NikFacts, check_nik

TODAY = date(2026, 3, 2)


def test_a_womans_day_is_forty_more() -> None:
    assert check_nik("3510245205900001", today=TODAY) == NikFacts(
        number="3510245205900001",
        region_code="35.10.24",
        sex="P",
        birth_dates=(date(1990, 5, 12),),
        serial=1,
    )


def test_spaces_and_dots_are_read_over() -> None:
    assert check_nik(" 351024 120590.0001 ", today=TODAY).sex == "L"


def test_the_century_is_the_one_that_gives_an_age_up_to_115() -> None:
    assert check_nik("3510241205150001", today=TODAY).birth_dates == (date(2015, 5, 12), date(1915, 5, 12))
    assert check_nik("3510241205100001", today=TODAY).birth_dates == (date(2010, 5, 12),)
    assert check_nik("3510241205270001", today=TODAY).birth_dates == (date(1927, 5, 12),)


def test_a_leap_day_counts_in_the_century_that_has_it() -> None:
    assert check_nik("3510242902120001", today=TODAY).birth_dates == (date(2012, 2, 29), date(1912, 2, 29))
    assert check_nik("3510242902000001", today=TODAY).birth_dates == (date(2000, 2, 29),)


@pytest.mark.parametrize(
    ("nik", "sentence"),
    [
        ("351024120590001", "NIK terdiri atas 16 angka."),
        ("35102412059000011", "NIK terdiri atas 16 angka."),
        ("351024120590000x", "NIK terdiri atas 16 angka."),
        ("٣٥١٠٢٤١٢٠٥٩٠٠٠٠١", "NIK terdiri atas 16 angka."),
        ("3510241205900000", "Empat angka terakhir NIK tidak boleh 0000."),
        (
            "3510240005900001",
            "Tanggal lahir di dalam NIK tidak ada di kalender. Periksa angka ke-7 sampai ke-12.",
        ),
        (
            "3510243205900001",
            "Tanggal lahir di dalam NIK tidak ada di kalender. Periksa angka ke-7 sampai ke-12.",
        ),
        (
            "3510244005900001",
            "Tanggal lahir di dalam NIK tidak ada di kalender. Periksa angka ke-7 sampai ke-12.",
        ),
        (
            "3510247205900001",
            "Tanggal lahir di dalam NIK tidak ada di kalender. Periksa angka ke-7 sampai ke-12.",
        ),
        (
            "3510241213900001",
            "Tanggal lahir di dalam NIK tidak ada di kalender. Periksa angka ke-7 sampai ke-12.",
        ),
        (
            "3510242902910001",
            "Tanggal lahir di dalam NIK tidak ada di kalender. Periksa angka ke-7 sampai ke-12.",
        ),
    ],
)
def test_what_no_office_gives_out(nik: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_nik(nik, today=TODAY)
    assert refused.value.fields == {"nik": sentence}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"sex": "L"}, "NIK tidak sesuai dengan jenis kelamin yang diisi."),
        ({"birth_date": date(1990, 5, 13)}, "NIK tidak sesuai dengan tanggal lahir yang diisi."),
    ],
)
def test_the_record_must_agree(facts: dict, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        check_nik("3510245205900001", today=TODAY, **facts)
    assert check_nik("3510245205900001", today=TODAY, sex="P", birth_date=date(1990, 5, 12)).serial == 1
