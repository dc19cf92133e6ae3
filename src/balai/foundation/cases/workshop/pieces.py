"""The pieces of a procedure that one page edits: what each asks, and where it stands in the data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from balai.core.errors import NotVisible
from balai.core.ui.editing import (
    Body,
    Choices,
    Flag,
    Group,
    Line,
    One,
    Part,
    Rows,
    Several,
    Words,
)
from balai.core.ui.words import local
from balai.foundation.cases.effects import effect_names
from balai.foundation.cases.known import known_names
from balai.foundation.cases.procedure.spec import AFTER_END, ActionKind, Outcome, StateKind
from balai.foundation.cases.wording import OUTCOMES
from balai.foundation.cases.workshop.parts import Time, field_kinds

BASIS, STATE, LANE, ACTION = "umum", "keadaan", "jalur", "tindakan"


@dataclass(frozen=True)
class Offer:
    """What the choices of a form are made from, beside the draft itself."""

    roles: Choices
    places: Choices
    forms: Choices
    permissions: Choices


@dataclass(frozen=True)
class Piece:
    """A state, a lane, an action, or the basis of a draft. A lane's name is ``<state>.<lane>``."""

    what: str
    name: str = ""

    def body(self, definition: Body) -> Body:
        """The piece as it stands. Raises NotVisible."""
        try:
            return self._find(definition)
        except (KeyError, StopIteration) as error:
            raise NotVisible(_("Bagian prosedur ini tidak ada.")) from error

    def _find(self, definition: Body) -> Body:
        if self.what == BASIS:
            return {key: definition.get(key) for key in ("name", "limit", "start")}
        if self.what == STATE:
            return definition["states"][self.name]
        if self.what == LANE:
            state, lane = self.names
            return definition["states"][state]["lanes"][lane]
        return next(one for one in definition["actions"] if one["code"] == self.name)

    @property
    def names(self) -> tuple[str, str]:
        """State and lane of a lane."""
        state, _dot, lane = self.name.partition(".")
        return state, lane

    def path(self, definition: Body) -> tuple[str | int, ...]:
        """Where the faults of the piece begin."""
        if self.what == STATE:
            return ("states", self.name)
        if self.what == LANE:
            state, lane = self.names
            return ("states", state, "lanes", lane)
        if self.what == ACTION:
            return ("actions", [one["code"] for one in definition["actions"]].index(self.name))
        return ()

    def put(self, definition: Body, body: Body) -> Body:
        """The definition with the piece as it should be."""
        if self.what == BASIS:
            return {**definition, **body}
        if self.what == STATE:
            return {**definition, "states": {**definition["states"], self.name: body}}
        if self.what == LANE:
            return self._with_lanes(definition, lambda lanes, lane: {**lanes, lane: body})
        kept = [one for one in definition["actions"] if one["code"] != self.name]
        codes = [one["code"] for one in definition["actions"]]
        place = codes.index(self.name) if self.name in codes else len(kept)
        return {**definition, "actions": [*kept[:place], {"code": self.name, **body}, *kept[place:]]}

    def drop(self, definition: Body) -> Body:
        """The definition without the piece."""
        if self.what == STATE:
            states = {code: one for code, one in definition["states"].items() if code != self.name}
            return {**definition, "states": states}
        if self.what == LANE:
            return self._with_lanes(
                definition, lambda lanes, lane: {code: one for code, one in lanes.items() if code != lane}
            )
        return {**definition, "actions": [one for one in definition["actions"] if one["code"] != self.name]}

    def _with_lanes(self, definition: Body, change: Any) -> Body:
        code, lane = self.names
        state = definition["states"][code]
        return replace(self, what=STATE, name=code).put(
            definition, {**state, "lanes": change(state.get("lanes", {}), lane)}
        )


def parts_of(piece: Piece, kind: str, definition: Body, offer: Offer) -> tuple[Part, ...]:
    """What the page of the piece asks."""
    if piece.what == BASIS:
        return tuple(_basis(definition))
    if piece.what == LANE:
        return tuple(_desk(definition, offer))
    if piece.what == STATE:
        return tuple(_state(StateKind(kind), definition, offer))
    return tuple(_action(ActionKind(kind), definition, offer))


def _basis(definition: Body) -> Iterator[Part]:
    yield Words("name", _("Nama prosedur"))
    yield Time("limit", _("Batas waktu seluruhnya"))
    yield One("start", _("Keadaan awal"), states_in(definition))


