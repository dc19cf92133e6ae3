"""Going through a form: kept first, judged afterwards, nothing typed is lost."""

import re
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from balai.foundation.accounts.models import User
from balai.foundation.audit.models import PersonalRead
from balai.foundation.forms import api
from balai.foundation.forms.tests.conftest import holder
from balai.foundation.forms.tests.samples import NIK, picture, upload

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
FACTS = {"name": "Sari Wulandari", "nik": NIK}


def post(
    card: Any, files: dict[str, list[Any]] | None = None, **data: Any
) -> tuple[QueryDict, MultiValueDict]:
    sent = QueryDict(mutable=True)
    sent.update({"version": str(card.version)})
    for name, value in data.items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    return sent, MultiValueDict(files or {})


def page(user: User, card: Any, step: str, outcome: Any = None) -> str:
    request = RequestFactory().get("/")
    request.actor = holder(user).actor
    return str(api.render_step(request, card, step, outcome))


def test_what_is_known_is_shown_and_not_asked(form: None, sari: User) -> None:
    card = api.start_draft(holder(sari), "usaha", "layanan:sku:desa", FACTS)
    assert card.known == {"nama", "nik"}
    assert card.answers["nama"] == "Sari Wulandari"
    assert NIK not in str(card.answers)
    html = page(sari, card, "diri")
    assert '<details class="field known">' in html
    assert "••••••••••••0001" in html
    assert NIK not in html
    assert 'name="nik"' not in html


def test_a_locked_answer_cannot_be_posted_over(form: None, sari: User) -> None:
    card = api.start_draft(holder(sari), "usaha", "p", FACTS)
    outcome = api.save_step(holder(sari), card.id, "diri", *post(card, nama="Sari W", nik="3510241708900002"))
    assert outcome.is_done
    assert outcome.next_step == "tempat"
    assert outcome.draft.answers["nik"] == card.answers["nik"]
    assert outcome.draft.known == {"nik"}


def test_a_field_that_an_answer_reveals_is_shown_before_it_is_demanded(form: None, sari: User) -> None:
    card = api.start_draft(holder(sari), "usaha", "p", FACTS)
    first = api.save_step(
        holder(sari), card.id, "tempat", *post(card, jenis="lain", terlihat="jenis omzet foto izin")
    )
    assert (first.is_done, first.revealed, first.errors) == (False, ("jenis_lain",), {})
    html = page(sari, first.draft, "tempat", first)
    assert re.search(r'data-field="jenis_lain" data-when="[^"]+">', html)
    second = api.save_step(
        holder(sari),
        card.id,
        "tempat",
        *post(first.draft, jenis="lain", jenis_lain="", terlihat="jenis jenis_lain omzet foto izin"),
    )
    assert second.errors == {"jenis_lain": "Isi jenis_lain."}
    assert 'href="#id_jenis_lain"' in page(sari, second.draft, "tempat", second)


def test_the_answers_of_a_whole_form(form: None, sari: User) -> None:
    card = api.start_draft(holder(sari), "usaha", "p", FACTS)
    files = {"foto": [upload(picture())]}
    outcome = api.save_step(
        holder(sari),
        card.id,
        "tempat",
        *post(card, files, jenis="warung", jenis_lain="x", omzet="Rp 1.500.000"),
    )
    assert outcome.is_done
    outcome = api.save_step(holder(sari), card.id, "akhir", *post(outcome.draft, setuju="on"))
    assert outcome.next_step == ""
    answers = api.take_answers(holder(sari), card.id)
    assert answers.values == {
        "nama": "Sari Wulandari",
        "nik": card.answers["nik"],
        "jenis": "warung",
        "omzet": "1500000.00",
        "foto": [str(outcome.draft.attachments[0].id)],
        "setuju": True,
    }


