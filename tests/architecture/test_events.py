"""Every event is a whole sentence in both languages, and whoever records it gives the facts that it tells."""

import ast
import string
from collections.abc import Iterator

import pytest
from django.utils import translation

from balai.foundation.audit.registry import names, sentence, template_of
from tests.architecture import source

OURS = [name for name in names() if not name.startswith("audit.test_")]


def placeholders(text: str) -> set[str]:
    """The facts that a sentence tells."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def template(name: str, language: str) -> str:
    """The sentence of an event with its placeholders."""
    with translation.override(language):
        return template_of(name)


@pytest.mark.parametrize("name", OURS)
def test_an_event_reads_as_a_sentence_in_both_languages(name: str) -> None:
    indonesian, english = template(name, "id"), template(name, "en")
    assert indonesian != english
    assert placeholders(indonesian) == placeholders(english)
    facts = {fact: fact.upper() for fact in placeholders(indonesian)}
    for language in ("id", "en"):
        with translation.override(language):
            told = sentence(name, facts)
        assert "…" not in told
        assert "{" not in told
        assert told[0].isupper() or told[0].isdigit()


def constants() -> dict[str, str]:
    """Declared names by ``module.CONSTANT``, such as ``foundation.cases.OPENED``."""
    found = {}
    for path in source.python_files():
        if path.name == "events.py":
            for node in source.tree(path).body:
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                    name = ast.literal_eval(node.value.args[0])
                    found[f"{source.home_of(path)}.{ast.unparse(node.targets[0])}"] = name
    return found


def recordings() -> Iterator[tuple[str, str, set[str]]]:
    """Where an event is recorded with all its facts named: place, name of the event, facts."""
    known = constants()
    for path in source.python_files():
        if source.is_test(path):
            continue
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {
                "record",
                "audit.record",
                "api.record",
            }:
                named = {keyword.arg for keyword in node.keywords}
                constant = ast.unparse(node.args[1]).rpartition(".")[2] if len(node.args) > 1 else ""
                name = known.get(f"{source.home_of(path)}.{constant}")
                if name and None not in named:  # facts that come as ** are known at run time only
                    yield (
                        f"{path.relative_to(source.ROOT)}:{node.lineno}",
                        name,
                        {each for each in named if each},
                    )


def test_whoever_records_an_event_gives_its_facts() -> None:
    found = list(recordings())
    assert len(found) > 20
    missing = [
        f"{place} {name}: {sorted(placeholders(template(name, 'id')) - facts)}"
        for place, name, facts in found
        if placeholders(template(name, "id")) - facts
    ]
    assert missing == []