def _state(kind: StateKind, definition: Body, offer: Offer) -> Iterator[Part]:
    if kind == StateKind.WORK:
        yield from _desk(definition, offer)
    else:
        yield Words("name", _("Nama keadaan"))
    if kind == StateKind.WAIT:
        yield Line("signal", _("Apa yang ditunggu"), _("Satu kata, misalnya payment."))
        yield Words("holder", _("Siapa yang ditunggu"))
    if kind == StateKind.WAIT_APPLICANT:
        yield Words("ask", _("Yang diminta dari pemohon"))
    if kind in {StateKind.WAIT, StateKind.WAIT_APPLICANT}:
        yield Time("resume", _("Waktu paling sedikit sesudahnya"))
        yield Time("expires", _("Paling lama menunggu"))
    if kind == StateKind.PARALLEL:
        yield One("then", _("Sesudah semua jalur selesai"), states_in(definition))
    if kind == StateKind.END:
        yield One("outcome", _("Hasil"), [(one.value, str(OUTCOMES[one.value][0])) for one in Outcome])
    if kind == StateKind.BRANCH:
        yield Rows("branches", lambda row: _branch(row, definition), _read_branch, _write_branch)
    else:
        yield Words("public", _("Kalimat untuk pemohon"))


def _desk(definition: Body, offer: Offer) -> Iterator[Part]:
    yield Words("name", _("Nama keadaan"))
    yield Words("ask", _("Yang diminta dari petugas"))
    yield Several("roles", _("Peran yang bekerja"), offer.roles)
    yield One("where", _("Unit yang bekerja"), offer.places, usual="unit")
    yield Words("holder", _("Pemegang, untuk pemohon"))
    yield Time("limit", _("Batas waktu"))
    superior = (
        Time("after", _("Diteruskan ke atasan bila terlambat selama")),
        Several("to", _("Peran atasan"), offer.roles),
        One("where", _("Unit atasan"), offer.places, usual="unit"),
    )
    yield Group("escalate", superior)
    yield One("deemed", _("Tindakan sistem bila batas waktu terlewati"), actions_in(definition))


def _branch(row: int, definition: Body) -> tuple[Part, ...]:
    number = {"row": row}
    return (
        Line("field", _("Cabang %(row)s: bila isian") % number, _("Kosongkan untuk cabang terakhir.")),
        Line("equals", _("Cabang %(row)s: berisi") % number),
        One("to", _("Cabang %(row)s: menuju") % number, states_in(definition)),
    )


def _read_branch(branch: Mapping[str, Any]) -> Body:
    when = branch.get("when", {})
    return {
        "field": when.get("field", ""),
        "equals": _as_text(when.get("equals", "")),
        "to": branch.get("to", ""),
    }


def _write_branch(typed: Body) -> Body:
    to = {"to": typed.get("to", "")}
    if not typed.get("field"):
        return to
    return {"when": {"field": typed["field"], "equals": _as_value(typed.get("equals", ""))}, **to}


_TICKS = {"true": True, "false": False}


def _as_value(text: str) -> Any:
    return _TICKS.get(text, text)


def _as_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _action(kind: ActionKind, definition: Body, offer: Offer) -> Iterator[Part]:
    yield Words("label", _("Tulisan pada tombol"))
    yield Words("public", _("Kalimat dalam perjalanan"))
    yield Several("from", _("Dari keadaan"), states_in(definition))
    if kind != ActionKind.RECALL:
        yield One("to", _("Menuju keadaan"), states_in(definition))
    if kind == ActionKind.FORWARD:
        help_text = _("Hanya untuk keadaan dengan jalur; kosongkan lalu tujuannya.")
        yield One("lane", _("Menyelesaikan jalur"), lanes_in(definition), help_text)
    if kind == ActionKind.SIGNAL:
        yield Line("signal", _("Tanda yang ditunggu"), _("Misalnya payment.settled atau payment.expired."))
    else:
        yield Words("confirm", _("Penjelasan sebelum memutuskan"), is_long=True)
    if kind in AFTER_END:
        yield from _after(kind, offer)
    if kind == ActionKind.OBJECTION:
        yield One(
            "form", _("Formulir pemohon"), offer.forms, _("Hanya satu langkah, misalnya surat keberatan.")
        )
    if kind not in {ActionKind.SIGNAL, ActionKind.RECALL, ActionKind.OBJECTION}:
        yield Flag("primary", _("Langkah utama"))
        yield from _asked(kind, offer)
    yield Rows("effects", lambda row: _effect(row), _read_effect, _write_effect, most=3)


def _after(kind: ActionKind, offer: Offer) -> Iterator[Part]:
    if kind == ActionKind.AFTER:
        yield One("where", _("Unit yang bertindak"), offer.places, usual="unit")
    yield Time("within", _("Paling lama sesudah keputusan"))
    yield Time("limit", _("Batas waktu perkara yang dibuka lagi"))


