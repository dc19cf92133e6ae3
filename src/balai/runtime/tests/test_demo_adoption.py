"""The chain of the demo from visit to result, what of it is invented, and the funnel that counts it."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.api import create_demo_people
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, sign_in
from balai.foundation.cases.api import InboxFilters, inbox
from balai.foundation.packs.api import Publication, publish_pack
from balai.runtime import demo_adoption, demo_agreements, demo_held, demo_visits
from balai.territory.adoption import selectors
from balai.territory.adoption.comparing import results_of_adopters, side_by_side
from balai.territory.adoption.models import Plan
from balai.territory.visits.api import record_past_visit
from tests.house import settle, unit

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
BASE = ("dasar", "banyuwangi", "kunjungan", "kerja-sama", "inovasi", "surat-desa")
FROM = tuple(told.origin for told in demo_visits.HISTORY)
PLACES = sorted({*FROM, *(code[:2] for code in FROM), "32", "32.11", "35.09", "35.11", "35.12"})


@pytest.fixture
def keeper(own_files: object, settings: Any) -> Any:
    """The demo's history, agreements and adoptions, and who keeps them."""
    settle(*BASE, also=PLACES)
    create_demo_people("35.10")
    settings.DEMO = True  # an agreement is signed with a made-up certificate
    keeper = User.objects.get(username="kerjasama")
    for told in demo_visits.HISTORY:
        record_past_visit(SYSTEM, demo_visits._past(told))
    demo_held.load(timezone.localdate())
    demo_agreements.load("35.10")
    publish_pack(SYSTEM, Publication("surat-desa"))
    assert (demo_adoption.load("35.10"), demo_adoption.load("35.10"), demo_adoption.load("72.10")) == (
        4,
        0,
        0,
    )
    return keeper


def test_the_funnel_counts_the_chain_exactly(keeper: Any) -> None:
    """Five visits with a memorandum (Sigi, and the four of one evening); three adopt; two of them let be compared.

    Besides the twelve of the press there is the invented one that has been here, of which nothing came yet.
    """
    page = sign_in(Client(), keeper).get("/kerja/kunjungan/riwayat/")
    assert [step.count for step in page.context["funnel"]] == [13, 5, 3, 2]
    told = {
        line["visit"].origin_id: [one.title for one in line["outcomes"]] for line in page.context["lines"]
    }
    assert told["72.10"] == ["Kesepakatan Bersama dengan Kabupaten Sigi"]
    assert told["64.02"] == [
        "Kesepakatan Bersama empat daerah",
        "Smart Kampung (fiktif), surat-desa 1.3.0",
        "Smart Kampung (fiktif): Waktu warga untuk surat keterangan usaha",
    ]
    assert (told["32.79"], told["16.04"]) == (["Kesepakatan Bersama empat daerah"], [])


def test_plans_stand_at_every_stage_and_say_that_they_are_invented(keeper: Any) -> None:
    plans = {plan.code: plan for plan in Plan.objects.all()}
    assert {code: plan.state for code, plan in plans.items()} == {
        "izin-tanpa-kertas": "running", "pendampingan-kinerja": "done", "antrean-lansia": "planned",
        "mesin-tiap-dusun": "left_out",
    }  # fmt: skip
    assert all("(fiktif)" in plan.name for plan in plans.values())
    running = plans["izin-tanpa-kertas"]
    steps = selectors.steps_of(running)
    assert {step.progress for step in steps} == {"done", "doing", "todo", "dropped"}
    assert [str(need) for need in selectors.gaps(selectors.needs_of(running))] == ["Pemindai dan pelatihan"]
    for plan in plans.values():
        for result in plan.results.exclude(source=""):
            assert result.source == demo_adoption.INVENTED


def test_a_late_step_and_one_of_this_month_are_tasks(keeper: Any) -> None:
    agency = actor_of(make_officer("kepala", "kepala_dinas", unit("dpmptsp")))
    late_duty = "Mengirim daftar izin reklame triwulan"  # of an agreement of the demo
    assert sorted(_titles(agency)) == ["Latih penanda tangan tiga bidang lain", late_duty]
    assert _titles(actor_of(make_officer("dukcapil", "verifikator", unit("dukcapil")))) == [
        "Sambungkan data penduduk ke berkas izin"
    ]


def _titles(actor: Actor) -> list[str]:
    return [
        row.title.partition(",")[0]
        for row in inbox(actor, InboxFilters()).rows
        if "izin" in row.title.lower()
    ]


def test_an_idea_of_an_agency_waits_for_its_reviewers(keeper: Any) -> None:
    reviewer = actor_of(User.objects.get(username="penelaah.bappeda"))
    assert [row.title.partition(",")[0] for row in inbox(reviewer, InboxFilters()).rows] == [
        "Izin diantar ke rumah (fiktif)"
    ]


def test_two_regencies_stand_side_by_side_and_a_third_does_not_share(keeper: Any) -> None:
    rows = [(row.region_code, row.figure.before, row.figure.after) for row in results_of_adopters()]
    assert sorted(rows) == [("35.03", 95, 20), ("64.02", 180, 35)]
    assert all(row.day and row.day < timezone.localdate() for row in results_of_adopters())
    ours, *others = side_by_side()
    assert (ours.region, ours.figure.after, ours.figure.is_verified) == ("Kabupaten Banyuwangi", 15, False)
    assert [row.region for row in others] == ["Kabupaten Kutai Kartanegara", "Kabupaten Trenggalek"]
