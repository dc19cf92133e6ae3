"""A year's index over its pages: levels, innovations that count, the instrument's versions, the file."""

import pytest

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.core.exchange import read_lines
from balai.territory.innovations.actions.assess import (
    assess_innovation,
    assess_region,
    begin_assessment,
    count_innovation,
    leave_out,
)
from balai.territory.innovations.models import AssessedInnovation, Assessment, Innovation, Instrument
from balai.territory.innovations.tests.conftest import House

pytestmark = pytest.mark.django_db
INDEX = "/kerja/inovasi/indeks"


def test_a_year_is_counted_on_its_page_and_in_its_file(house: House) -> None:
    client = house.at("keeper")
    assert client.post(f"{INDEX}/", {"year": 2025, "instrument": "iid-2023"}).status_code == 302
    levels = {f"level_{number}": 3 for number in range(1, 16)}
    assert client.post(f"{INDEX}/2025/daerah/", {**levels, "level_36": 1}).status_code == 302
    counted = client.post(f"{INDEX}/2025/hitung/", {"code": "spbe"})
    assert counted.headers["Location"] == f"{INDEX}/2025/spbe/"
    full = {f"level_{number}": 3 for number in range(16, 36)}
    assert client.post(f"{INDEX}/2025/spbe/", full).status_code == 302
    # SPD 25.20; SID = 71.20 / 10 + 1.20 = 8.32; (25.20 + 8.32) / 100 x 100 = 33.52
    page = client.get(f"{INDEX}/2025/").content.decode()
    for told in (
        "71,20 ÷ 10 + 1,20 = 8,32",
        "(25,20 + 8,32) ÷ 100,00 × 100 = 33,52",
        "Kurang Inovatif",
        "36 indikator",
    ):
        assert told in page, told
    lines = read_lines("x.xlsx", client.get(f"{INDEX}/2025/unduh/xlsx/").content, ("indikator", "skor"))
    assert len(lines) == 16 + 20 + 8
    assert {line.get("indikator"): line.get("skor") for line in lines[-8:-1]} == {
        "SPD": "25.2", "jumlah skor inovasi": "71.2", "pembagi maks(10, n)": "10", "skor jumlah inovasi": "1.2",
        "SID": "8.32", "skor total maksimum": "100", "IID": "33.52",
    }  # fmt: skip
    assert "33,52" in client.get(f"{INDEX}/").content.decode()


def test_a_level_carries_what_proves_it(house: House) -> None:
    begin_assessment(house.keeper, 2025, "iid-2023")
    count_innovation(house.keeper, 2025, "spbe")
    client = house.at("keeper")
    typed = {f"level_{number}": 0 for number in range(16, 36)}
    typed |= {"level_16": 3, "evidence_16": " Perbup 22/2016 ", "level_17": 2}
    assert client.post(f"{INDEX}/2025/spbe/", typed).status_code == 302

    row = AssessedInnovation.objects.get()
    assert (row.levels, row.evidence) == ({"16": 3, "17": 2}, {"16": "Perbup 22/2016"})
    assert "1 nilai belum ada buktinya" in client.get(f"{INDEX}/2025/").content.decode()
    assert 'value="Perbup 22/2016"' in client.get(f"{INDEX}/2025/spbe/").content.decode()
    file = client.get(f"{INDEX}/2025/unduh/csv/").content
    lines = read_lines("x.csv", file, ("nomor", "bukti"))
    assert {line.get("nomor"): proof for line in lines if (proof := line.get("bukti"))} == {
        "16": "Perbup 22/2016"
    }


def test_what_is_too_long_is_refused_and_nothing_typed_is_lost(house: House) -> None:
    begin_assessment(house.keeper, 2025, "iid-2023")
    typed = {f"level_{number}": 1 for number in [*range(1, 16), 36]}
    refused = house.at("keeper").post(f"{INDEX}/2025/daerah/", {**typed, "evidence_1": "x" * 501})
    assert (refused.status_code, "x" * 501 in refused.content.decode()) == (422, True)
    assert Assessment.objects.get().levels == {}


def test_what_does_not_fit_is_refused_and_changes_nothing(house: House) -> None:
    begin_assessment(house.keeper, 2025, "iid-2023")
    with pytest.raises(Conflict):
        begin_assessment(house.keeper, 2025, "iid-2023")
    for levels in ({16: 3}, {1: 4}, {1: -1}):
        with pytest.raises(Invalid):
            assess_region(house.keeper, 2025, levels)
    count_innovation(house.keeper, 2025, "spbe")
    with pytest.raises(Conflict):
        count_innovation(house.keeper, 2025, "spbe")
    Innovation.objects.filter(code="smart-kampung").update(stage="trial")
    with pytest.raises(Invalid, match="penerapan"):
        count_innovation(house.keeper, 2025, "smart-kampung")
    with pytest.raises(NotAllowed):
        assess_innovation(house.clerk, 2025, "spbe", {16: 3})
    assert (Assessment.objects.get().levels, AssessedInnovation.objects.get().levels) == ({}, {})
    leave_out(house.keeper, 2025, "spbe")
    assert not AssessedInnovation.objects.exists()


def test_a_corrected_instrument_is_a_new_version_and_past_years_keep_theirs(house: House) -> None:
    begin_assessment(house.keeper, 2024, "iid-2023")
    client = house.at("keeper")
    form = client.get(f"{INDEX}/instrumen/iid-2023/").context["form"]
    typed = {name: value for name in form.fields if (value := form[name].initial) not in (None, False)}
    typed |= {
        "most_16": "5.00",
        "verified_16": "on",
        "name_1_id": "Visi dan misi",
        "name_1_en": "Vision",
        "source": "Pedoman 2023",
    }
    assert client.post(f"{INDEX}/instrumen/iid-2023/", typed).status_code == 302
    assert client.post(f"{INDEX}/instrumen/iid-2023/", typed).status_code == 422, "seen is the older version"
    first, second = Instrument.objects.order_by("number")
    assert second.definition["indicators"][15]["most"] == "5.00"
    assert second.definition["indicators"][0]["name"] == {"id": "Visi dan misi", "en": "Vision"}
    assert second.definition["sources"][-1] == "Pedoman 2023"
    assert first.definition["indicators"][15]["most"] == "3.56"
    assert Assessment.objects.get().instrument_id == first.pk
    assert begin_assessment(house.keeper, 2025, "iid-2023").instrument_id == second.pk