def _asked(kind: ActionKind, offer: Offer) -> Iterator[Part]:
    if kind != ActionKind.WITHDRAW:
        usual = "" if kind == ActionKind.AFTER else _("Tanpa pilihan: semua yang bekerja di sana.")
        yield Several("roles", _("Hanya untuk peran"), offer.roles, usual)
        yield One("form", _("Formulir petugas"), offer.forms)
    asked = (
        Flag("reason", _("Perlu alasan")),
        Flag("second_factor", _("Perlu kode kedua")),
        One("permission", _("Perlu wewenang"), offer.permissions),
        Rows("fields", _field, _read_field, _write_field),
    )
    yield Group("requires", asked)


def _field(row: int) -> tuple[Part, ...]:
    number = {"row": row}
    return (
        Line("name", _("Isian %(row)s: nama pendek") % number),
        Words("label", _("Isian %(row)s: pertanyaan") % number),
        One("kind", _("Isian %(row)s: jenis") % number, field_kinds(), usual="text"),
        One(
            "known", _("Isian %(row)s: diisi dari yang sudah diketahui") % number, list(known_names().items())
        ),
        Flag("optional", _("Isian %(row)s: boleh kosong") % number),
        Flag("public", _("Isian %(row)s: terbaca oleh pemohon") % number),
    )


def _read_field(item: Mapping[str, Any]) -> Body:
    return {**item, "optional": not item.get("required", True)}


def _write_field(typed: Body) -> Body:
    item = {key: value for key, value in typed.items() if key not in {"optional", "public"}}
    told = {"public": True} if typed.get("public") else {}
    return {**item, **told, **({"required": False} if typed.get("optional") else {})}


def _effect(row: int) -> tuple[Part, ...]:
    names = [(name, name) for name in sorted(effect_names())]
    return (
        One("name", _("Akibat %(row)s") % {"row": row}, names),
        Settings("settings", _("Akibat %(row)s: pengaturan") % {"row": row}),
    )


@dataclass(frozen=True)
class Settings(Line):
    """The settings of an effect, a line each: ``template: keterangan-usaha``."""

    def fields(self) -> Any:
        from django import forms

        widget = forms.Textarea(attrs={"rows": 4, "class": "code"})
        return {self.key: forms.CharField(label=self.label, required=False, max_length=4000, widget=widget)}


def _read_effect(item: Mapping[str, Any]) -> Body:
    ((name, settings),) = item.items()
    return {"name": name, "settings": _as_lines(settings)}


def _write_effect(typed: Body) -> Body:
    return {typed.get("name", ""): _as_settings(typed.get("settings", ""))}


def _as_lines(settings: Any) -> str:
    if not settings:
        return ""
    target = StringIO()
    YAML().dump(settings, target)
    return target.getvalue()


def _as_settings(text: str) -> Any:
    """The settings that the lines say; lines that say nothing stay a text, at which the check stumbles."""
    try:
        return YAML(typ="safe").load(text) or {}
    except YAMLError:
        return text


def states_in(definition: Body) -> list[tuple[str, str]]:
    """The states as choices, in the order in which a case comes to them, the ends last."""
    states = definition["states"]
    return [(code, local(states[code].get("name") or {}) or code) for code in _in_order(definition)]


def _in_order(definition: Body) -> list[str]:
    """Steps from the start on; what nothing leads to yet stands behind, before the ends."""
    states, reached = definition["states"], [definition.get("start")]
    for code in reached:
        reached += [to for to in _targets(definition, code) if to not in reached]
    order = {code: place for place, code in enumerate(reached)}
    return sorted(states, key=lambda code: (states[code].get("kind") == "end", order.get(code, len(order))))


def _targets(definition: Body, code: Any) -> list[str]:
    state = definition["states"].get(code, {})
    acted = [one.get("to", "") for one in definition["actions"] if code in one.get("from", [])]
    found = [*acted, state.get("then", ""), *(one.get("to", "") for one in state.get("branches", []))]
    return list(dict.fromkeys(to for to in found if to in definition["states"]))


def lanes_in(definition: Body) -> list[tuple[str, str]]:
    """The lanes of all states as choices."""
    lanes = (lane for one in definition["states"].values() for lane in one.get("lanes", {}).items())
    return [(code, local(one.get("name") or {}) or code) for code, one in lanes]


def actions_in(definition: Body) -> list[tuple[str, str]]:
    """The actions as choices."""
    return [(one["code"], local(one.get("label") or {}) or one["code"]) for one in definition["actions"]]
