"""Every form of a page as a browser reads it, to be filled by somebody who means ill."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

TEXT = {"text", "search", "email", "tel", "url", "number", "password", "textarea", ""}


@dataclass
class Control:
    """One control: its kind, what it holds, and what may be chosen."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form with where it goes."""

    action: str
    method: str
    id: str = ""
    controls: list[Control] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """Names of the controls into which a person types."""
        return [each.name for each in self.controls if each.kind in TEXT]

    @property
    def files(self) -> list[str]:
        """Names of the controls that take a file."""
        return [each.name for each in self.controls if each.kind == "file"]

    @property
    def choices(self) -> list[str]:
        """Names of the controls whose value the page gives: what somebody else's id could take the place of."""
        return [each.name for each in self.controls if each.kind not in TEXT | {"file", "button", "textarea"}]

    def filled(self, text: str = "") -> dict[str, Any]:
        """The form with everything chosen and ticked, no button pressed; typed is ``text``, or what stood there."""
        return {
            each.name: _value(each, text) for each in self.controls if each.kind not in {"file", "button"}
        }


def _value(control: Control, text: str) -> str:
    if control.kind in TEXT and text:
        return text
    chosen = [option for option in control.options if option]
    return control.value or (chosen[0] if chosen else "")


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path: str = path
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.control: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = self._named(facts.get("id", ""))
            self.open.action = facts.get("action") or self.path
            self.open.method = facts.get("method", "get").lower()
        elif tag in {"input", "textarea", "select", "button"} and facts.get("name"):
            self._control(tag, facts)
        elif tag == "option" and self.control is not None:
            self.control.options.append(facts.get("value", ""))

    def _control(self, tag: str, facts: dict[str, str]) -> None:
        kind = facts.get("type", "") if tag == "input" else tag
        owner = self._named(facts["form"]) if facts.get("form") else self.open
        known = owner and next((each for each in owner.controls if each.name == facts["name"]), None)
        self.control = known or Control(
            facts["name"], kind, "" if kind == "radio" else facts.get("value", "")
        )
        if kind in {"radio", "checkbox"}:
            self.control.options.append(facts.get("value", "on"))
        if owner and not known:
            owner.controls.append(self.control)

    def _named(self, name: str) -> Form:
        """The form with the id, which may come only after its controls; a new one for none."""
        known = next((form for form in self.forms if name and form.id == name), None)
        if known is None:
            known = Form(self.path, "", name)
            self.forms.append(known)
        return known

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag in {"select", "textarea"}:
            self.control = None


def posts(html: str, path: str) -> list[Form]:
    """The forms of a page that change something."""
    reader = _Reader(path)
    reader.feed(html)
    return [form for form in reader.forms if form.method == "post"]
