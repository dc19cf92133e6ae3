"""A declared form is read whole, or refused with the path of its fault."""

import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from balai.core.actor import SYSTEM
from balai.core.content import ContentContext, ContentError
from balai.foundation.forms.catalogue import get_form
from balai.foundation.forms.install import install_forms
from balai.foundation.forms.models import FormVersion
from balai.foundation.forms.parsing import parse_form
from balai.foundation.forms.spec import Comparison
from balai.foundation.forms.tests.samples import FORM, KIND, both, field, form, step

PACK = Path(__file__).parents[5] / "packs" / "surat-desa" / "forms.yaml"


def test_a_form_as_it_is_read() -> None:
    spec = parse_form(FORM)
    assert [one.name for one in spec.steps] == ["diri", "tempat", "akhir"]
    assert [one.name for one in spec.fields()][:4] == ["nama", "nik", "jenis", "jenis_lain"]
    assert spec.field("jenis_lain").when == Comparison("jenis", "equals", "lain")
    assert spec.field("omzet").limits.min == Decimal("0")
    assert spec.field("foto").limits.types == ("jpeg", "png", "webp")
    assert spec.step_of("omzet").name == "tempat"
    assert (spec.field("nama").label.id, spec.field("nama").label.en) == ("Nama", "Nama (en)")


@pytest.mark.parametrize(
    ("definition", "path", "words"),
    [
        (form(field("a", "texte")), ["steps", 0, "fields", 0, "type"], "tidak dikenal"),
        (form(field("a", "text", hint="x")), ["steps", 0, "fields", 0, "hint"], "tidak dikenal"),
        (form(field("a", "text", label={"id": "A"})), ["steps", 0, "fields", 0, "label"], "“en” wajib ada"),
        (form(field("A", "text")), ["steps", 0, "fields", 0, "name"], "nama isian"),
        (form(field("version", "text")), ["steps", 0, "fields", 0, "name"], "sudah dipakai"),
        (form(field("a", "text"), field("a", "text")), ["steps", 0, "fields", 1, "name"], "sudah dipakai"),
        (
            form(field("a", "text", limits={"min": 1})),
            ["steps", 0, "fields", 0, "limits", "min"],
            "tidak dikenal",
        ),
        (
            form(field("a", "text", limits={"pattern": "^.*$"})),
            ["steps", 0, "fields", 0, "limits", "pattern"],
            "pilih dari",
        ),
        (
            form(field("a", "integer", limits={"min": 5, "max": 1})),
            ["steps", 0, "fields", 0, "limits"],
            "lebih besar",
        ),
        (
            form(field("a", "date", limits={"min": "besok"})),
            ["steps", 0, "fields", 0, "limits", "min"],
            "TTTT-BB-HH",
        ),
        (form(field("a", "choice")), ["steps", 0, "fields", 0], "“choices” wajib ada"),
        (
            form(field("a", "text", choices=KIND)),
            ["steps", 0, "fields", 0, "choices"],
            "tidak mempunyai pilihan",
        ),
        (
            form(field("a", "choice", choices=[*KIND, KIND[0]])),
            ["steps", 0, "fields", 0, "choices", 3, "value"],
            "disebut dua kali",
        ),
        (
            form(field("a", "text", prefill="person.salary")),
            ["steps", 0, "fields", 0, "prefill"],
            "tidak dikenal",
        ),
        (form(field("a", "text", locked=True)), ["steps", 0, "fields", 0, "locked"], "hanya berarti bersama"),
        (form(field("a", "text", required="ya")), ["steps", 0, "fields", 0, "required"], "true atau false"),
        (form(), ["steps", 0, "fields"], "tidak kosong"),
        ({"code": "a", "title": both("A"), "steps": []}, ["code"], "kode"),
        ([], [], "pasangan kunci"),
    ],
)
def test_a_fault_names_its_path(definition: Any, path: list[Any], words: str) -> None:
    with pytest.raises(ContentError, match=words) as fault:
        parse_form(definition)
    assert list(fault.value.path) == path


@pytest.mark.parametrize(
    ("when", "path", "words"),
    [
        ({"field": "b", "filled": True}, ["when", "field"], "berputar"),
        ({"field": "c", "filled": True}, ["when", "field"], "isian sebelumnya"),
        ({"field": "a"}, ["when"], "tepat satu"),
        ({"field": "a", "filled": True, "equals": "warung"}, ["when"], "tepat satu"),
        ({"field": "a", "equals": "toko"}, ["when", "equals"], "bukan pilihan"),
        ({"field": "a", "in": ["warung", "toko"]}, ["when", "in", 1], "bukan pilihan"),
        ({"field": "a", "gt": 3}, ["when", "gt"], "hanya untuk angka"),
        ({"field": "a", "matches": "x"}, ["when", "matches"], "tidak dikenal"),
        (
            {"and": [{"field": "a", "filled": True}, {"field": "z", "filled": True}]},
            ["when", "and", 1, "field"],
            "z",
        ),
        ({"or": []}, ["when", "or"], "tidak kosong"),
        ("a == 1", ["when"], "pasangan kunci"),
        (None, ["when"], "pasangan kunci"),
        ([[[[[[]]]]]], ["when", 0, 0, 0, 0, 0], "terlalu dalam"),
    ],
)
def test_a_condition_is_declared_and_looks_back_only(when: Any, path: list[Any], words: str) -> None:
    definition = form(field("a", "choice", choices=KIND), field("b", "text", when=when), field("c", "text"))
    with pytest.raises(ContentError, match=words) as fault:
        parse_form(definition)
    assert list(fault.value.path) == ["steps", 0, "fields", 1, *path]


def test_a_double_step_is_refused() -> None:
    definition = {"code": "uji", "title": both("U"), "steps": [step("satu", field("a", "text"))] * 1}
    definition["steps"].append(step("satu", field("b", "text")))
    with pytest.raises(ContentError, match="disebut dua kali") as fault:
        parse_form(definition)
    assert fault.value.path == ("steps", 1, "name")


@pytest.mark.django_db
def test_a_changed_form_is_a_new_version(tmp_path: Path) -> None:
    context = ContentContext("uji", "1.0.0", tmp_path, SYSTEM)
    assert install_forms([FORM], context) == 1
    assert install_forms([FORM], context) == 0
    changed = copy.deepcopy(FORM)
    changed["title"] = both("Usaha baru")
    assert install_forms([changed], context) == 1
    assert [row.version for row in FormVersion.objects.all()] == [2, 1]
    assert (get_form("usaha").version, str(get_form("usaha").title)) == (2, "Usaha baru")
    assert str(get_form("usaha", 1).title) == "Usaha"


@pytest.mark.django_db
def test_of_faulty_forms_none_is_installed(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as fault:
        install_forms([FORM, form(field("a", "x"))], ContentContext("uji", "1.0.0", tmp_path, SYSTEM))
    assert fault.value.path[:2] == (1, "steps")
    assert not FormVersion.objects.exists()


def test_the_forms_of_the_village_letters_are_sound() -> None:
    entries = YAML(typ="safe").load(PACK.read_text())
    specs = {entry["code"]: parse_form(entry, [place]) for place, entry in enumerate(entries)}
    business = specs["surat-keterangan-usaha"]
    assert [one.name for one in business.steps] == ["pemohon", "usaha", "keperluan"]
    assert all(one.label.en for one in business.fields())
