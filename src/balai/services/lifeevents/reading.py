"""Reading a guide of a pack: shape and sense are checked, and a fault names its path."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from balai.core.content import ContentError, require_keys
from balai.foundation.forms.api import Condition, FieldSpec, FormSpec, parse_condition, parse_form
from balai.services.catalogue.api import check_words
from balai.services.lifeevents.spec import Deadline, Definition, GuideSpec, Paper, Step

Path = Sequence[str | int]
KINDS = ("known", "upload", "bring")
ASKABLE = ("choice", "date")
KEPT = {"unit", "agency", "place", "cost", "time", "link"}  # a service of Balai says these itself
OPTIONAL = {"service", "appointment", "papers", "after", "when", "repeat", "deadline", "legal", *KEPT}
MOST_TIMES = 9
_CODE = re.compile(r"^[a-z][a-z0-9-]{1,38}$")
_IN_FORM = ("steps", 0, "fields")


@dataclass(frozen=True)
class _Known:
    """What a step may name: questions and papers, and the steps before it."""

    questions: Mapping[str, FieldSpec]
    papers: frozenset[str]
    steps: tuple[str, ...]


def read_guide(entry: Any, path: Path = ()) -> GuideSpec:
    """Read one guide. Raises ContentError with the path of the first fault."""
    required = {"event", "intro", "questions", "papers", "steps"}
    require_keys(entry, required=required, optional={"reach_back"}, path=path)
    check_words(entry["intro"], [*path, "intro"])
    questions = _questions(entry, path)
    papers = _papers(entry["papers"], questions, [*path, "papers"])
    steps = _steps(entry["steps"], questions, papers, [*path, "steps"])
    _check_makers(papers, steps, [*path, "papers"])
    back = _number(entry.get("reach_back", 60), 0, 365, [*path, "reach_back"])
    return GuideSpec(str(entry["event"]), entry["intro"], questions, papers, steps, back)


def _questions(entry: Definition, path: Path) -> FormSpec:
    """The questions are the fields of a form of one step; a fault is told at its place in the guide."""
    title = {"id": "Beberapa pertanyaan", "en": "A few questions"}
    step = {"name": "jawaban", "title": title, "fields": entry["questions"]}
    try:
        spec = parse_form({"code": f"peristiwa-{entry['event']}", "title": title, "steps": [step]}, path)
    except ContentError as fault:
        raise ContentError(str(fault), _place_in_guide(fault.path, path)) from fault
    for place, field in enumerate(spec.fields()):
        if field.type not in ASKABLE:
            here = [*path, "questions", place, "type"]
            raise ContentError(f"pertanyaan panduan berjenis {' atau '.join(ASKABLE)}", here)
    return spec


def _place_in_guide(inside: Path, path: Path) -> Path:
    rest = tuple(inside)[len(path) :]
    return [*path, "questions", *rest[3:]] if rest[:3] == _IN_FORM else [*path, "event"]


def _papers(entries: Any, questions: FormSpec, path: Path) -> tuple[Paper, ...]:
    papers: dict[str, Paper] = {}
    for place, entry in enumerate(_list(entries, path)):
        here = [*path, place]
        optional = {"detail", "made_by", "when"}
        require_keys(entry, required={"code", "kind", "title"}, optional=optional, path=here)
        code = _new_code(entry["code"], papers, [*here, "code"])
        papers[code] = _paper(entry, questions.by_name, here)
    return tuple(papers.values())


def _paper(entry: Definition, questions: Mapping[str, FieldSpec], path: Path) -> Paper:
    _check_texts(entry, ("title", "detail"), path)
    if entry["kind"] not in KINDS:
        raise ContentError(f"kind: {', '.join(KINDS)}", [*path, "kind"])
    return Paper(
        code=entry["code"],
        kind=entry["kind"],
        title=entry["title"],
        detail=entry.get("detail", {}),
        made_by=tuple(_list(entry["made_by"], [*path, "made_by"])) if "made_by" in entry else (),
        when=_when(entry, questions, path),
    )


def _when(entry: Definition, questions: Mapping[str, FieldSpec], path: Path) -> Condition | None:
    return parse_condition(entry["when"], questions, [*path, "when"], "") if "when" in entry else None


def _check_makers(papers: Sequence[Paper], steps: Sequence[Step], path: Path) -> None:
    codes = {step.code for step in steps}
    for place, paper in enumerate(papers):
        for number, code in enumerate(paper.made_by):
            if code not in codes:
                raise ContentError(f"langkah “{code}” tidak ada", [*path, place, "made_by", number])


def _steps(entries: Any, questions: FormSpec, papers: Sequence[Paper], path: Path) -> tuple[Step, ...]:
    steps: dict[str, Step] = {}
    codes = frozenset(paper.code for paper in papers)
    for place, entry in enumerate(_list(entries, path)):
        here = [*path, place]
        require_keys(entry, required={"code", "title", "text"}, optional=OPTIONAL, path=here)
        code = _new_code(entry["code"], steps, [*here, "code"])
        steps[code] = _step(entry, _Known(questions.by_name, codes, tuple(steps)), here)
    return tuple(steps.values())


def _step(entry: Definition, known: _Known, path: Path) -> Step:
    _check_texts(entry, ("title", "text", "agency", "place", "cost", "time"), path)
    _check_keeper(entry, path)
    return Step(
        code=entry["code"],
        title=entry["title"],
        text=entry["text"],
        link=_link(entry, path),
        papers=_named(entry, "papers", known.papers, path),
        after=_named(entry, "after", known.steps, path),
        when=_when(entry, known.questions, path),
        repeat=_repeat(entry, known.questions, path),
        deadline=_deadline(entry, known.questions, path),
        legal=tuple(map(str, _list(entry["legal"], [*path, "legal"]))) if "legal" in entry else (),
        service=str(entry.get("service", "")),
        appointment=str(entry.get("appointment", "")),
        unit=str(entry.get("unit", "")),
        agency=entry.get("agency"),
        place=entry.get("place"),
        cost=entry.get("cost"),
        time=entry.get("time"),
    )


def _check_texts(entry: Definition, names: Sequence[str], path: Path) -> None:
    for name in names:
        if name in entry:
            check_words(entry[name], [*path, name])


def _check_keeper(entry: Definition, path: Path) -> None:
    """A service of Balai speaks for itself; whatever is kept elsewhere says by whom."""
    if "service" in entry:
        for name in sorted(KEPT & entry.keys()):
            raise ContentError(f"“{name}” sudah dijelaskan oleh layanannya", [*path, name])
    elif "unit" not in entry and "agency" not in entry:
        raise ContentError("sebutkan salah satu: service, unit atau agency", path)


def _link(entry: Definition, path: Path) -> str:
    link = str(entry.get("link", ""))
    if link and (urlsplit(link).scheme != "https" or not urlsplit(link).hostname):
        raise ContentError("tautan dimulai dengan https://", [*path, "link"])
    return link


def _named(entry: Definition, key: str, known: Sequence[str] | frozenset[str], path: Path) -> tuple[str, ...]:
    names = tuple(_list(entry[key], [*path, key])) if key in entry else ()
    for place, name in enumerate(names):
        if name not in known:
            wanted = "langkah sebelumnya" if key == "after" else "yang ada di “papers”"
            raise ContentError(f"“{name}” bukan {wanted}", [*path, key, place])
    return names


def _repeat(entry: Definition, questions: Mapping[str, FieldSpec], path: Path) -> str:
    name = str(entry.get("repeat", ""))
    if not name:
        return ""
    field = questions.get(name)
    counts = [option.value for option in field.choices] if field else []
    if not counts or not all(value.isdigit() and 1 <= int(value) <= MOST_TIMES for value in counts):
        raise ContentError(
            f"“repeat” menunjuk pertanyaan dengan pilihan 1 sampai {MOST_TIMES}", [*path, "repeat"]
        )
    return name


def _deadline(entry: Definition, questions: Mapping[str, FieldSpec], path: Path) -> Deadline | None:
    if "deadline" not in entry:
        return None
    here = [*path, "deadline"]
    given = entry["deadline"]
    require_keys(given, required={"field", "days"}, optional=set(), path=here)
    field = questions.get(given["field"])
    if field is None or field.type != "date":
        raise ContentError("batas waktu dihitung dari pertanyaan berjenis date", [*here, "field"])
    return Deadline(field.name, _number(given["days"], -365, 3650, [*here, "days"]))


def _number(value: Any, low: int, high: int, path: Path) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ContentError(f"bilangan bulat dari {low} sampai {high}", path)
    return value


def _list(value: Any, path: Path) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ContentError("di sini harus ada daftar yang tidak kosong", path)
    return value


def _new_code(code: Any, known: Mapping[str, Any], path: Path) -> str:
    if not isinstance(code, str) or not _CODE.match(code):
        raise ContentError("kode: huruf kecil, angka dan tanda hubung", path)
    if code in known:
        raise ContentError(f"kode “{code}” sudah dipakai", path)
    return code
