"""A page as it stands before a person, and the pages that there are to see."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.access import table
from tests.browser import HEIGHTS, check_width
from tests.window import Window

# answers to reading that are no page of their own: data, files, parts of a page
NO_PAGES = {
    "adoption:network_export",
    "adoption:take_along",
    "agreements:export",
    "agreements:yearly",
    "appointments:ical",
    "audit:export",
    "audit:head",
    "cases:inbox_export",
    "cases:load_export",
    "cases:overview_export",
    "cases:preview",
    "catalogue:export",
    "catalogue:suggestions",
    "core:theme",
    "displays:body",
    "documents:download",
    "documents:letter_picture",
    "documents:letterhead_picture",
    "documents:letterhead_sheet",
    "documents:root_certificate",
    "exchange:export",
    "forms:attachment",
    "forms:villages",
    "guests:worker",
    "innovations:export",
    "licences:export",
    "livez",
    "metrics",
    "packs:catalogue_document",
    "packs:download",
    "packs:release_file",
    "packs:release_signature",
    "payments:export",
    "payments:receipt_file",
    "presentation:draft_arms",
    "presentation:draft_theme",
    "presentation:export_look",
    "privacy:download",
    "queues:floor_body",
    "queues:follow_body",
    "queues:history_export",
    "queues:now",
    "readyz",
    "regions:search",
    "visits:origin_search",
    "voices:recording",
    "voices:sheet",
}
# one display for all who stand in a hall, with one voice and one stream: it speaks the regency's language
LOCAL = {"displays:display"}
DATA, GUIDE = "front_api:", "front_api:guide"  # addresses for programs, and the page about them
WORDS = re.compile(
    r"\b(Anda|akan|atau|batal|belum|bila|buka|cari|dari|dengan|hapus|ini|itu|kembali|keluar|lanjut|lihat|masuk"
    r"|pilih|sedang|semua|simpan|sudah|tambah|tidak|ubah|unduh|untuk|yang)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r'“[^”]*”|"[^"]*"')  # somebody's own words
# what a reader sees or hears, text by text, without what says that it is Indonesian, what people typed, and codes
READ = """() => {
    const page = document.documentElement.cloneNode(true);
    const other = "[lang]:not([lang=en]), script, template, textarea, code, pre, .code";
    page.querySelectorAll(other).forEach(part => part.remove());
    const said = [...page.querySelectorAll("*")].flatMap(part =>
        ["aria-label", "placeholder", "title", "alt"].map(name => part.getAttribute(name) || ""));
    const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) said.push(texts.currentNode.data);
    return said.map(text => text.trim());
}"""


@dataclass(frozen=True)
class Visit:
    """One page, opened."""

    page: Page
    window: Window
    status: int

    def fits(self, *widths: int) -> None:
        """Fail when it can be scrolled sideways at one of the widths."""
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            check_width(self.page)

    @property
    def indonesian(self) -> list[str]:
        """Texts with frequent Indonesian words in them that are not marked as Indonesian."""
        told = {QUOTED.sub("", text) for text in self.page.evaluate(READ)}
        return sorted(text for text in told if WORDS.search(text))


def pages() -> list[table.Row]:
    """The rows that give somebody a whole page."""
    return [row for row in reads() if not is_data(row)]


def is_data(row: table.Row) -> bool:
    """Whether it answers with something else than a whole page."""
    return row.name in NO_PAGES or (row.name.startswith(DATA) and row.name != GUIDE)


def english(row: table.Row) -> str:
    """The language that a page speaks to whoever asks for English."""
    return "id" if row.name in LOCAL else "en"


def reads() -> list[table.Row]:
    """The rows that answer somebody's reading."""
    return [row for row in table.read() if row.method == "GET" and "200" in row.answers]


def seers(row: table.Row) -> list[str]:
    """The roles that it answers, the visitor first and the administrator last."""
    return [role for role, answer in row.expected.items() if answer == "200"]