def test_faults_keep_what_was_typed(form: None, sari: User) -> None:
    card = api.start_draft(holder(sari), "usaha", "p", FACTS)
    outcome = api.save_step(holder(sari), card.id, "tempat", *post(card, jenis="", omzet="banyak <b>"))
    assert outcome.errors == {
        "jenis": "Pilih jenis.",
        "omzet": "Tulis jumlah seperti 1.250.000 atau 1.250.000,50.",
    }
    assert api.draft_of(holder(sari), card.id).answers["omzet"] == "banyak <b>"
    html = page(sari, outcome.draft, "tempat", outcome)
    assert "banyak &lt;b&gt;" in html
    assert 'aria-invalid="true"' in html


def test_a_second_device_is_told_and_loses_nothing(form: None, sari: User) -> None:
    card = api.start_draft(holder(sari), "usaha", "p", FACTS)
    api.save_step(holder(sari), card.id, "tempat", *post(card, jenis="jasa", omzet="100"))
    late = api.save_step(holder(sari), card.id, "tempat", *post(card, jenis="warung", omzet="200"))
    assert not late.is_done
    assert late.others == {"jenis": "Jasa", "omzet": "100"}
    assert api.draft_of(holder(sari), card.id).answers["omzet"] == "100"
    html = page(sari, late.draft, "tempat", late)
    assert 'value="200"' in html
    assert "Di perangkat lain tertulis: <strong>100</strong>" in html
    again = api.save_step(holder(sari), card.id, "tempat", *post(late.draft, jenis="warung", omzet="200"))
    assert again.is_done
    assert again.draft.answers["omzet"] == "200"


def test_the_summary_names_what_is_missing_and_where_to_change_it(form: None, sari: User) -> None:
    card = api.start_draft(holder(sari), "usaha", "p", FACTS)
    outcome = api.save_step(holder(sari), card.id, "tempat", *post(card, jenis="jasa", omzet="2500000"))
    request = RequestFactory().get("/")
    request.actor = holder(sari).actor
    html = api.render_summary(request, outcome.draft, lambda name: f"/ubah/{name}/")
    assert re.findall(r'href="(/ubah/\w+/)"', html) == ["/ubah/diri/", "/ubah/tempat/", "/ubah/akhir/"]
    assert "Rp 2.500.000" in html
    assert "Centang pernyataan ini" in html
    assert "Jenis_lain" not in html
    assert NIK not in html


def test_kept_answers_are_shown_masked_and_opened_with_a_log(form: None, sari: User) -> None:
    values = {
        "nama": "Sari <b>Wulandari</b>",
        "nik": api.start_draft(holder(sari), "usaha", "p", FACTS).answers["nik"],
        "jenis": "warung",
        "omzet": "1500000.50",
    }
    answers = api.Answers("usaha", 1, values)
    request = RequestFactory().get("/")
    request.actor = holder(sari).actor
    html = api.render_answers(request, answers)
    assert "Sari &lt;b&gt;Wulandari&lt;/b&gt;" in html
    assert "••••••••••••0001" in html
    assert "Rp 1.500.000,50" in html
    assert "Foto" not in html
    opened = api.plain_values(holder(sari).actor, answers, subject=sari, why="surat")
    assert opened["nik"] == NIK
    read = PersonalRead.objects.using("witness").get()
    assert (read.actor_id, read.subject_id, read.what, read.why) == (sari.id, sari.id, "nik", "surat")


def test_a_step_costs_the_same_however_often_it_is_drawn(form: None, sari: User) -> None:
    card = api.start_draft(holder(sari), "usaha", "p", FACTS)
    with CaptureQueriesContext(connection) as drawing:
        page(sari, card, "tempat")
    assert len(drawing) == 0
    with CaptureQueriesContext(connection) as saving:
        api.save_step(holder(sari), card.id, "tempat", *post(card, jenis="jasa"))
    assert len([query for query in saving if "SAVEPOINT" not in query["sql"]]) == 10


def test_the_form_speaks_english(form: None, sari: User) -> None:
    card = api.start_draft(holder(sari), "usaha", "p")
    with translation.override("en"):
        html = page(sari, card, "tempat")
    assert "Jenis (en)" in html
