"""The pages of a case: who sees them, what they offer, what a refusal leaves behind."""

import re
from typing import Any

import pytest
import time_machine
from django.test import Client

from balai.foundation.audit.models import PersonalRead
from balai.foundation.cases.api import ActInput, act, get_case
from balai.foundation.cases.models import Case, CaseNote, Task
from balai.foundation.cases.tests.cast import Cast, client_of, submit
from balai.foundation.cases.tests.test_engine import at, open_task, snapshot


def actions_on(html: str) -> list[str]:
    """The codes of the actions that a page offers, in their order."""
    return list(dict.fromkeys(re.findall(r"/tindakan/([\w-]+)/", html)))


def test_the_door_leads_to_the_inbox(cast: Cast) -> None:
    assert client_of(cast.operator).get("/kerja/")["Location"] == "/kerja/kotak/"
    assert Client().get("/kerja/kotak/")["Location"].startswith("/masuk/")
    assert client_of(cast.citizen).get("/kerja/kotak/").status_code == 403


def test_a_case_page_offers_exactly_what_this_person_may_do(cast: Cast) -> None:
    card = submit(cast)
    address = f"/kerja/perkara/{card.id}/"
    offered = {
        name: actions_on(client_of(actor).get(address).content.decode())
        for name, actor in [("operator", cast.operator), ("head", cast.head), ("camat", cast.camat)]
    }
    assert offered == {"operator": ["teruskan", "kembalikan", "tolak"], "head": [], "camat": []}
    act(cast.operator, card.id, "teruskan", ActInput())
    assert actions_on(client_of(cast.head).get(address).content.decode()) == [
        "tandatangani",
        "kembalikan",
        "tolak",
    ]


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("page", ["", "tindakan/teruskan/", "tindakan/tolak/", "nomor/", "pratinjau/"])
def test_outsiders_find_nothing_and_the_applicant_is_no_officer(cast: Cast, page: str) -> None:
    card = submit(cast)
    address = f"/kerja/perkara/{card.id}/{page}"
    for actor in (cast.outsider, cast.clerk):
        assert client_of(actor).get(address).status_code == 404
    assert client_of(cast.citizen).get(address).status_code == 403
    refused = PersonalRead.objects.using("witness").filter(subject_id=card.id, allowed=False)
    # the page of the case also notes the applicant, who is turned away at the door as every citizen is
    assert refused.count() == {"": 3, "nomor/": 2, "pratinjau/": 2}.get(page, 0)


def test_a_refused_post_changes_nothing(cast: Cast) -> None:
    card = submit(cast)
    address = f"/kerja/perkara/{card.id}/"
    before = snapshot(card.id)
    post = {"reason": "Berkas tidak cocok", "seen_version": 1}
    for actor, status in [(cast.outsider, 404), (cast.clerk, 404), (cast.head, 403), (cast.citizen, 403)]:
        client = client_of(actor)
        assert client.post(f"{address}tindakan/tolak/", post).status_code == status
        assert client.post(f"{address}tindakan/teruskan/", post).status_code == status
    assert client_of(cast.outsider).post(f"{address}catatan/", {"text": "Halo"}).status_code == 404
    task = open_task(card.id)
    assert client_of(cast.outsider).post(f"/kerja/tugas/{task.id}/serahkan/", {}).status_code == 404
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client_of(cast.operator).cookies
    assert strict.post(f"{address}tindakan/teruskan/", post).status_code == 403
    assert snapshot(card.id) == before


def test_one_press_forwards(cast: Cast) -> None:
    card = submit(cast)
    answer = client_of(cast.operator).post(
        f"/kerja/perkara/{card.id}/tindakan/teruskan/", {"seen_version": 1, "agenda": "7", "reason": ""}
    )
    assert answer["Location"] == "/kerja/kotak/"
    assert get_case(cast.operator, card.id).state == "tanda_tangan"


