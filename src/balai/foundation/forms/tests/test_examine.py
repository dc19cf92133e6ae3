"""Judging answers: hidden fields are never demanded nor kept, and nothing that people send crashes it."""

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.core.errors import Invalid
from balai.foundation.forms.conditions import for_browser, holds
from balai.foundation.forms.display import shown_steps
from balai.foundation.forms.examine import clean, examine
from balai.foundation.forms.parsing import parse_form
from balai.foundation.forms.prefill import prefill
from balai.foundation.forms.raw import read_post
from balai.foundation.forms.spec import Comparison, Group
from balai.foundation.forms.tests.samples import FORM, KIND, NIK, both, field, form

SPEC = parse_form(FORM)
EVERYTHING = parse_form(
    form(
        field("a", "choice", required=True, choices=KIND),
        field("b", "integer", when={"field": "a", "in": ["warung", "jasa"]}),
        field("c", "money", required=True, when={"field": "b", "gt": 5}),
        field(
            "d",
            "date",
            required=True,
            when=[{"field": "c", "filled": True}, {"field": "a", "equals": "warung"}],
        ),
        field(
            "e",
            "text",
            required=True,
            when={"or": [{"field": "d", "lt": "2020-01-01"}, {"field": "b", "lt": 0}]},
        ),
        field("f", "choices", choices=KIND),
        field("g", "textarea", when={"field": "f", "equals": "jasa"}),
        field("h", "nik"),
        field("i", "kk"),
        field("j", "decimal"),
        field("k", "phone"),
        field("m", "email"),
        field("n", "coordinates"),
        field("o", "consent", required=True),
        field("p", "date", limits={"precision": "month"}),
    )
)
TEXT = st.text(st.characters(), max_size=60) | st.sampled_from(
    [
        "warung",
        "jasa",
        "lain",
        "6",
        "-1",
        "1.000",
        "2019-05-05",
        "17/08/1990",
        NIK,
        "1e9",
        "Infinity",
        "0812345678",
    ]
)


@settings(deadline=None)  # the machine of the tests may be busy
@given(st.dictionaries(st.sampled_from([*EVERYTHING.by_name, "z"]), st.lists(TEXT, max_size=3)))
def test_no_post_crashes_and_hidden_answers_are_dropped(sent: dict[str, list[str]]) -> None:
    data = QueryDict(mutable=True)
    for name, values in sent.items():
        data.setlist(name, values)
    raw = read_post(EVERYTHING.fields(), data, {})
    judged = examine(EVERYTHING, raw)
    assert set(judged.values) <= set(judged.visible)
    assert set(judged.errors) <= set(judged.visible)
    assert not set(judged.values) & set(judged.errors)
    for one in EVERYTHING.fields():
        assert (one.name in judged.visible) == holds(one.when, judged.values)
    assert NIK not in repr(raw["h"]) + repr(judged.values.get("h"))
    assert examine(EVERYTHING, raw) == judged
    shown_steps(EVERYTHING, judged.values, errors=judged.errors, visible=judged.visible)


@settings(deadline=None)  # the machine of the tests may be busy
@given(
    st.dictionaries(st.sampled_from([*EVERYTHING.by_name]), st.none() | st.integers() | st.lists(TEXT) | TEXT)
)
def test_no_stored_answer_crashes(raw: dict[str, Any]) -> None:
    judged = examine(EVERYTHING, raw)
    assert not set(judged.values) & set(judged.errors)
    assert set(judged.values) | set(judged.errors) <= set(judged.visible)


def conditions(depth: int = 2) -> st.SearchStrategy[Any]:
    leaf = st.builds(
        Comparison,
        st.sampled_from(["a", "b"]),
        st.sampled_from(["equals", "gt", "lt"]),
        st.integers(-3, 3) | st.sampled_from(["x", "2020-01-01"]),
    ) | st.builds(Comparison, st.sampled_from(["a", "b"]), st.just("filled"), st.booleans())
    if not depth:
        return leaf
    parts = st.lists(conditions(depth - 1), min_size=1, max_size=3).map(tuple)
    return leaf | st.builds(Group, st.sampled_from(["and", "or"]), parts)


VALUES = st.dictionaries(
    st.sampled_from(["a", "b"]), st.integers(-3, 3) | st.sampled_from(["x", "2021-01-01", True])
)


@settings(deadline=None)  # the machine of the tests may be busy
@given(conditions(), VALUES)
def test_a_condition_with_nothing_left_to_ask_is_decided(condition: Any, values: dict[str, Any]) -> None:
    assert decided(for_browser(condition, set(), values)) == holds(condition, values)


def decided(data: Any) -> bool:
    if isinstance(data, bool):
        return data
    return all(map(decided, data["and"])) if "and" in data else any(map(decided, data["or"]))


@settings(deadline=None)  # the machine of the tests may be busy
@given(conditions(), VALUES)
def test_or_of_one_and_and_of_one_are_the_condition(condition: Any, values: dict[str, Any]) -> None:
    for operator in ("and", "or"):
        assert holds(Group(operator, (condition,)), values) == holds(condition, values)


def test_a_hidden_required_field_is_not_demanded() -> None:
    raw = {"nama": "Sari", "nik": NIK, "jenis": "warung", "jenis_lain": "kios", "setuju": "on"}
    judged = examine(SPEC, raw)
    assert judged.errors == {}
    assert "jenis_lain" not in judged.values
    assert examine(SPEC, {**raw, "jenis": "lain", "jenis_lain": ""}).errors == {
        "jenis_lain": "Isi jenis_lain."
    }


def test_a_chain_of_conditions_ends_where_one_fails() -> None:
    raw = {"a": "warung", "b": "6", "c": "10", "d": "2019-01-01", "e": "x", "o": "on"}
    assert set(examine(EVERYTHING, raw).values) == {"a", "b", "c", "d", "e", "o"}
    assert set(examine(EVERYTHING, {**raw, "b": "5"}).values) == {"a", "b", "o"}
    assert set(examine(EVERYTHING, {**raw, "a": "lain"}).values) == {"a", "o"}


def test_clean_says_what_is_missing() -> None:
    with pytest.raises(Invalid) as refusal:
        clean(SPEC, {"jenis": "jasa"})
    assert refusal.value.fields == {
        "nama": "Isi nama.",
        "nik": "Isi nik.",
        "setuju": "Centang pernyataan ini; tanpa itu permohonan tidak dapat dikirim.",
    }


def test_known_facts_are_put_in_only_when_they_would_stand() -> None:
    options = [{"value": "islam", "label": both("Islam")}, {"value": "hindu", "label": both("Hindu")}]
    spec = parse_form(
        form(
            field("agama", "choice", choices=options, prefill="person.religion"),
            field("lahir", "date", prefill="person.birth_date"),
            field("rt", "text", prefill="person.rt", limits={"pattern": "rt_rw"}),
        )
    )
    assert prefill(spec, {"religion": "HINDU", "birth_date": "1990-08-17", "rt": "dua"}) == {
        "agama": "hindu",
        "lahir": "1990-08-17",
    }
