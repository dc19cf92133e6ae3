"""An officer's form with a decision: minutes with a photograph and coordinates, kept with it and sealed."""

import copy
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from balai.core.actor import SYSTEM
from balai.core.content import ContentContext, ContentError
from balai.core.errors import Invalid
from balai.foundation.audit.api import events_of
from balai.foundation.cases.actions.reveal_answers import reveal_answers
from balai.foundation.cases.api import ActInput, CaseCard, act, install_procedure, timeline
from balai.foundation.cases.issuing import facts_of
from balai.foundation.cases.models import Filing
from balai.foundation.cases.procedure.checks import check_procedure, faults_of
from balai.foundation.cases.tests.cast import Cast, client_of, submit
from balai.foundation.cases.tests.procedures import LETTER, LIVING
from balai.foundation.cases.tests.test_engine import row, snapshot
from balai.foundation.forms.install import install_forms
from balai.foundation.forms.tests.samples import NIK, field, form, picture

MINUTES = form(
    field("nomor", "text", required=True),
    field("saksi", "nik", required=True),
    field("letak", "coordinates", required=True),
    field("foto", "image", required=True),
    code="berita-acara",
)
TYPED = {"nomor": "BA-7/2026", "saksi": NIK, "letak": "-8.1234, 114.2345"}


@pytest.fixture
def visited(cast: Cast, tmp_path: Path) -> CaseCard:
    """A letter whose operator writes minutes before passing it on."""
    install_forms([MINUTES], ContentContext("uji", "1.0.0", tmp_path, SYSTEM))
    definition = copy.deepcopy(LETTER)
    definition["actions"][0]["form"] = "berita-acara"
    install_procedure(definition)
    return submit(cast)


def fill_in(cast: Cast, card: CaseCard, **changes: str) -> Any:
    """What the operator types on the page of the form, with a photograph."""
    photo = SimpleUploadedFile("lokasi.jpg", picture(place=True), "image/jpeg")
    client = client_of(cast.operator)
    page = client.get(step_of(card))
    version = page.context["draft"].version
    return client.post(step_of(card), {**TYPED, **changes, "foto": photo, "version": version})


def step_of(card: CaseCard) -> str:
    return reverse("cases:filing", args=[card.id, "teruskan", "satu"])


def action_of(card: CaseCard) -> str:
    return reverse("cases:action", args=[card.id, "teruskan"])


def test_the_form_comes_before_the_decision(cast: Cast, visited: CaseCard) -> None:
    client = client_of(cast.operator)
    assert client.get(action_of(visited)).headers["Location"] == step_of(visited)
    assert fill_in(cast, visited).headers["Location"] == action_of(visited)
    page = client.get(action_of(visited))
    assert "BA-7/2026" in page.content.decode()
    decided = client.post(action_of(visited), {"seen_version": 1, "agenda": "12"})
    assert (decided.status_code, row(visited.id).state) == (302, "tanda_tangan")


def test_it_is_kept_with_the_decision_sealed_and_shown_to_officers(cast: Cast, visited: CaseCard) -> None:
    fill_in(cast, visited)
    client_of(cast.operator).post(action_of(visited), {"seen_version": 1})
    filing = Filing.objects.get()
    assert (filing.action, filing.state, filing.author_name) == (
        "teruskan",
        "periksa",
        "Oki Operator (fiktif)",
    )
    assert NIK not in str(filing.values)
    assert row(visited.id).records["nomor"] == "BA-7/2026"
    assert NIK not in str(row(visited.id).records) + str(events_of(visited.id))
    page = client_of(cast.head).get(reverse("cases:case", args=[visited.id])).content.decode()
    assert "BA-7/2026" in page
    assert "lokasi.jpg" in page
    assert NIK not in page
    told = [entry.detail for entry in timeline(cast.head, visited.id) if entry.title == "Berkas lengkap"]
    assert told == ["Isiannya ada di bawah."]


@pytest.mark.django_db(databases=["default", "witness"])
def test_its_files_and_numbers_are_for_officers(cast: Cast, visited: CaseCard) -> None:
    fill_in(cast, visited)
    client_of(cast.operator).post(action_of(visited), {"seen_version": 1})
    from balai.foundation.forms.api import attachments_of

    (photo,) = attachments_of("filing", Filing.objects.get().pk)
    address = reverse("forms:attachment", args=[photo.id])
    assert client_of(cast.head).get(address).status_code == 200
    assert client_of(cast.citizen).get(address).status_code == 404
    assert client_of(cast.outsider).get(address).status_code == 404
    assert [one.number for one in reveal_answers(cast.head, visited.id, "Mencocokkan saksi")] == [NIK]


def test_a_letter_can_tell_what_was_filled_in(cast: Cast, visited: CaseCard) -> None:
    fill_in(cast, visited)
    client_of(cast.operator).post(action_of(visited), {"seen_version": 1})
    assert facts_of(row(visited.id), {"dasar": "Berita acara {nomor}"}) == {"dasar": "Berita acara BA-7/2026"}


def test_without_the_form_nothing_is_decided(cast: Cast, visited: CaseCard) -> None:
    before = snapshot(visited.id)
    with pytest.raises(Invalid) as refusal:
        act(cast.operator, visited.id, "teruskan", ActInput())
    assert refusal.value.fields == {"filed": "Isi formulirnya dahulu."}
    assert fill_in(cast, visited, letak="di sana").status_code == 422
    decided = client_of(cast.operator).post(action_of(visited), {"seen_version": 1})
    assert decided.status_code == 422
    assert snapshot(visited.id) == before
    assert not Filing.objects.exists()


def test_a_filing_is_never_rewritten(cast: Cast, visited: CaseCard) -> None:
    fill_in(cast, visited)
    client_of(cast.operator).post(action_of(visited), {"seen_version": 1})
    for change in (lambda: Filing.objects.update(action="lain"), lambda: Filing.objects.all().delete()):
        with pytest.raises(DatabaseError, match="never deleted or rewritten"), transaction.atomic():
            change()


@pytest.mark.parametrize(("place", "form_code"), [(0, "tidak-ada"), (2, "berita-acara"), (5, "berita-acara")])
def test_only_a_form_that_stands_and_only_for_officers(visited: CaseCard, place: int, form_code: str) -> None:
    definition = copy.deepcopy(LETTER)
    definition["actions"][place]["form"] = form_code
    with pytest.raises(ContentError) as fault:
        install_procedure(definition)
    assert fault.value.path == ("actions", place, "form")


def test_an_objection_names_an_installed_form_of_one_step(cast: Cast, tmp_path: Path) -> None:
    """Only installing asks which forms there are: reading and judging a procedure needs no database."""
    long = form(field("surat", "file"), code="panjang")
    long["steps"].append({**copy.deepcopy(long["steps"][0]), "name": "dua"})
    long["steps"][1]["fields"][0]["name"] = "bukti"
    install_forms([long], ContentContext("uji", "1.0.0", tmp_path, SYSTEM))
    body = copy.deepcopy(LIVING)
    place, way = next(one for one in enumerate(body["actions"]) if one[1]["code"] == "keberatan")
    for code, words in {"tidak-ada": "tidak ada", "panjang": "hanya satu langkah"}.items():
        way["form"] = code
        check_procedure(body)
        with pytest.raises(ContentError, match=words) as fault:
            install_procedure(body)
        assert fault.value.path == ("actions", place, "form")
        assert [str(one) for one in faults_of(body)] == [str(fault.value)]