def test_a_short_reason_comes_back_with_what_was_typed(cast: Cast) -> None:
    card = submit(cast)
    before = snapshot(card.id)
    client = client_of(cast.operator)
    address = f"/kerja/perkara/{card.id}/tindakan/tolak/"
    answer = client.post(address, {"seen_version": 1, "reason": "<b>buram"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "&lt;b&gt;buram" in html
    assert "sekurangnya 10 huruf" in html
    assert snapshot(card.id) == before
    assert client.post(address, {"seen_version": 1, "reason": "Foto terlalu buram"}).status_code == 302
    assert Case.objects.unscoped().get(pk=card.id).outcome == "rejected"


def test_the_second_officer_reads_who_was_first(cast: Cast) -> None:
    card = submit(cast)
    with time_machine.travel(at(2, 10, 30), tick=False):
        act(cast.operator, card.id, "teruskan", ActInput())
    before = snapshot(card.id)
    client = client_of(cast.second_operator)
    for code in ("tolak", "teruskan"):
        answer = client.post(
            f"/kerja/perkara/{card.id}/tindakan/{code}/", {"seen_version": 1, "reason": "Berkas tidak cocok"}
        )
        assert answer.status_code == 409
        assert "Oki Operator (fiktif) pada 2 November 2026 10.30" in answer.content.decode()
    assert snapshot(card.id) == before


def test_signing_asks_for_the_second_factor_first(cast: Cast) -> None:
    card = submit(cast)
    act(cast.operator, card.id, "teruskan", ActInput())
    before = snapshot(card.id)
    answer = client_of(cast.head, second_factor=False).post(
        f"/kerja/perkara/{card.id}/tindakan/tandatangani/", {"seen_version": 2, "reason": ""}
    )
    assert answer.status_code == 302
    assert answer["Location"].startswith("/akun/faktor-kedua/")
    assert snapshot(card.id) == before


def test_a_remark_is_kept_and_an_empty_one_is_not(cast: Cast) -> None:
    card = submit(cast)
    client = client_of(cast.operator)
    assert client.post(f"/kerja/perkara/{card.id}/catatan/", {"text": " "}).status_code == 422
    assert client.post(f"/kerja/perkara/{card.id}/catatan/", {"text": "Sudah ditelepon"}).status_code == 302
    assert list(CaseNote.objects.values_list("text", "author_name")) == [
        ("Sudah ditelepon", "Oki Operator (fiktif)")
    ]
    assert "Sudah ditelepon" in client.get(f"/kerja/perkara/{card.id}/").content.decode()


def test_who_only_supervises_reads_and_leaves_no_remark(cast: Cast) -> None:
    card = submit(cast)
    address = f"/kerja/perkara/{card.id}/"
    client = client_of(cast.inspector)
    page = client.get(address)
    assert (page.status_code, "catatan/" in page.content.decode()) == (200, False)
    assert "catatan/" in client_of(cast.operator).get(address).content.decode()
    assert client.post(f"{address}catatan/", {"text": "Mengapa lama?"}).status_code == 403
    assert CaseNote.objects.count() == 0


def test_an_empty_form_comes_back_with_its_fault(cast: Cast) -> None:
    card = submit(cast)
    client = client_of(cast.operator)
    reveal = client.post(f"/kerja/perkara/{card.id}/nomor/", {})
    assert (reveal.status_code, reveal.context["form"].errors.keys()) == (422, {"why"})
    hand_over = client.post(f"/kerja/tugas/{open_task(card.id).id}/serahkan/", {})
    assert (hand_over.status_code, hand_over.context["form"].errors.keys()) == (422, {"to"})


def test_a_task_changes_hands_by_page(cast: Cast) -> None:
    task = open_task(submit(cast).id)
    client = client_of(cast.operator)
    page = client.get(f"/kerja/tugas/{task.id}/serahkan/").content.decode()
    assert "Ova Operator" in page
    assert "Lulu Luar" not in page
    answer = client.post(f"/kerja/tugas/{task.id}/serahkan/", {"to": str(cast.second_operator.user_id)})
    assert answer["Location"] == "/kerja/kotak/"
    assert Task.objects.unscoped().get(pk=task.pk).taken_by_id == cast.second_operator.user_id


def test_the_overview_shows_what_is_in_reach(cast: Cast) -> None:
    mine = submit(cast)
    other = submit(cast, unit_id=cast.neighbour.pk)

    def found(actor: Any, query: str = "") -> set[str]:
        html = client_of(actor).get(f"/kerja/perkara/{query}").content.decode()
        return {code for code in (mine.code, other.code) if code in html}

    assert found(cast.inspector) == {mine.code, other.code}
    assert found(cast.camat) == found(cast.operator) == {mine.code}
    assert found(cast.outsider) == {other.code}
    assert found(cast.clerk) == set()
    assert found(cast.inspector, "?wilayah=35.10.05") == {other.code}
    assert found(cast.inspector, "?status=selesai") == set()
    assert client_of(cast.citizen).get("/kerja/perkara/").status_code == 403
    answer = client_of(cast.camat).get("/kerja/perkara/unduh.csv").content.decode()
    assert mine.code in answer
    assert other.code not in answer
