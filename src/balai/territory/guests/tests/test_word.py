"""The Word report as another reader finds it: by the parts of the file alone (ECMA-376), without what wrote it."""

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.conf import settings

from balai.territory.guests.tests.conftest import Trip, page_of, write

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAW = "<b>Kios</b> & \u202bمرحبا\u202c 🌙\n\nmalam"


class Paper:
    """A document of its parts."""

    def __init__(self, content: bytes) -> None:
        self.parts = zipfile.ZipFile(BytesIO(content))
        assert self.parts.testzip() is None
        names = self.parts.namelist()
        self.trees = {name: self.read(name) for name in names if name.endswith((".xml", ".rels"))}
        self.body = self.trees["word/document.xml"].find(f"{W}body")

    def read(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.parts.read(name))  # noqa: S314 - our own file

    def headings(self) -> list[tuple[int, str]]:
        """Level (0: the title) and words of each heading."""
        styles = {
            style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")  # type: ignore[union-attr]
            for style in self.trees["word/styles.xml"].iter(f"{W}style")
        }
        found = []
        for paragraph in self.body.iter(f"{W}p"):  # type: ignore[union-attr]
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            name = str(styles[style.get(f"{W}val")]).lower() if style is not None else ""
            if name == "title" or name.startswith("heading "):
                level = 0 if name == "title" else int(name[-1])
                found.append((level, "".join(paragraph.itertext())))
        return found


def paper_of(trip: Trip, name: str, scope: str, language: str = "id") -> Paper:
    phone = trip.phone(name)
    phone.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return Paper(phone.get(page_of("download", scope, "docx")).content)


def noted(trip: Trip) -> None:
    write(trip.phone("Dinas 03"), trip.sessions[1], saw=SAW, verdict="adapt")
    write(trip.phone("Dinas 03"), trip.sessions[2], needs="Dua orang")
    write(trip.phone("Dinas 04"), trip.sessions[1], decides="Bupati")


@pytest.mark.parametrize(("name", "scope"), [("Dinas 03", "unit"), ("", "rombongan")])
def test_headings_go_down_step_by_step(trip: Trip, name: str, scope: str) -> None:
    noted(trip)
    found = paper_of(trip, name, scope).headings()
    levels = [level for level, _words in found]
    assert levels[0] == 0
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert [words for level, words in found if level == 1] == [one.title for one in trip.sessions[1:]]


def test_facts_are_a_table_of_two_columns(trip: Trip) -> None:
    noted(trip)
    (table,) = paper_of(trip, "Dinas 03", "unit").body.iter(f"{W}tbl")  # type: ignore[union-attr]
    rows = [["".join(cell.itertext()) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    assert rows[:3] == [
        ["Dari", "Kabupaten Pasangkayu"],
        ["Unit", "Dinas 03"],
        ["Ke", "Kabupaten Banyuwangi"],
    ]
    assert {len(row) for row in rows} == {2}


@pytest.mark.parametrize(
    ("language", "locale", "title"), [("id", "id-ID", "Laporan"), ("en", "en-GB", "Report")]
)
def test_it_is_spelt_and_written_in_one_language(trip: Trip, language: str, locale: str, title: str) -> None:
    noted(trip)
    paper = paper_of(trip, "", "rombongan", language)
    normal = next(
        each
        for each in paper.trees["word/styles.xml"].iter(f"{W}style")
        if each.get(f"{W}styleId") == "Normal"
    )
    assert [each.get(f"{W}val") for each in normal.iter(f"{W}lang")] == [locale]
    assert title.lower() in paper.headings()[0][1].lower()


def test_words_stay_words_and_nothing_points_outside(trip: Trip) -> None:
    noted(trip)
    paper = paper_of(trip, "Dinas 03", "unit")
    texts = ["".join(each.itertext()) for each in paper.body.iter(f"{W}p")]  # type: ignore[union-attr]
    assert SAW.split("\n\n")[0] in texts
    assert not [name for name in paper.parts.namelist() if re.search(r"media|embeddings|vba", name)]
    outside = [
        one for tree in paper.trees.values() for one in tree.iter() if one.get("TargetMode") == "External"
    ]
    assert outside == []
    footers = "".join("".join(tree.itertext()) for name, tree in paper.trees.items() if "footer" in name)
    assert "tuan rumah tidak membacanya" in footers
