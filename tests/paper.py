"""A form as a browser without JavaScript fills and sends it, for tests over Django's client."""

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

FORM_ID = "langkah"
SERVICE, TAMANSARI, SUMBERBERAS = "surat-keterangan-usaha", "35.10.24.2008", "35.10.05.2001"
BUSINESS = {
    "nama_usaha": "Warung Kopi Ijen",
    "jenis_usaha": "kuliner",
    "usaha_di_rumah": "rumah",
    "sejak": "08/2019",
    "tenaga_kerja": "2",
}
OPENS_A_STALL = {
    "bentuk": "perorangan",
    "jenis": "jasaboga",
    "tempat": "ada",
    "papan": "ya",
    "kredit": "ya",
    "pekerja": "tidak",
}
PURPOSE = {"keperluan": "kur", "lembaga": "BRI Unit Licin", "pernyataan": "on"}


class _Fields(HTMLParser):
    """Collects what the main form of a page would send."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.values = form_id, {}
        self._inside = False
        self._select: str | None = None
        self._text: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = facts.get("id") == self.form_id
        elif (self._inside or facts.get("form") == self.form_id) and tag in {"input", "select", "textarea"}:
            self._field(tag, facts)
        elif tag == "option" and self._select and "selected" in facts:
            self.values[self._select] = facts.get("value", "")

    def _field(self, tag: str, facts: dict[str, str]) -> None:
        name, kind = facts.get("name", ""), facts.get("type", "text")
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self._text = name
        elif kind in {"radio", "checkbox"}:
            if "checked" in facts:
                self.values[name] = facts.get("value", "on")
        elif name and kind not in {"submit", "button", "file"}:
            self.values[name] = facts.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._text:
            self.values[self._text] = self.values.get(self._text, "") + data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._text = None


def fill(client: "Client", path: str, form_id: str, **answers: Any) -> "HttpResponse":
    """Open the page, put the answers into its form, send it; the answer without following it.

    A step that shows further questions because of the answers is sent once more, as a person does.
    """
    answer = client.post(path, {**values(client.get(path), form_id), **answers})
    return client.post(path, values(answer, form_id)) if answer.status_code == 422 else answer


def values(page: "HttpResponse", form_id: str) -> dict[str, str]:
    """What the form of the page would send as it stands."""
    return fields(page.content.decode(), form_id)


def fields(html: str, form_id: str) -> dict[str, str]:
    """The names and values of a form in a page."""
    reader = _Fields(form_id)
    reader.feed(html)
    return reader.values
