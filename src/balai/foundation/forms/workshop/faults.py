"""Everything that is wrong with a form that is being written, each fault with the path to it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from balai.core.content import ContentError, fault_in
from balai.foundation.forms.parsing import TYPES, parse_field, parse_form, parse_words
from balai.foundation.forms.spec import FieldSpec, Words

Body = dict[str, Any]
Path = tuple[str | int, ...]
Spot = tuple[str, str]  # ("judul" | "langkah" | "isian", name)


def faults_of(definition: Body) -> list[ContentError]:
    """The faults of a draft that has all its keys, in the order of the form; the whole is judged last."""
    found = list(_faults(definition))
    whole = None if found else fault_in(lambda: parse_form(definition))
    return [whole] if whole else found


def faults_by_spot(definition: Body) -> dict[Spot, list[str]]:
    """The faults by the piece that they concern, for the outline."""
    found: dict[Spot, list[str]] = {}
    for fault in faults_of(definition):
        found.setdefault(_spot(fault.path, definition), []).append(str(fault))
    return found


def _spot(path: Path, definition: Body) -> Spot:
    match path:
        case ("steps", int(step), "fields", int(place), *_rest):
            return "isian", definition["steps"][step]["fields"][place]["name"]
        case ("steps", int(step), *_rest):
            return "langkah", definition["steps"][step]["name"]
    return "judul", ""


def _faults(definition: Body) -> Iterator[ContentError]:
    yield from _fault_of(lambda: parse_words(definition["title"], ("title",)))
    if not definition["steps"]:
        yield ContentError(_("Tambahkan sekurangnya satu langkah."), ("steps",))
    earlier: dict[str, FieldSpec] = {}
    for place, step in enumerate(definition["steps"]):
        path: Path = ("steps", place)
        yield from _fault_of(lambda step=step, path=path: parse_words(step["title"], (*path, "title")))  # type: ignore[misc]
        if "intro" in step:
            yield from _fault_of(lambda step=step, path=path: parse_words(step["intro"], (*path, "intro")))  # type: ignore[misc]
        if not step["fields"]:
            yield ContentError(_("Tambahkan sekurangnya satu pertanyaan."), (*path, "fields"))
        for number, field in enumerate(step["fields"]):
            yield from _fault_in_field(field, earlier, (*path, "fields", number))


def _fault_in_field(field: Body, earlier: dict[str, FieldSpec], path: Path) -> Iterator[ContentError]:
    try:
        _check_choices(field, path)
        earlier[field["name"]] = parse_field(field, earlier, path)
    except ContentError as fault:
        earlier[field["name"]] = _stand_in(field)
        yield fault


def _check_choices(field: Body, path: Path) -> None:
    """Say in plain words what a list of choices lacks."""
    if field["type"] not in ("choice", "choices"):
        return
    choices = field.get("choices") or []
    if len(choices) < 2:
        raise ContentError(_("Tulis sekurangnya dua pilihan, satu baris satu."), (*path, "choices"))
    for place, choice in enumerate(choices):
        if not all(choice["label"].values()):
            sentence = _("Pilihan %(number)s belum lengkap: Indonesia | Inggris.") % {"number": place + 1}
            raise ContentError(sentence, (*path, "choices"))


def _stand_in(field: Body) -> FieldSpec:
    """Something that later conditions may name, so that one fault is told once."""
    is_plain = field["type"] in TYPES and field["type"] not in ("choice", "choices")
    return FieldSpec(field["name"], Words(), field["type"] if is_plain else "text")


def _fault_of(part: Callable[[], Any]) -> Iterator[ContentError]:
    fault = fault_in(part)
    if fault:
        yield fault
