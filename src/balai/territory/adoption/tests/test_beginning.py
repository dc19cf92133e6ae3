"""Plans from the pages: the catalogue by problem, the file of a visit (also a hostile one), an own idea."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from balai.core.errors import Invalid
from balai.territory.adoption.models import Plan
from balai.territory.adoption.snapshots import read_entry, read_file
from balai.territory.adoption.tests.conftest import House

pytestmark = pytest.mark.django_db
NOTE = {
    "unit": "Dinas Sosial", "session": "Mal", "on": "2024-02-27", "verdict": "adapt", "saw": "Satu antrean",
    "fits": "Loket bersama", "not_fits": "Gedung besar", "why": "Dana", "needs": "Sewa ruko", "decides": "Sekda",
}  # fmt: skip
FILE: dict[str, Any] = {
    "format": "balai-rencana-adopsi",
    "version": 1,
    "language": "id",
    "visit": {"code": "KJG-1", "host_code": "35.10", "host_name": "Kabupaten Banyuwangi"},
    "innovations": [
        {
            "code": "mal-pelayanan-publik", "title": "Mal Pelayanan Publik", "summary": "Satu gedung",
            "needs": [{"kind": "cost", "text": "Gedung", "amount": "1500000000.00"}],
            "evidence": [{"indicator": "Layanan", "before": "80", "after": "233", "unit": "layanan", "on": "2022",
                          "source": "Pers"}],
            "findings": [NOTE],
        },
        {"code": "hilang", "title": "hilang", "findings": [NOTE]},
    ],
}  # fmt: skip


def upload(content: object) -> SimpleUploadedFile:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return SimpleUploadedFile("rencana.json", body, "application/json")


def test_the_catalogue_is_searched_by_problem_and_taken_up(house: House) -> None:
    client = house.at("keeper")
    page = client.get("/kerja/adopsi/katalog/", {"q": "dana desa"})
    assert [offer.snapshot["code"] for offer in page.context["offers"]] == []
    page = client.get("/kerja/adopsi/katalog/", {"q": "uang desa"})
    keys = [offer.key for offer in page.context["offers"]]
    assert [key.partition(":")[2] for key in keys] == ["e-village-budgeting"]
    begun = client.post("/kerja/adopsi/katalog/", {"codes": keys})
    plan = Plan.objects.get()
    assert begun.headers["Location"] == f"/kerja/adopsi/{plan.pk}/"
    shown = client.get(begun.headers["Location"]).content.decode()
    for told in ("Server mati", "134,5", "Kabupaten Banyuwangi", "Permendagri 20/2018", "belum diukur"):
        assert told in shown, told
    assert "sudah direncanakan" in client.get("/kerja/adopsi/katalog/").content.decode()


def test_the_file_of_a_visit_is_read_shown_and_what_is_chosen_is_taken_up(house: House) -> None:
    client = house.at("keeper")
    shown = client.post("/kerja/adopsi/berkas/", {"file": upload(FILE)})
    assert (shown.status_code, Plan.objects.count()) == (200, 0)
    token = shown.context["token"]
    nothing = client.post("/kerja/adopsi/berkas/", {"token": token})
    assert nothing.status_code == 422
    begun = client.post("/kerja/adopsi/berkas/", {"token": token, "codes": ["mal-pelayanan-publik"]})
    plan = Plan.objects.get()
    assert (begun.status_code, plan.visit_code, plan.origin_code, plan.source) == (
        302,
        "KJG-1",
        "35.10",
        "file",
    )
    assert plan.findings == [NOTE]
    assert str(plan.requirements.get().amount) == "1500000000.00"
    page = client.get(f"/kerja/adopsi/{plan.pk}/").content.decode()
    assert "Satu antrean" in page
    assert client.post("/kerja/adopsi/berkas/", {"token": token, "codes": ["hilang"]}).status_code == 422


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        {"format": "lain"},
        {**FILE, "version": 9},
        b" " * (16 << 20) + b"1",
    ],
    ids=["cut", "list", "bytes", "deep", "other", "newer", "large"],
)
def test_any_other_file_is_refused_with_what_to_do(house: House, content: object) -> None:
    answer = house.at("keeper").post("/kerja/adopsi/berkas/", {"file": upload(content)})
    assert (answer.status_code, Plan.objects.count()) == (422, 0)


def test_nothing_in_a_file_is_trusted() -> None:
    hostile = {
        "code": "x", "title": {"id": "<script>", "fr": "y"}, "summary": ["a"], "stage": {"a": 1},
        "needs": [{"kind": "bom", "text": 7, "amount": "NaN"}, "teks", None, {"amount": "-5"}],
        "evidence": [{"before": "1e400", "after": True, "source": "s" * 300}],
    }  # fmt: skip
    snapshot = read_entry(hostile)
    assert (snapshot["title"], snapshot["summary"], snapshot["stage"]) == ({"id": "<script>"}, {}, "")
    assert snapshot["needs"][0] == {"kind": "rule", "text": {"id": "7"}, "amount": None}
    assert snapshot["evidence"] == [
        {"indicator": {}, "before": None, "after": None, "unit": {}, "on": "", "source": "s" * 300}
    ]
    with pytest.raises(Invalid):
        read_entry({"code": "x"})
    broken = {**FILE, "innovations": [FILE["innovations"][0], "x", 3], "visit": "x"}
    assert len(read_file(json.dumps(broken).encode()).entries) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"code": "x" * 61}, "Huruf dalam satu isian: 61, paling banyak 60."),
        ({"needs": [{"text": "Kios"}] * 51}, "Baris satu inovasi: 51, paling banyak 50."),
        ({"evidence": [{"source": "s" * 301}]}, "Huruf dalam satu isian: 301, paling banyak 300."),
        ({"findings": [NOTE] * 2001}, "Temuan tentang x: 2001, paling banyak 2000."),
        (
            {"findings": [{**NOTE, "saw": "a" * 40_001}]},
            "Huruf dalam satu isian: 40001, paling banyak 40000.",
        ),
    ],
    ids=["code", "needs", "source", "findings", "words"],
)
def test_what_is_too_much_is_said_and_never_cut(change: dict[str, Any], told: str) -> None:
    entry = {"code": "x", "title": "Kios", **change}
    with pytest.raises(Invalid, match=told):
        read_file(json.dumps({**FILE, "innovations": [entry]}).encode())


def test_as_much_as_may_be_is_read_whole() -> None:
    entry = {**FILE["innovations"][1], "findings": [{**NOTE, "saw": "a" * 4000}] * 2000}
    visited = read_file(json.dumps({**FILE, "innovations": [entry], "other": [NOTE] * 3}).encode())
    ((_snapshot, found),) = visited.entries
    assert (len(found), len(found[-1]["saw"]), visited.elsewhere) == (2000, 4000, 3)


def test_an_own_idea_becomes_a_plan(house: House) -> None:
    client = house.at("keeper")
    typed = {
        "title": "Perahu layanan", "origin": "Kabupaten Kepulauan", "problem": "Pulau jauh",
        "needs": "aturan: SK Bupati\nbiaya: Solar\nPerahu", "indicators": "Warga pulau dilayani",
    }  # fmt: skip
    assert client.post("/kerja/adopsi/sendiri/", typed).status_code == 302
    plan = Plan.objects.get()
    assert [(need.kind, str(need)) for need in plan.requirements.all()] == [
        ("rule", "SK Bupati"), ("cost", "Solar"), ("rule", "Perahu"),
    ]  # fmt: skip
    assert (plan.code, plan.results.get().key) == ("perahu-layanan", "warga pulau dilayani")
