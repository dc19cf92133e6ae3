"""The outline of a form that is being written: steps and questions put in, changed, moved and taken out.

Every function takes a definition as packs have it and gives a new one; what it was given stays as it is.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from balai.core.errors import NotVisible
from balai.core.ui.editing import short_name

Body = dict[str, Any]


def empty_form(code: str, title: dict[str, str]) -> Body:
    """A form with the step that nearly every one begins with: who applies, filled in from the account."""
    words = {"id": "Data diri", "en": "About you"}
    intro = {
        "id": "Yang sudah Balai ketahui tidak ditanyakan lagi. Tekan Ubah bila ada yang tidak sesuai dengan KTP.",
        "en": "What Balai knows already is not asked again. Choose Change where it differs from your identity card.",
    }
    step = {"name": "pemohon", "title": words, "intro": intro, "fields": list(_about_the_applicant())}
    return {"code": code, "title": title, "steps": [step]}


def _about_the_applicant() -> Iterator[Body]:
    asked = (
        ("nama", "Nama lengkap", "Full name", "text", "name"),
        ("nik", "NIK", "National identity number (NIK)", "nik", "nik"),
        ("alamat", "Alamat", "Address", "text", "address"),
        ("desa", "Desa atau kelurahan", "Village or ward", "region", "region_code"),
        ("telepon", "Nomor HP", "Mobile number", "phone", "phone"),
    )
    for name, label, english, kind, fact in asked:
        body = {"name": name, "label": {"id": label, "en": english}, "type": kind}
        yield {**body, "required": name != "telepon", "prefill": f"person.{fact}"}


def fields_of(definition: Body) -> list[Body]:
    """All questions in their order."""
    return [field for step in definition["steps"] for field in step["fields"]]


def find_step(definition: Body, name: str) -> int:
    """The place of a step. Raises NotVisible."""
    names = [step["name"] for step in definition["steps"]]
    if name not in names:
        raise NotVisible(_("Langkah ini tidak ada dalam draf."))
    return names.index(name)


def find_field(definition: Body, name: str) -> tuple[int, int]:
    """The places of the step and of the question in it. Raises NotVisible."""
    for step_place, step in enumerate(definition["steps"]):
        for place, field in enumerate(step["fields"]):
            if field["name"] == name:
                return step_place, place
    raise NotVisible(_("Pertanyaan ini tidak ada dalam draf."))


def field_named(definition: Body, name: str) -> Body:
    """The question. Raises NotVisible."""
    step, place = find_field(definition, name)
    return dict(definition["steps"][step]["fields"][place])


def earlier_fields(definition: Body, name: str) -> list[Body]:
    """The questions before the one with the name: those on whose answers it may depend."""
    fields = fields_of(definition)
    names = [field["name"] for field in fields]
    return fields[: names.index(name)] if name in names else fields


def with_step(definition: Body, title: dict[str, str]) -> tuple[Body, str]:
    """A further step at the end, and its name."""
    taken = {step["name"] for step in definition["steps"]}
    name = short_name(title["id"] or "langkah", taken, "-")
    return {**definition, "steps": [*definition["steps"], {"name": name, "title": title, "fields": []}]}, name


def with_field(definition: Body, step: str, field: Body) -> tuple[Body, str]:
    """A further question at the end of the step, and its name, which comes from its label."""
    taken = {*(one["name"] for one in fields_of(definition)), "version", "terlihat", "csrfmiddlewaretoken"}
    name = field.get("name") or short_name(field["label"]["id"] or "isian", taken)
    place = find_step(definition, step)
    body = {"name": name, **field}
    return _put_step(definition, place, lambda steps: {**steps, "fields": [*steps["fields"], body]}), name


def put_step(definition: Body, name: str, changed: Body) -> Body:
    """The step with other texts."""
    return _put_step(
        definition, find_step(definition, name), lambda step: {**_without(step, "intro"), **changed}
    )


def put_field(definition: Body, name: str, body: Body) -> Body:
    """The question as it should be."""
    step, place = find_field(definition, name)
    return _put_step(definition, step, lambda one: {**one, "fields": _replaced(one["fields"], place, [body])})


def drop_step(definition: Body, name: str) -> Body:
    """The form without the step and its questions."""
    return {**definition, "steps": _replaced(definition["steps"], find_step(definition, name), [])}


def drop_field(definition: Body, name: str) -> Body:
    """The form without the question."""
    step, place = find_field(definition, name)
    return _put_step(definition, step, lambda one: {**one, "fields": _replaced(one["fields"], place, [])})


def move_step(definition: Body, name: str, by: int) -> Body:
    """The step one place up (-1) or down (1); at the end of the form it stays."""
    return {**definition, "steps": _moved(definition["steps"], find_step(definition, name), by)}


def move_field(definition: Body, name: str, by: int) -> Body:
    """The question one place up (-1) or down (1), over the edge of its step into the next one."""
    step, place = find_field(definition, name)
    fields, goal = definition["steps"][step]["fields"], step + by
    if 0 <= place + by < len(fields):
        return _put_step(definition, step, lambda one: {**one, "fields": _moved(fields, place, by)})
    if not 0 <= goal < len(definition["steps"]):
        return definition
    body, without = fields[place], drop_field(definition, name)
    return _put_step(
        without,
        goal,
        lambda one: {**one, "fields": [*one["fields"], body] if by < 0 else [body, *one["fields"]]},
    )


def _put_step(definition: Body, place: int, change: Callable[[Body], Body]) -> Body:
    steps = definition["steps"]
    return {**definition, "steps": _replaced(steps, place, [change(steps[place])])}


def _replaced(items: list[Body], place: int, new: list[Body]) -> list[Body]:
    return [*items[:place], *new, *items[place + 1 :]]


def _moved(items: list[Body], place: int, by: int) -> list[Body]:
    goal = place + by
    if not 0 <= goal < len(items):
        return items
    rest = _replaced(items, place, [])
    return [*rest[:goal], items[place], *rest[goal:]]


def _without(body: Body, key: str) -> Body:
    return {name: value for name, value in body.items() if name != key}
