"""Dates, times and content in the reader's language and the regency's zone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from balai.core.ui import look, words

MOMENT = datetime(2024, 2, 27, 16, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _palu(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A regency in the zone WITA, eight hours before UTC."""
    sigi = look.Regency("72.10", "Kabupaten Sigi", "Sigi", "Asia/Makassar")
    monkeypatch.setattr(look, "_provider", lambda: sigi)
    with translation.override("id"):
        yield


def test_dates_and_times_stand_in_the_zone_of_the_regency() -> None:
    assert words.long_date(MOMENT) == "Rabu, 28 Februari 2024"
    assert words.clock_time(MOMENT) == "00.03"
    assert words.moment(MOMENT) == "28 Februari 2024, 00.03 WITA"


def test_a_plain_date_stays_where_it_is() -> None:
    assert words.long_date(date(2024, 2, 27)) == "Selasa, 27 Februari 2024"
    assert words.short_date(date(2024, 8, 17)) == "17 Agu 2024"


def test_english_readers_get_english_dates() -> None:
    with translation.override("en"):
        assert words.long_date(date(2024, 2, 27)) == "Tuesday, 27 February 2024"
        assert words.clock_time(MOMENT) == "00:03"


@pytest.mark.parametrize(
    ("distance", "sentence"),
    [
        (timedelta(hours=3, minutes=59), "3 jam lagi"),
        (timedelta(minutes=-5), "5 menit yang lalu"),
        (timedelta(days=2), "2 hari lagi"),
        (timedelta(seconds=-20), "baru saja"),
        (timedelta(seconds=20), "sebentar lagi"),
    ],
)
def test_relative_time_rounds_down(distance: timedelta, sentence: str) -> None:
    assert words.relative(MOMENT + distance, now=MOMENT) == sentence


def test_content_is_read_in_the_language_of_the_reader() -> None:
    content = {"id": "Surat Keterangan Usaha", "en": "Business certificate"}
    assert words.local(content) == "Surat Keterangan Usaha"
    assert words.local(content, "en") == "Business certificate"
    assert words.local({"id": "Hanya ini"}, "en") == "Hanya ini"
    assert words.local("apa adanya", "en") == "apa adanya"
    assert words.local(None) == ""


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [
        (59, "kurang dari 1 menit"),
        (240, "4 menit"),
        (3600, "1 jam"),
        (3900, "1 jam 5 menit"),
        (90_000, "1 hari"),
    ],
)
def test_a_span_names_hours_and_minutes(seconds: int, sentence: str) -> None:
    assert words.span(seconds) == sentence
