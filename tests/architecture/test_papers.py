"""Every module says what it is; links in the documents lead somewhere."""

import re

import pytest

from tests.architecture import source

LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")
SKIPPED = {"node_modules", "var", ".venv", "build"}


def documents() -> list[source.Path]:
    """All Markdown files of the repository."""
    return sorted(
        path for path in source.ROOT.rglob("*.md") if not SKIPPED & set(path.relative_to(source.ROOT).parts)
    )


@pytest.mark.parametrize("module", source.modules(), ids=source.home_of)
def test_a_module_has_its_papers(module: source.Path) -> None:
    paper = module / "README.md"
    assert paper.exists(), "README.md is missing"
    assert paper.read_text().startswith("# ")
    assert len(paper.read_text().split()) > 40


def test_links_in_documents_lead_somewhere() -> None:
    broken = [
        f"{path.relative_to(source.ROOT)} -> {target}"
        for path in documents()
        for target in LINK.findall(path.read_text())
        if not (path.parent / target).exists()
    ]
    assert broken == []


def test_papers_name_no_machine_and_no_registry() -> None:
    written = [*documents(), source.ROOT / "package-lock.json", *(source.ROOT / "requirements").glob("*.txt")]
    forbidden = re.compile(
        r"/home/\w+|/root/|/work/|registry\.npmjs\.org|files\.pythonhosted\.org|pypi\.org/simple"
    )
    found = {
        str(path.relative_to(source.ROOT)): forbidden.findall(path.read_text())
        for path in written
        if path.exists() and forbidden.search(path.read_text())
    }
    assert found == {}


def test_decision_records_are_listed() -> None:
    folder = source.ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text()
    assert [path.name for path in sorted(folder.glob("0*.md")) if f"]({path.name})" not in listed] == []
