"""The sixteen digits of a NIK: PPKKCC DDMMYY SSSS (Permendagri 72/2022; day + 40 for women)."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.regions import api as regions

OLDEST = 115  # years; decides the century of the two-digit year
FEMALE_OFFSET = 40


@dataclass(frozen=True)
class NikFacts:
    """What a NIK says. ``region_code`` is the district of first registration, which need not be today's address.

    ``birth_dates`` has two entries where the century cannot be told from the number.
    """

    number: str
    region_code: str
    sex: str
    birth_dates: tuple[date, ...]
    serial: int


def check_nik(
    text: str, *, sex: str = "", birth_date: date | None = None, today: date | None = None
) -> NikFacts:
    """Read a NIK and compare it with the record's sex (``L``/``P``) and birth date, when these are given.

    Raises Invalid (field ``nik``). Whether the district exists is a warning only: see ``region_warning``.
    """
    number = re.sub(r"[\s.]", "", text)
    if not re.fullmatch(r"[0-9]{16}", number):
        raise _invalid(_("NIK terdiri atas 16 angka."))
    facts = NikFacts(
        number=number,
        region_code=f"{number[:2]}.{number[2:4]}.{number[4:6]}",
        sex="P" if int(number[6:8]) > FEMALE_OFFSET else "L",
        birth_dates=_birth_dates(number, today or timezone.localdate()),
        serial=int(number[12:]),
    )
    if not facts.birth_dates:
        raise _invalid(
            _("Tanggal lahir di dalam NIK tidak ada di kalender. Periksa angka ke-7 sampai ke-12.")
        )
    if facts.serial == 0:
        raise _invalid(_("Empat angka terakhir NIK tidak boleh 0000."))
    _compare(facts, sex, birth_date)
    return facts


def region_warning(facts: NikFacts) -> str:
    """A sentence when the district of the number is not in today's list, else ""; districts are split and renamed."""
    if facts.region_code in regions.get_regions([facts.region_code]):
        return ""
    return _(
        "Kode wilayah NIK ini (%(code)s) tidak ada di daftar sekarang. Periksa sekali lagi dengan KTP."
    ) % {"code": facts.region_code}


def _compare(facts: NikFacts, sex: str, birth_date: date | None) -> None:
    if sex and sex != facts.sex:
        raise _invalid(_("NIK tidak sesuai dengan jenis kelamin yang diisi."))
    if birth_date and birth_date not in facts.birth_dates:
        raise _invalid(_("NIK tidak sesuai dengan tanggal lahir yang diisi."))


def _birth_dates(number: str, today: date) -> tuple[date, ...]:
    """The real dates that the digits may mean: not in the future, at most 115 years ago; the latest first."""
    day, month, year = int(number[6:8]), int(number[8:10]), int(number[10:12])
    day -= FEMALE_OFFSET if day > FEMALE_OFFSET else 0
    centuries = (today.year // 100 * 100, today.year // 100 * 100 - 100)
    found = (_real_date(century + year, month, day) for century in centuries)
    return tuple(born for born in found if born and born <= today and today.year - born.year <= OLDEST)


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _invalid(sentence: str) -> Invalid:
    return Invalid(sentence, {"nik": sentence})
